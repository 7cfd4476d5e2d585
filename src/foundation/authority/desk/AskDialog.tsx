import { t } from '@lingui/core/macro';
import { useId } from 'react';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import type { RefusalProps } from '#kernel/web/refusals.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { TextArea } from '#kernel/web/ui/Field.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';

/** What the refusal calls the thing to be decided: "Export customers". */
function titleOf(facts: RefusalProps['problem']['facts']): string | undefined {
  return typeof facts.title === 'string' ? facts.title : undefined;
}

/** Opens on whatever screen something was refused that lies beyond the reader's authority: asks whoever may approve. */
export function AskDialog({ problem, contract, input, onDone }: RefusalProps) {
  const formId = useId();
  const formats = useFormats();
  const ask = useCommandOf('authority.ask', { touches: () => ['approvals'] });
  const form = useForm({
    initial: { reason: '' },
    send: async ({ reason }) => {
      const { expiresAt } = await ask.send({ command: contract, input, reason });
      onDone();
      showToast({
        state: 'kept',
        text: t`Asked. It is done as soon as somebody approves it, until ${formats.due(expiresAt)} at the latest.`,
      });
    },
  });
  const title = titleOf(problem.facts);
  return (
    <Dialog
      open
      onClose={onDone}
      title={title ? t`${title}: this needs an approval` : t`This needs an approval`}
      actions={
        <>
          <Button onClick={onDone}>{t`Cancel`}</Button>
          <Button kind="primary" type="submit" form={formId} disabled={form.busy}>
            {form.busy ? t`Asking…` : t`Ask for approval`}
          </Button>
        </>
      }
    >
      <p>{problem.detail}</p>
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        <TextArea
          label={t`Why it is needed`}
          help={t`Whoever approves reads this. Nothing is done before that.`}
          required
          autoFocus
          maxLength={2000}
          rows={3}
          {...form.text('reason')}
        />
      </form>
    </Dialog>
  );
}
