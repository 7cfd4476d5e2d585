import type { Id } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { type FilterKey, type Typed, understand } from '../contract-words.ts';
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
  /** A filter names nobody: then nothing can be found. */
  isNobody: boolean;
  hasFilters: boolean;
}

const colleagues = statement<{ id: Id; name: string }>(
  'search_colleagues',
  `SELECT a.id, a.name FROM membership m JOIN account a ON a.id = m.account_id WHERE m.workspace_id = $1`,
);
const days = statement<{ since: Date | null; until: Date | null }>(
  'search_days',
  `SELECT $2::date::timestamp AT TIME ZONE time_zone AS since, $3::date::timestamp AT TIME ZONE time_zone AS until
   FROM workspace WHERE id = $1`,
);

/** A filter by author looks at this many customers of the name. */
const mostAuthors = 50;

const inConversations: readonly FilterKey[] = ['from', 'status', 'assignee', 'channel', 'after', 'before'];

/** Reads the box and looks up what its filters name: days in the workspace's time zone, people by their names. */
export async function askedOf(ctx: QueryContext, text: string): Promise<Asked> {
  const typed = understand(text);
  const { from, assignee, after, before, status = null, channel = null } = typed.filters;
  const needsPeople = from !== undefined || (assignee !== undefined && !['me', 'nobody'].includes(assignee));
  const [people, edges, customers] = await Promise.all([
    needsPeople ? ctx.tx.rows(colleagues, [ctx.workspaceId]) : [],
    after || before ? ctx.tx.first(days, [ctx.workspaceId, after ?? null, before ?? null]) : undefined,
    from === undefined ? [] : findNames(ctx.tx, from, mostAuthors),
  ]);
  const called = (name: string) => people.filter((one) => isCalled(one.name, name)).map((one) => one.id);
  const authors = from === undefined ? null : [...called(from), ...customers];
  const assigneeId = assignee === undefined ? null : assigneeOf(ctx, assignee, called);
  const isUnassigned = assignee === 'nobody';
  return {
    ...typed,
    status,
    channel,
    since: edges?.since ?? null,
    until: edges?.until ?? null,
    authors,
    assigneeId,
    isUnassigned,
    isNobody: authors?.length === 0 || (assignee !== undefined && assigneeId === null && !isUnassigned),
    hasFilters: inConversations.some((key) => typed.filters[key] !== undefined),
  };
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
