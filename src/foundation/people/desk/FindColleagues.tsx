import { t } from '@lingui/core/macro';
import IconUsersGroup from '@tabler/icons-react/dist/esm/icons/IconUsersGroup.mjs';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { FindProps } from '#kernel/web/desk-part.ts';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { holding } from '#kernel/web/shell/ranking.ts';
import { Face } from '#kernel/web/ui/Face.tsx';
import type { Role } from '../contract.ts';
import { roleWords } from './roles.ts';

/** Colleagues and teams, for the palette; it leads to where they stand. */
export function FindColleagues({ query, onFound }: FindProps) {
  const navigate = useNavigate();
  const people = useQueryOf('people.list', {}).data?.people;
  const teams = useQueryOf('people.teams', {}).data?.teams;
  useEffect(() => {
    const colleagues = holding(people ?? [], query).map(({ id, name, role }) => ({
      id: `colleague ${id}`,
      lead: <Face name={name} kind="staff" size="s" />,
      label: (
        <>
          <bdi>{name}</bdi> <span className="meta">{roleWords[role as Role].label}</span>
        </>
      ),
      onPick: () => void navigate({ to: '/settings/people' }),
    }));
    const groups = holding(teams ?? [], query).map(({ id, name }) => ({
      id: `team ${id}`,
      label: name,
      icon: IconUsersGroup,
      onPick: () => void navigate({ to: '/settings/teams' }),
    }));
    const found = [
      { label: t`Colleagues`, options: colleagues },
      { label: t`Teams`, options: groups },
    ];
    onFound({ groups: found.filter((group) => group.options.length > 0), isLooking: false });
  }, [people, teams, query, onFound, navigate]);
  return null;
}
