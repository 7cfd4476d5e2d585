import { t } from '@lingui/core/macro';
import type { InputTo, OutputOf } from '#kernel/web/data.ts';
import type { Rule, SavedView, View } from '../contract.ts';

/** A view as the address names it: `mine`, `team-ID`, `view-ID` for a saved one, `tag-ID`. */
export type ViewName = string;

/** The views that everybody has, in their order. */
export const fixedViews: Partial<Record<View, string>> = {
  mine: t`Mine`,
  unassigned: t`Unassigned`,
  mentions: t`Mentions`,
  open: t`Open`,
  waiting: t`Waiting`,
  snoozed: t`Snoozed`,
  resolved: t`Resolved`,
  all: t`All`,
};

export type ViewEntry = {
  name: ViewName;
  label: string;
  count?: number | undefined;
  /** Why there is no count. */
  uncounted?: string | undefined;
  /** Saved views stand under a heading of their own. */
  isSaved?: boolean | undefined;
};

type Counts = OutputOf<'conversations.counts'>;
type SavedCounts = OutputOf<'conversations.view-counts'>['counts'];
type Team = { id: string; name: string };
type Tag = { id: string; name: string };

const uncounted = t`Not counted, because it also holds what is resolved`;

/** Every view of the inbox with how many conversations it holds. */
export function viewEntries(
  teams: readonly Team[],
  counts: Counts | undefined,
  saved: readonly SavedView[] = [],
  savedCounts: SavedCounts = [],
): ViewEntry[] {
  const own = Object.entries(fixedViews).map(([name, label]) => {
    const count = counts && name in counts ? counts[name as 'mine'] : undefined;
    return { name, label, count };
  });
  const ofTeams = teams.map((team) => ({
    name: `team-${team.id}`,
    label: team.name,
    count: counts?.teams.find((one) => one.teamId === team.id)?.open,
  }));
  const ofSaved = saved.map((view) => {
    const found = savedCounts.find((one) => one.viewId === view.id);
    return {
      name: `view-${view.id}`,
      label: view.name,
      count: found?.count ?? undefined,
      uncounted: found?.count === null ? uncounted : undefined,
      isSaved: true,
    };
  });
  return [...own.slice(0, 3), ...ofTeams, ...own.slice(3), ...ofSaved];
}

/** What a view is called that is in no list: one tag, or everything. */
export function labelOf(name: ViewName, views: readonly ViewEntry[], tags: readonly Tag[]): string {
  const known = views.find((one) => one.name === name)?.label;
  const tag = name.startsWith('tag-') ? tags.find((one) => `tag-${one.id}` === name) : undefined;
  return known ?? (tag ? t`Tag ${tag.name}` : name.startsWith('view-') ? t`View` : t`All`);
}

const withTag = (id: string): Rule => ({ match: 'all', conditions: [{ on: 'tag', is: 'any', of: [id] }] });

type ListInput = Omit<InputTo<'conversations.list'>, 'after'>;

/** What to ask `conversations.list` for. An unknown name means everything. */
export function viewInput(name: ViewName): ListInput {
  if (name.startsWith('team-')) return { view: 'team', teamId: name.slice(5) };
  if (name.startsWith('view-')) return { view: 'saved', viewId: name.slice(5) };
  if (name.startsWith('tag-')) return { view: 'rule', rule: JSON.stringify(withTag(name.slice(4))) };
  return { view: name in fixedViews ? (name as View) : 'all' };
}

/** A count as people read it; the server stops counting at 1,000. */
export function countWord(count: number): string {
  return count >= 1_000 ? '999+' : String(count);
}
