import { t } from '@lingui/core/macro';
import { useId } from 'react';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { TextInput } from '#kernel/web/ui/Field.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import type { WholeItem } from './words.ts';

const yearMs = 365 * 86_400_000;

/** Says that it still holds, and when somebody looks again. */
export function CheckDialog({ item, onClose }: { item: WholeItem; onClose: () => void }) {
  const formId = useId();
  const check = useCommandOf('library.check', { touches: () => ['library'] });
  const form = useForm({
    initial: { nextCheckOn: new Date(Date.now() + yearMs).toISOString().slice(0, 10) },
    send: async ({ nextCheckOn }) => {
      await check.send({ itemId: item.id, nextCheckOn: nextCheckOn || null });
      showToast({ state: 'kept', text: t`Checked` });
      onClose();
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`It still holds`}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button kind="primary" type="submit" form={formId} disabled={form.busy}>{t`I have checked it`}</Button>
        </>
      }
    >
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        <p>{t`You looked for something newer today and found that it still holds.`}</p>
        <TextInput
          label={t`Next check`}
          help={t`Empty: when a year is over it is marked all the same.`}
          type="date"
          {...form.text('nextCheckOn')}
        />
      </form>
    </Dialog>
  );
}
