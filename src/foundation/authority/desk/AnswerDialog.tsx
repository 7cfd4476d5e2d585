import { t } from '@lingui/core/macro';
import { useId } from 'react';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { TextArea } from '#kernel/web/ui/Field.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import type { Approval } from './words.ts';

type Props = { approval: Approval; answer: 'approve' | 'refuse'; onClose: () => void };

function useAnswer({ approval, answer, onClose }: Props) {
  const touches = () => ['approvals'];
  const approve = useCommandOf('authority.approve', { touches });
  const refuse = useCommandOf('authority.refuse', { touches });
  const about = { approvalId: approval.id, version: approval.version };
  return useForm({
    initial: { note: '' },
    send: async ({ note }) => {
      if (answer === 'refuse') {
        await refuse.send({ ...about, reason: note });
        showToast({ state: 'kept', text: t`Refused. ${approval.requester.name} reads your reason.` });
      } else {
        const done = await approve.send({ ...about, ...(note.trim() !== '' && { note }) });
        if (done.state === 'failed') {
          showToast({ state: 'warn', text: t`Approved, but it could not be done. The reason stands under Answered.` });
        } else if (done.missing > 0) {
          showToast({ state: 'info', text: t`Approved. It is done as soon as one more person approves it.` });
        } else showToast({ state: 'kept', text: t`Approved, and done.` });
      }
      onClose();
    },
  });
}

/** The last look before an answer: what it means, with a word for whoever asked. */
export function AnswerDialog(props: Props) {
  const { approval, answer, onClose } = props;
  const formId = useId();
  const form = useAnswer(props);
  const isYes = answer === 'approve';
  return (
    <Dialog
      open
      onClose={onClose}
      title={isYes ? t`Approve this?` : t`Refuse this?`}
      actions={
        <>
          <Button size="big" onClick={onClose}>
            {t`Back`}
          </Button>
          <Button kind={isYes ? 'primary' : 'danger'} size="big" type="submit" form={formId} disabled={form.busy}>
            {isYes ? t`Approve` : t`Refuse`}
          </Button>
        </>
      }
    >
      <p>
        <b dir="auto">{approval.words}</b>
        <br />
        {isYes
          ? t`It is done at once, as ${approval.requester.name} asked for it, and cannot be taken back here.`
          : t`Nothing is done. ${approval.requester.name} may ask again with another reason.`}
      </p>
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        <TextArea
          label={isYes ? t`A word with it (if you like)` : t`Why not`}
          help={t`${approval.requester.name} reads this.`}
          required={!isYes}
          autoFocus={!isYes}
          maxLength={2000}
          rows={2}
          name={isYes ? 'note' : 'reason'}
          value={form.values.note}
          onChange={(event) => form.set('note', event.currentTarget.value)}
          error={form.errorOf('note')}
        />
      </form>
    </Dialog>
  );
}
