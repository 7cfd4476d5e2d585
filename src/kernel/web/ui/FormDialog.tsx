import { t } from '@lingui/core/macro';
import { type ReactNode, useId } from 'react';
import type { useForm } from '../form.ts';
import { FormProblem } from '../shell/FormProblem.tsx';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';

type Props = {
  title: string;
  /** On the button that sends it. */
  send: string;
  form: Pick<ReturnType<typeof useForm>, 'ref' | 'submit' | 'busy' | 'problem'>;
  danger?: boolean;
  /** A button that does something else, before the others. */
  aside?: ReactNode;
  onClose: () => void;
  children: ReactNode;
};

/** A form in a dialog, with its refusal on top. */
export function FormDialog({ title, send, form, danger = false, aside, onClose, children }: Props) {
  const formId = useId();
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      actions={
        <>
          {aside}
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button kind={danger ? 'danger' : 'primary'} type="submit" form={formId} disabled={form.busy}>
            {send}
          </Button>
        </>
      }
    >
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        {children}
      </form>
    </Dialog>
  );
}
