import { t } from '@lingui/core/macro';
import { useId } from 'react';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Check } from '#kernel/web/ui/Check.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { TextInput } from '#kernel/web/ui/Field.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import type { Person, Team } from './Teams.tsx';

type TeamDialogProps = { team: Team | undefined; people: Person[]; onClose: () => void };
const touches = () => ['teams', 'people'];

/** Names a team and says who is in it. */
export function TeamDialog({ team, people, onClose }: TeamDialogProps) {
  const formId = useId();
  const { person } = useSession();
  const create = useCommandOf('people.create-team', { touches });
  const change = useCommandOf('people.change-team', { touches });
  const form = useForm({
    initial: { name: team?.name ?? '', memberIds: team?.memberIds ?? [] },
    fieldOf: { 'people.team_taken': 'name' },
    send: async ({ name, memberIds }) => {
      const renamed = team && name.trim() !== team.name ? { name } : {};
      if (team) await change.send({ teamId: team.id, version: team.version, memberIds, ...renamed });
      else await create.send({ name, memberIds });
      showToast({ state: 'kept', text: team ? t`${name} changed` : t`Team ${name} created` });
      onClose();
    },
  });
  const { memberIds } = form.values;
  const toggle = (id: string, on: boolean) =>
    form.set('memberIds', on ? [...memberIds, id] : memberIds.filter((each) => each !== id));
  return (
    <Dialog
      open
      onClose={onClose}
      title={team ? t`Team ${team.name}` : t`New team`}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button kind="primary" type="submit" form={formId} disabled={form.busy}>
            {form.busy ? t`Saving…` : t`Save`}
          </Button>
        </>
      }
    >
      <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
        <FormProblem problem={form.problem} />
        <TextInput
          label={t`Name`}
          required
          maxLength={80}
          readOnly={team !== undefined && person.role === 'lead'}
          {...form.text('name')}
        />
        <fieldset className="stack tight">
          <legend>{t`Members`}</legend>
          {people.map((each) => (
            <Check
              key={each.id}
              label={each.name}
              checked={memberIds.includes(each.id)}
              onChange={(on) => toggle(each.id, on)}
            />
          ))}
        </fieldset>
      </form>
    </Dialog>
  );
}
