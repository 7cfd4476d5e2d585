import type { Id } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { accepted, apart, filterKeys, type Typed, understand } from '../contract-words.ts';
import { findNames } from './names.ts';
import { folded } from './passage.ts';

/** What is asked, with the names of its filters looked up. */
export interface Asked extends Typed {
  status: string | null;
  channel: string | null;
  /** Before this instant, which the day of `before:` begins with; after, likewise. */
  until: Date | null;
  since: Date | null;
  /** Whoever `from:` may mean, customers and colleagues; null without it. */
  authors: Id[] | null;
  assigneeId: Id | null;
  isUnassigned: boolean;
  /** Tags of that name; null without `tag:`. */
  tags: Id[] | null;
  /** Only what carries something. */
  hasFile: boolean;
  /** Filters that say nothing or name nobody, with what they take. */
  wrong: { filter: string; value: string; accepted: string[] }[];
  /** A filter names nobody: then nothing can be found. */
  isNobody: boolean;
  hasFilters: boolean;
}

const colleagues = statement<{ id: Id; name: string }>(
  'search_colleagues',
  `SELECT a.id, a.name FROM membership m JOIN account a ON a.id = m.account_id WHERE m.workspace_id = $1`,
);
const tagNames = statement<{ id: Id; name: string }>(
  'search_tags',
  'SELECT id, name FROM tag WHERE workspace_id = $1 ORDER BY retired_at IS NOT NULL, lower(name), id',
);
// `on:` is from that day to the next; whatever else is given narrows it further.
const days = statement<{ since: Date | null; until: Date | null }>(
  'search_days_on',
  `SELECT greatest($2::date, $4::date)::timestamp AT TIME ZONE time_zone AS since,
     least($3::date, $4::date + 1)::timestamp AT TIME ZONE time_zone AS until
   FROM workspace WHERE id = $1`,
);

/** A filter by author looks at this many customers of the name. */
const mostAuthors = 50;

/** As many names are offered to whoever wrote one that is not there. */
const mostOffered = 12;

/** Reads the box and looks up what its filters name: days in the workspace's time zone, people and tags by their names. */
export async function askedOf(ctx: QueryContext, text: string): Promise<Asked> {
  const typed = understand(text);
  const { from, assignee, tag, after, before, on, status = null, channel = null } = typed.filters;
  const needsPeople = from !== undefined || (assignee !== undefined && !['me', 'nobody'].includes(assignee));
  const [people, edges, customers, all] = await Promise.all([
    needsPeople ? ctx.tx.rows(colleagues, [ctx.workspaceId]) : [],
    after || before || on
      ? ctx.tx.first(days, [ctx.workspaceId, after ?? null, before ?? null, on ?? null])
      : undefined,
    from === undefined ? [] : findNames(ctx.tx, from, mostAuthors),
    tag === undefined ? [] : ctx.tx.rows(tagNames, [ctx.workspaceId]),
  ]);
  const called = (name: string) => people.filter((one) => isCalled(one.name, name)).map((one) => one.id);
  const authors = from === undefined ? null : [...called(from), ...customers];
  const assigneeId = assignee === undefined ? null : assigneeOf(ctx, assignee, called);
  const isUnassigned = assignee === 'nobody';
  const tags = tag === undefined ? null : taggedSo(all, tag);
  const namesOf = (rows: readonly { name: string }[]) => rows.slice(0, mostOffered).map((one) => one.name);
  const lost = [
    ...(authors?.length === 0 ? [{ filter: 'from', value: from ?? '', accepted: [] }] : []),
    ...(assignee !== undefined && assigneeId === null && !isUnassigned
      ? [{ filter: 'assignee', value: assignee, accepted: ['me', 'nobody', ...namesOf(people)] }]
      : []),
    ...(tags?.length === 0 ? [{ filter: 'tag', value: tag ?? '', accepted: namesOf(all) }] : []),
  ];
  return {
    ...typed,
    ...{ status, channel, authors, assigneeId, isUnassigned, tags },
    hasFile: typed.filters.has !== undefined,
    since: edges?.since ?? null,
    until: edges?.until ?? null,
    wrong: [...typed.unclear.map(unclearOf), ...lost],
    isNobody: lost.length > 0,
    hasFilters: filterKeys.some((key) => typed.filters[key] !== undefined),
  };
}

function unclearOf(unclear: string) {
  const { filter, value } = apart(unclear);
  return { filter, value, accepted: [...(accepted[filter] ?? [])] };
}

/** Tags of exactly this name, else those with words that begin so. */
function taggedSo(all: readonly { id: Id; name: string }[], name: string): Id[] {
  const same = all.filter((one) => folded(one.name).text === folded(name).text);
  return (same.length > 0 ? same : all.filter((one) => isCalled(one.name, name))).map((one) => one.id);
}

function assigneeOf(ctx: QueryContext, name: string, called: (name: string) => Id[]): Id | null {
  if (name === 'nobody') return null;
  return name === 'me' ? actorId(ctx.actor) : (called(name)[0] ?? null);
}

/** Whether each word begins a word of the name. */
function isCalled(name: string, wanted: string): boolean {
  const words = (text: string) => folded(text).text.match(/[\p{L}\p{N}]+/gu) ?? [];
  const own = words(name);
  const asked = words(wanted);
  return asked.length > 0 && asked.every((word) => own.some((one) => one.startsWith(word)));
}
