import { t } from '@lingui/core/macro';
import { useId } from 'react';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { Select, TextArea } from '#kernel/web/ui/Field.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { useColleagues } from './colleagues.ts';
import { type Conversation, touches, useChanges } from './use-changes.ts';

/** Gives a conversation to somebody else together with what they must know. */
export function HandOverDialog({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const formId = useId();
  const { person } = useSession();
  const { able, teams } = useColleagues();
  const { change } = useChanges(conversation);
  const assign = useCommandOf('conversations.assign', { touches });
  const people = able.filter((one) => one.id !== person.id);
  const options = [
    { value: '', label: t`Choose a colleague or a team` },
    ...people.map((one) => ({ value: `person ${one.id}`, label: one.name })),
    ...teams.map((team) => ({ value: `team ${team.id}`, label: t`Team ${team.name}` })),
  ];
  const form = useForm({
    initial: { to: '', note: '' },
    send: async ({ to, note }) => {
      const [kind, id = ''] = to.split(' ');
      const receiver = kind === 'team' ? { assigneeId: null, teamId: id } : { assigneeId: id };
      await change((at) => assign.send({ ...at, ...receiver, note }));
      const name = options.find((one) => one.value === to)?.label;
      onClose();
      showToast({ state: 'kept', text: t`${conversation.reference} handed over to ${name ?? ''}` });
    },
  });
  const { to, note } = form.values;
  const missing = to === '' ? t`Choose who gets it` : note.trim() === '' ? t`Write what they must know` : undefined;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Hand ${conversation.reference} over`}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button
            kind="primary"
            type="submit"
            form={formId}
            disabled={form.busy}
            {...(missing && { disabledReason: missing })}
          >
            {form.busy ? t`Handing over…` : t`Hand over`}
          </Button>
        </>
      }
    >
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        <Select label={t`To`} options={options} value={to} onChange={(value) => form.set('to', value)} />
        <TextArea
          label={t`Note`}
          help={t`For colleagues only. It stays pinned for them until they took note of it, and they get a notice.`}
          required
          rows={4}
          maxRows={12}
          {...form.text('note')}
        />
      </form>
    </Dialog>
  );
}
