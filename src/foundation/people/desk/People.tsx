import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { inSentence } from '#kernel/web/language/in-sentence.ts';
import { useSession } from '#kernel/web/session.ts';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Face } from '#kernel/web/ui/Face.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { Table } from '#kernel/web/ui/Table.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import type { Role } from '../contract.ts';
import { changeableRoles, givableRoles, roleWords } from './roles.ts';
import { DevicesDialog } from './safety/DevicesDialog.tsx';

type Person = OutputOf<'people.list'>['people'][number];
const touches = () => ['people'];

function RoleChoice({ person }: { person: Person }) {
  const session = useSession();
  const change = useCommandOf('people.change-role', { touches });
  const isOwn = person.id === session.person.id && session.person.role !== 'owner';
  if (!session.can('people.change-role') || isOwn || !person.active) return roleWords[person.role].label;
  const give = async (role: Role) => {
    const done = await change.run({ personId: person.id, role, version: person.version });
    if (!done) return;
    const undo = () => void change.run({ personId: person.id, role: person.role, version: done.version });
    showToast({ state: 'kept', text: t`${person.name} is now ${inSentence(roleWords[role].label)}`, undo });
  };
  return (
    <select
      className="select"
      aria-label={t`Role of ${person.name}`}
      value={person.role}
      disabled={change.busy}
      onChange={(event) => void give(event.currentTarget.value as Role)}
    >
      {changeableRoles(session.person.role, person.role).map((role) => (
        <option key={role.value} value={role.value}>
          {role.label}
        </option>
      ))}
    </select>
  );
}

function AccessButton({ person }: { person: Person }) {
  const session = useSession();
  const change = useCommandOf('people.change-access', { touches });
  const may =
    session.can('people.change-access') && givableRoles(session.person.role).some((role) => role.value === person.role);
  if (!may || person.id === session.person.id) return null;
  const set = async (active: boolean) => {
    const done = await change.run({ personId: person.id, active, version: person.version });
    if (!done) return;
    const undo = () => void change.run({ personId: person.id, active: !active, version: done.version });
    const text = active ? t`${person.name} may sign in again` : t`${person.name} is shut out, all sessions ended`;
    showToast({ state: 'kept', text, undo });
  };
  return (
    <Button
      size="small"
      kind={person.active ? 'danger' : 'default'}
      disabled={change.busy}
      onClick={() => void set(!person.active)}
    >
      {person.active ? t`Shut out` : t`Let in again`}
      <span className="hide"> {person.name}</span>
    </Button>
  );
}

/** Owners see where a colleague is signed in and end it there; one's own devices stand under Your security. */
function DevicesButton({ person }: { person: Person }) {
  const session = useSession();
  const [isOpen, setOpen] = useState(false);
  if (session.person.role !== 'owner' || person.id === session.person.id || !person.active) return null;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        <Trans>
          Devices<span className="hide"> of {person.name}</span>
        </Trans>
      </Button>
      {isOpen && <DevicesDialog person={person} onClose={() => setOpen(false)} />}
    </>
  );
}

/** Who has access, with which role. */
export function People() {
  const people = useQueryOf('people.list', {});
  const teams = useQueryOf('people.teams', {});
  const nameOf = (teamId: string) => teams.data?.teams.find((team) => team.id === teamId)?.name ?? '';
  return (
    <Page title={t`People`} back={{ to: '/settings', label: t`Back to settings` }}>
      {people.error && <Trouble problem={people.error} again={() => void people.refetch()} />}
      {people.isLoading && <Skeleton label={t`Loading people`} shape="rows" />}
      {people.data && (
        <Table
          caption={t`People`}
          rows={people.data.people}
          rowKey={(person) => person.id}
          columns={[
            {
              key: 'name',
              head: t`Name`,
              names: true,
              cell: (person) => (
                <span className="line">
                  <Face name={person.name} kind="staff" size="s" />
                  <bdi>{person.name}</bdi>
                </span>
              ),
            },
            { key: 'email', head: t`E-mail address`, cell: (person) => <bdi>{person.email}</bdi> },
            { key: 'role', head: t`Role`, cell: (person) => <RoleChoice person={person} /> },
            {
              key: 'teams',
              head: t`Teams`,
              cell: (person) => <span className="nowrap">{person.teamIds.map(nameOf).join(', ')}</span>,
            },
            {
              key: 'state',
              head: t`Access`,
              cell: (person) =>
                person.active ? (
                  <State state="kept">{t`Has access`}</State>
                ) : (
                  <State state="paused">{t`Shut out`}</State>
                ),
            },
            {
              key: 'do',
              head: <span className="hide">{t`Change`}</span>,
              cell: (person) => (
                <span className="line">
                  <DevicesButton person={person} />
                  <AccessButton person={person} />
                </span>
              ),
            },
          ]}
        />
      )}
    </Page>
  );
}
