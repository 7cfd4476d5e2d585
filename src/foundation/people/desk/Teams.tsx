import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import IconUsersGroup from '@tabler/icons-react/dist/esm/icons/IconUsersGroup.mjs';
import { useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Face } from '#kernel/web/ui/Face.tsx';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { TeamDialog } from './TeamDialog.tsx';

export type Team = OutputOf<'people.teams'>['teams'][number];
export type Person = OutputOf<'people.list'>['people'][number];

const facesShown = 6;

function TeamLine({ team, people, onEdit }: { team: Team; people: Person[]; onEdit: (() => void) | undefined }) {
  const members = people.filter((person) => team.memberIds.includes(person.id));
  const words = members.length === 0 ? t`Nobody yet` : members.map((person) => person.name).join(', ');
  return (
    <li>
      <span className="grow stack tight">
        <b dir="auto">{team.name}</b>
        <span className="meta cut" dir="auto">
          {words}
        </span>
      </span>
      <span className="line wide">
        {members.slice(0, facesShown).map((person) => (
          <Face key={person.id} name={person.name} kind="staff" size="s" />
        ))}
      </span>
      {onEdit && (
        <Button size="small" onClick={onEdit}>
          <Trans>
            Change<span className="hide"> {team.name}</span>
          </Trans>
        </Button>
      )}
    </li>
  );
}

/** The teams and who is in them. */
export function Teams() {
  const { can } = useSession();
  const [editing, setEditing] = useState<Team | 'new'>();
  const teams = useQueryOf('people.teams', {});
  const people = useQueryOf('people.list', {}).data?.people ?? [];
  const create = can('people.create-team') && (
    <Button kind="primary" icon={IconPlus} onClick={() => setEditing('new')}>
      {t`New team`}
    </Button>
  );
  const list = teams.data?.teams;
  return (
    <Page title={t`Teams`} back={{ to: '/settings', label: t`Back to settings` }} actions={create}>
      {teams.error && <Trouble problem={teams.error} again={() => void teams.refetch()} />}
      {teams.isLoading && <Skeleton label={t`Loading teams`} shape="rows" />}
      {list?.length === 0 && (
        <Empty icon={IconUsersGroup} title={t`No teams yet`}>
          <Trans>A team takes conversations together: whoever is free answers next.</Trans>
        </Empty>
      )}
      {list && list.length > 0 && (
        <ul className="lines" aria-label={t`Teams`}>
          {list.map((team) => (
            <TeamLine
              key={team.id}
              team={team}
              people={people}
              onEdit={can('people.change-team') ? () => setEditing(team) : undefined}
            />
          ))}
        </ul>
      )}
      {editing && (
        <TeamDialog
          team={editing === 'new' ? undefined : editing}
          people={people.filter((person) => person.active)}
          onClose={() => setEditing(undefined)}
        />
      )}
    </Page>
  );
}
