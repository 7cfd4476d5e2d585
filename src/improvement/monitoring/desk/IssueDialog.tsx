import { t } from '@lingui/core/macro';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Check } from '#kernel/web/ui/Check.tsx';
import { Select, TextArea, TextInput } from '#kernel/web/ui/Field.tsx';
import { FormDialog } from '#kernel/web/ui/FormDialog.tsx';
import { useOwners } from './ActionDialogs.tsx';
import { forInput, type Issue, instantOf, inTwoWeeks, kindWords, whatOf } from './words.ts';

const touches = () => ['issues', 'corrections', 'promises'];

function Affected({ chosen, onChange }: { chosen: readonly string[]; onChange: (ids: string[]) => void }) {
  const goals = useQueryOf('monitoring.goals', {}).data?.goals ?? [];
  const library = useQueryOf('measures.list', {}).data?.measures;
  return (
    <fieldset>
      <legend>{t`What it affected`}</legend>
      <div className="mon-choice">
        {goals.map((goal) => (
          <Check
            key={goal.id}
            label={`${goal.number} ${goal.title}`}
            help={whatOf(goal, library)}
            checked={chosen.includes(goal.id)}
            onChange={(isIn) => onChange(isIn ? [...chosen, goal.id] : chosen.filter((id) => id !== goal.id))}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** Logs an issue with the action that fixes it, or changes one and says when it ended. */
export function IssueDialog({ issue, onClose }: { issue: Issue | undefined; onClose: () => void }) {
  const { person } = useSession();
  const owners = useOwners();
  const log = useCommandOf('issues.log', { touches });
  const change = useCommandOf('issues.change', { touches });
  const form = useForm({
    initial: {
      kind: issue?.kind ?? ('technology' as Issue['kind']),
      title: issue?.title ?? '',
      words: issue?.words ?? '',
      beganAt: issue ? forInput(new Date(issue.beganAt)) : '',
      endedAt: issue?.endedAt ? forInput(new Date(issue.endedAt)) : '',
      goalIds: issue?.goalIds ?? ([] as string[]),
      ownerId: person.id,
      dueAt: inTwoWeeks(),
    },
    fieldOf: { 'issue.times': 'endedAt', 'promise.impossible': 'dueAt', 'promise.unknown_owner': 'ownerId' },
    send: async ({ ownerId, dueAt, ...values }) => {
      const endedAt = values.endedAt ? instantOf(values.endedAt) : null;
      const given = { ...values, beganAt: instantOf(values.beganAt), endedAt };
      if (issue) await change.send({ issueId: issue.id, version: issue.version, ...given });
      else await log.send({ ...given, ownerId, dueAt: instantOf(dueAt) });
      onClose();
    },
  });
  const { values } = form;
  return (
    <FormDialog
      title={issue ? t`Change the issue` : t`Log an issue`}
      send={issue ? t`Save` : t`Log it`}
      form={form}
      onClose={onClose}
    >
      <Select
        label={t`Of what kind`}
        options={Object.entries(kindWords).map(([value, label]) => ({ value, label }))}
        value={values.kind}
        onChange={(kind) => form.set('kind', kind as Issue['kind'])}
      />
      <TextInput label={t`What happened, in a line`} required maxLength={120} {...form.text('title')} />
      <TextArea label={t`More about it`} maxLength={4_000} {...form.text('words')} />
      <div className="mon-pair">
        <TextInput label={t`Began`} type="datetime-local" required {...form.text('beganAt')} />
        <TextInput
          label={t`Ended`}
          type="datetime-local"
          help={t`Empty while it is going on.`}
          {...form.text('endedAt')}
        />
      </div>
      <Affected chosen={values.goalIds} onChange={(goalIds) => form.set('goalIds', goalIds)} />
      {form.errorOf('goalIds') && <p className="err">{t`Choose at least one.`}</p>}
      {!issue && (
        <div className="mon-pair">
          <Select
            label={t`Who fixes it`}
            options={owners}
            value={values.ownerId}
            error={form.errorOf('ownerId')}
            onChange={(ownerId) => form.set('ownerId', ownerId)}
          />
          <TextInput label={t`By when`} type="datetime-local" required {...form.text('dueAt')} />
        </div>
      )}
    </FormDialog>
  );
}
