import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { Check } from '#kernel/web/ui/Check.tsx';
import { TextInput } from '#kernel/web/ui/Field.tsx';
import { FormDialog } from '#kernel/web/ui/FormDialog.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import type { Standard } from './words.ts';

const twoWeeksMs = 14 * 86_400_000;
const speakers = ['owner', 'manager', 'lead', 'adviser', 'assessor'];

/** Asks people to comment until a day. */
export function ConsultDialog({ standard, onClose }: { standard: Standard; onClose: () => void }) {
  const people = useQueryOf('people.list', {}).data?.people ?? [];
  const consult = useCommandOf('standards.consult', { touches: () => ['standards'] });
  const asked = standard.invitees.map((one) => one.id);
  const form = useForm({
    initial: {
      personIds: asked,
      until: standard.version.consultUntil ?? new Date(Date.now() + twoWeeksMs).toISOString().slice(0, 10),
    },
    fieldOf: { 'standard.past_date': 'until', 'standard.unknown_person': 'personIds' },
    send: async (values) => {
      await consult.send({ versionId: standard.version.id, ...values });
      showToast({ state: 'kept', text: t`They are asked to comment` });
      onClose();
    },
  });
  const { personIds } = form.values;
  const choose = (id: string, isAsked: boolean) =>
    form.set('personIds', isAsked ? [...personIds, id] : personIds.filter((one) => one !== id));
  const choices = people.filter((person) => person.active && speakers.includes(person.role));
  return (
    <FormDialog title={t`Ask for comments`} send={t`Ask them`} form={form} onClose={onClose}>
      <p className="quiet">
        <Trans>
          Those who work by it know best what it misses. Each of them is told, and hears what became of a comment.
        </Trans>
      </p>
      <fieldset className="stack tight">
        <legend>{t`Whom to ask`}</legend>
        {choices.map((person) => (
          <Check
            key={person.id}
            label={<bdi>{person.name}</bdi>}
            checked={personIds.includes(person.id)}
            disabled={asked.includes(person.id)}
            onChange={(isAsked) => choose(person.id, isAsked)}
          />
        ))}
      </fieldset>
      {choices.length < 2 && (
        <p className="meta">
          <Trans>
            Nobody else works here yet. <Link to="/settings/invitations">Invite colleagues</Link> before you ask: later
            an owner or manager who has written none of it approves it.
          </Trans>
        </p>
      )}
      {form.errorOf('personIds') && <p className="err">{t`Choose at least one person.`}</p>}
      <TextInput label={t`Comments until`} type="date" required {...form.text('until')} />
    </FormDialog>
  );
}
