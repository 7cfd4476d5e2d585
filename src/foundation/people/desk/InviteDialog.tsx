import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useId, useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { CopyField } from '#kernel/web/shell/CopyField.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Check } from '#kernel/web/ui/Check.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { Select, TextInput } from '#kernel/web/ui/Field.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import type { Role } from '../contract.ts';
import { givableRoles, roleWords } from './roles.ts';

type Invited = OutputOf<'people.invite'>;

function TheLink({ invited }: { invited: Invited }) {
  const formats = useFormats();
  return (
    <>
      <p>
        <Trans>
          Send this link to your colleague yourself. It is shown only now, works once, and lasts until{' '}
          {formats.full(invited.expiresAt)}.
        </Trans>
      </p>
      <CopyField label={t`Link`} value={invited.link ?? ''} />
    </>
  );
}

/** Invites somebody and shows the link, once. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const formId = useId();
  const { person } = useSession();
  const teams = useQueryOf('people.teams', {});
  const invite = useCommandOf('people.invite', { touches: () => ['invitations'] });
  const [invited, setInvited] = useState<Invited>();
  const form = useForm({
    initial: { email: '', role: 'adviser' as Role, teamIds: [] as string[] },
    fieldOf: { 'people.already_member': 'email' },
    send: async (values) => setInvited(await invite.send(values)),
  });
  const { role, teamIds } = form.values;
  const toggle = (teamId: string, on: boolean) =>
    form.set('teamIds', on ? [...teamIds, teamId] : teamIds.filter((each) => each !== teamId));
  const actions = invited ? (
    <Button kind="primary" onClick={onClose}>
      {t`Done`}
    </Button>
  ) : (
    <>
      <Button onClick={onClose}>{t`Cancel`}</Button>
      <Button kind="primary" type="submit" form={formId} disabled={form.busy}>
        {form.busy ? t`Inviting…` : t`Make the link`}
      </Button>
    </>
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title={invited ? t`Invited ${form.values.email}` : t`Invite a colleague`}
      actions={actions}
    >
      {invited ? (
        <TheLink invited={invited} />
      ) : (
        <form id={formId} ref={form.ref} onSubmit={form.submit} className="stack">
          <FormProblem problem={form.problem} />
          <TextInput
            label={t`E-mail address`}
            type="email"
            required
            autoFocus
            autoComplete="off"
            {...form.text('email')}
          />
          <Select
            label={t`Role`}
            help={roleWords[role].what}
            options={givableRoles(person.role)}
            value={role}
            error={form.errorOf('role')}
            onChange={(chosen) => form.set('role', chosen as Role)}
          />
          <fieldset className="stack tight">
            <legend>{t`Teams`}</legend>
            {teams.data?.teams.map((team) => (
              <Check
                key={team.id}
                label={team.name}
                checked={teamIds.includes(team.id)}
                onChange={(on) => toggle(team.id, on)}
              />
            ))}
          </fieldset>
        </form>
      )}
    </Dialog>
  );
}
