import { t } from '@lingui/core/macro';
import { useEffect, useSyncExternalStore } from 'react';
import type { PushHandlers } from '#kernel/web/data.ts';
import { useData, useLive } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';

/** A colleague who has a conversation in front of them just now. */
export type Looker = { id: string; name: string };

type Told = { isAll: boolean; present: { at: string; people: Looker[] }[] };

let lookers: ReadonlyMap<string, readonly Looker[]> = new Map();
const listeners = new Set<() => void>();
const nobody: readonly Looker[] = [];

/** Takes over who is where; `isAll` empties every place that is not named. Pure. */
export function withPresence(
  old: ReadonlyMap<string, readonly Looker[]>,
  { isAll, present }: Told,
): ReadonlyMap<string, readonly Looker[]> {
  const next = new Map(isAll ? [] : old);
  for (const { at, people } of present) {
    if (people.length > 0) next.set(at, people);
    else next.delete(at);
  }
  return next;
}

/** What the socket says about who looks at what. */
export const presencePushes: PushHandlers = {
  presence: ({ data }) => {
    lookers = withPresence(lookers, data as Told);
    for (const listener of listeners) listener();
  },
};

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Hears who looks at which conversation while the inbox is on screen. */
export function usePresence(): void {
  const { live } = useData();
  const { workspace } = useSession();
  useEffect(() => live.watch(`inbox:${workspace.id}`), [live, workspace.id]);
}

/** Colleagues who look at a conversation, without the reader. Nobody while the connection is down: it is not known. */
export function useLookers(conversationId: string): readonly Looker[] {
  const { person } = useSession();
  const isUp = useLive('connection') === 'up';
  const all = useSyncExternalStore(subscribe, () => lookers.get(`conversation:${conversationId}`) ?? nobody);
  if (!isUp || all.length === 0) return nobody;
  return all.filter((one) => one.id !== person.id);
}

/** "Jun Petrak", "Jun Petrak and Tove Lind", "Jun Petrak and 2 others". Pure. */
export function namesOf(people: readonly Looker[]): string {
  const [first, second] = people;
  if (!first) return '';
  if (!second) return first.name;
  return people.length === 2 ? t`${first.name} and ${second.name}` : t`${first.name} and ${people.length - 1} others`;
}
