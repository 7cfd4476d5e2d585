import { t } from '@lingui/core/macro';
import { type ReactNode, useId } from 'react';
import type { useForm } from '#kernel/web/form.ts';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';

type Props = {
  title: string;
  /** On the button that sends it. */
  send: string;
  form: Pick<ReturnType<typeof useForm>, 'ref' | 'submit' | 'busy' | 'problem'>;
  onClose: () => void;
  children: ReactNode;
};

/** A form in a dialog, with its refusal on top. */
export function FormDialog({ title, send, form, onClose, children }: Props) {
  const formId = useId();
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button kind="primary" type="submit" form={formId} disabled={form.busy}>
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
