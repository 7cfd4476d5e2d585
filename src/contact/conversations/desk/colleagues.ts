import { useMemo } from 'react';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import type { Mentionable } from './mention-text.ts';

/** Names of people and teams by id, and who can take a conversation. */
export function useColleagues() {
  const people = useQueryOf('people.list', {}).data?.people;
  const teams = useQueryOf('people.teams', {}).data?.teams;
  return useMemo(() => {
    const answering = ['owner', 'manager', 'lead', 'adviser'];
    const personName = new Map((people ?? []).map((person) => [person.id, person.name]));
    const teamName = new Map((teams ?? []).map((team) => [team.id, team.name]));
    return {
      teams: teams ?? [],
      able: (people ?? []).filter((person) => person.active && answering.includes(person.role)),
      personOf: (id: string | null) => (id === null ? undefined : personName.get(id)),
      teamOf: (id: string | null) => (id === null ? undefined : teamName.get(id)),
    };
  }, [people, teams]);
}

/** Colleagues and teams that a note can name: those who work here now. Who of them may see it the server says. */
export function useMentionable(): readonly Mentionable[] {
  const people = useQueryOf('people.list', {}).data?.people;
  const teams = useQueryOf('people.teams', {}).data?.teams;
  return useMemo(
    () => [
      ...(people ?? []).filter((one) => one.active).map(({ id, name }) => ({ kind: 'person' as const, id, name })),
      ...(teams ?? []).map(({ id, name }) => ({ kind: 'team' as const, id, name })),
    ],
    [people, teams],
  );
}
