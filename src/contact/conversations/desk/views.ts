import type { OutputOf } from '#kernel/web/data.ts';
import type { View } from '../contract.ts';

/** A view as the address names it: `mine`, or `team-ID`. */
export type ViewName = string;

/** The views that everybody has, in their order. */
export const fixedViews: Partial<Record<View, string>> = {
  mine: 'Mine',
  unassigned: 'Unassigned',
  open: 'Open',
  waiting: 'Waiting',
  resolved: 'Resolved',
  all: 'All',
};

export type ViewEntry = { name: ViewName; label: string; count?: number | undefined };

type Counts = OutputOf<'conversations.counts'>;
type Team = { id: string; name: string };

/** Every view of the inbox with how many conversations it holds. */
export function viewEntries(teams: readonly Team[], counts: Counts | undefined): ViewEntry[] {
  const own = Object.entries(fixedViews).map(([name, label]) => {
    const count = counts && name in counts ? counts[name as 'mine'] : undefined;
    return { name, label, count };
  });
  const ofTeams = teams.map((team) => ({
    name: `team-${team.id}`,
    label: team.name,
    count: counts?.teams.find((one) => one.teamId === team.id)?.open,
  }));
  return [...own.slice(0, 2), ...ofTeams, ...own.slice(2)];
}

/** What to ask `conversations.list` for. An unknown name means everything. */
export function viewInput(name: ViewName): { view: View; teamId?: string } {
  if (name.startsWith('team-')) return { view: 'team', teamId: name.slice(5) };
  return { view: name in fixedViews ? (name as View) : 'all' };
}

/** A count as people read it; the server stops counting at 1,000. */
export function countWord(count: number): string {
  return count >= 1_000 ? '999+' : String(count);
}
