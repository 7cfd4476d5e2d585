import { t } from '@lingui/core/macro';
import { useMemo } from 'react';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';

const serving = ['owner', 'manager', 'lead', 'adviser'];

/** Names of people and teams by id, and who can owe something. */
export function useOwers() {
  const people = useQueryOf('people.list', {}).data?.people;
  const teams = useQueryOf('people.teams', {}).data?.teams;
  return useMemo(() => {
    const names = new Map([...(people ?? []), ...(teams ?? [])].map((one) => [one.id, one.name]));
    return {
      people: (people ?? []).filter((person) => person.active && serving.includes(person.role)),
      teams: teams ?? [],
      nameOf: (id: string | null) => (id === null ? undefined : names.get(id)),
    };
  }, [people, teams]);
}

/** The brands, and their names by id. A role that may not know them sees that there is one. */
export function useBrands() {
  const { can } = useSession();
  const known = useQueryOf('portal.brands', can('portal.list') ? { limit: 100 } : null).data?.brands;
  return useMemo(() => {
    const brands = known ?? [];
    const nameOf = (id: string | null) =>
      id === null ? undefined : (brands.find((one) => one.id === id)?.name ?? t`One brand`);
    return { brands, nameOf };
  }, [known]);
}

/** Who owes it, as one value of a select: `person ID`, `team ID`. */
export type Ower = string;

/** The ids a command takes for a choice of `useOwerOptions`. */
export function owerIds(ower: Ower): { ownerId?: string; teamId?: string } {
  const [kind, id = ''] = ower.split(' ');
  return kind === 'team' ? { teamId: id } : { ownerId: id };
}

/** Everybody who can owe something, the reader first, then the teams. */
export function useOwerOptions(meId: string): { value: Ower; label: string }[] {
  const { people, teams } = useOwers();
  const mine = people.filter((person) => person.id === meId);
  const others = people.filter((person) => person.id !== meId);
  return [
    ...mine.map((person) => ({ value: `person ${person.id}`, label: t`${person.name} (me)` })),
    ...others.map((person) => ({ value: `person ${person.id}`, label: person.name })),
    ...teams.map((team) => ({ value: `team ${team.id}`, label: t`Team ${team.name}` })),
  ];
}
