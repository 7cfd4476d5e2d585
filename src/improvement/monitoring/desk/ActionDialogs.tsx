import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Radio } from '#kernel/web/ui/Check.tsx';
import { Select, TextArea, TextInput } from '#kernel/web/ui/Field.tsx';
import { FormDialog } from '#kernel/web/ui/FormDialog.tsx';
import { type Action, forInput, type Goal, instantOf, inTwoWeeks } from './words.ts';

const touches = () => ['corrections', 'issues', 'promises'];
const servers = ['owner', 'manager', 'lead', 'adviser'];

/** Colleagues who may owe something, for a choice. */
export function useOwners(): { value: string; label: string }[] {
  const people = useQueryOf('people.list', {}).data?.people ?? [];
  return people
    .filter((one) => one.active && servers.includes(one.role))
    .map((one) => ({ value: one.id, label: one.name }));
}

const ownerProblem = { 'promise.unknown_owner': 'ownerId', 'promise.impossible': 'dueAt' } as const;

/** Opens an action for a goal by hand. */
export function OpenAction({ goal, onClose }: { goal: Goal; onClose: () => void }) {
  const { person } = useSession();
  const owners = useOwners();
  const open = useCommandOf('corrections.open', { touches });
  const form = useForm({
    initial: { ownerId: person.id, dueAt: inTwoWeeks(), cause: '' },
    fieldOf: ownerProblem,
    send: async ({ ownerId, dueAt, cause }) => {
      await open.send({ goalId: goal.id, ownerId, dueAt: instantOf(dueAt), cause });
      onClose();
    },
  });
  return (
    <FormDialog title={t`Open a corrective action`} send={t`Open`} form={form} onClose={onClose}>
      <div className="mon-pair">
        <Select
          label={t`Whose it is`}
          required
          options={owners}
          value={form.values.ownerId}
          error={form.errorOf('ownerId')}
          onChange={(ownerId) => form.set('ownerId', ownerId)}
        />
        <TextInput label={t`Due`} type="datetime-local" required {...form.text('dueAt')} />
      </div>
      <TextArea label={t`Why it was missed, as far as known`} maxLength={2_000} {...form.text('cause')} />
      <p className="quiet">
        <Trans>
          It is owed like every promise: whoever has it is told, and reminded when it is late. It closes only with its
          effect measured.
        </Trans>
      </p>
    </FormDialog>
  );
}

/** Changes who does what by when, and since when it is in place. */
export function ChangeAction({ action, onClose }: { action: Action; onClose: () => void }) {
  const owners = useOwners();
  const change = useCommandOf('corrections.change', { touches });
  const { id: actionId, version, ownerId, cause, doing } = action;
  const form = useForm({
    initial: { ownerId, cause, doing, dueAt: forInput(new Date(action.dueAt)), doneOn: action.doneOn ?? '' },
    fieldOf: { ...ownerProblem, 'issue.times': 'doneOn' },
    send: async (values) => {
      // As it was where nobody touched it: an input knows no seconds.
      const isSame = values.dueAt === forInput(new Date(action.dueAt));
      const dueAt = isSame ? action.dueAt : instantOf(values.dueAt);
      await change.send({ ...values, actionId, version, dueAt, doneOn: values.doneOn || null });
      onClose();
    },
  });
  return (
    <FormDialog title={t`Change the action`} send={t`Save`} form={form} onClose={onClose}>
      <div className="mon-pair">
        <Select
          label={t`Whose it is`}
          required
          options={owners}
          value={form.values.ownerId}
          error={form.errorOf('ownerId')}
          onChange={(owner) => form.set('ownerId', owner)}
        />
        <TextInput label={t`Due`} type="datetime-local" required {...form.text('dueAt')} />
      </div>
      <TextArea label={t`Why it was missed`} maxLength={2_000} {...form.text('cause')} />
      <TextArea label={t`What is done`} maxLength={2_000} {...form.text('doing')} />
      <TextInput
        label={t`In place since`}
        type="date"
        help={t`From this day on its effect is measured.`}
        {...form.text('doneOn')}
      />
    </FormDialog>
  );
}

/** Closes it with what was measured. */
export function CloseAction({ action, onClose }: { action: Action; onClose: () => void }) {
  const close = useCommandOf('corrections.close', { touches });
  const form = useForm({
    initial: { isEffective: true, conclusion: '' },
    send: async (values) => {
      await close.send({ actionId: action.id, version: action.version, ...values });
      onClose();
    },
  });
  const { isEffective } = form.values;
  return (
    <FormDialog title={t`Close the action`} send={t`Close it`} form={form} onClose={onClose}>
      <fieldset className="stack tight">
        <legend>{t`Did it work?`}</legend>
        <Radio
          name="effective"
          label={t`It was effective`}
          checked={isEffective}
          onChange={() => form.set('isEffective', true)}
        />
        <Radio
          name="effective"
          label={t`It was not`}
          help={t`If the goal is missed again, another action opens.`}
          checked={!isEffective}
          onChange={() => form.set('isEffective', false)}
        />
      </fieldset>
      <TextArea label={t`What follows from it`} required maxLength={1_000} {...form.text('conclusion')} />
    </FormDialog>
  );
}
