import type { Id } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import type { EntryKind } from '../contract.ts';
import { afterEntry, type Clock, type Entry, nextDeadline, type Reckoning } from './clock.ts';
import { emitEntry } from './emit.ts';
import { type Measure, measures } from './measures.ts';
import { clockOf, columnsOf, type PromiseRecord } from './record.ts';

/** One statement for everything that starts: the promises, their first entries and their deadlines. */
const insertAll = statement(
  'promise_insert_all',
  `WITH given AS (SELECT * FROM jsonb_to_recordset($2::jsonb) AS g (
      id uuid, measure text, subject_kind text, subject_id uuid, customer_id uuid, owner_id uuid, team_id uuid,
      role text, words text, phone text, state text, started_at timestamptz, due_at timestamptz, warn_at timestamptz,
      minutes int, warn_percent int, target_id uuid, calendar_version_id uuid, clause_ref text, next timestamptz)),
   made AS (INSERT INTO promise (workspace_id, id, measure, subject_kind, subject_id, customer_id, owner_id, team_id,
       role, words, phone, state, started_at, due_at, warn_at, minutes, warn_percent, target_id, calendar_version_id,
       clause_ref)
     SELECT $1, id, measure, subject_kind, subject_id, customer_id, owner_id, team_id, role, words, phone, state,
       started_at, due_at, warn_at, minutes, warn_percent, target_id, calendar_version_id, clause_ref FROM given),
   entry AS (INSERT INTO promise_entry (workspace_id, promise_id, number, at, kind, actor_id, due_at)
     SELECT $1, id, 1, started_at, 'started', $3::uuid, due_at FROM given)
   INSERT INTO deadline (workspace_id, id, kind, ref, due_at) SELECT $1, id, 'promise', id, next FROM given`,
);

/** What starts, before it has a row. */
export type NewPromise = Omit<
  PromiseRecord,
  | 'raised_to'
  | 'warned_at'
  | 'broken_at'
  | 'ended_at'
  | 'touched_at'
  | 'paused_at'
  | 'paused_for'
  | 'pauses'
  | 'entries'
>;

const instant = (at: number | null) => (at === null ? null : new Date(at).toISOString());

/** Stores promises that start, and says so. Nothing is sent to the database when there are none. */
export function insertPromises(ctx: CommandContext, started: { row: NewPromise; clock: Clock }[]): void {
  if (started.length === 0) return;
  const rows = started.map(({ row, clock }) => ({ ...row, ...columnsOf(clock), next: instant(nextDeadline(clock)) }));
  ctx.unanswered(ctx.tx.rows(insertAll, [ctx.workspaceId, JSON.stringify(rows), doer(ctx)]));
  for (const { row } of started) emitEntry(ctx, row, 'started');
}

/** Whoever the entry names: the person or customer who acts, or on whose behalf Heed does. */
export function doer(ctx: CommandContext): Id | null {
  return ctx.actor.kind === 'system' ? ctx.actor.onBehalfOf : actorId(ctx.actor);
}

/**
 * Writes changed promises, what happened to them and their next deadlines, in one statement. Rows must be locked. A
 * promise without a next deadline loses its own. Ids are given as arrays, so that they are looked up by their index
 * also in a table about which PostgreSQL knows nothing yet.
 */
const saveAll = statement(
  'promise_save_all',
  `WITH given AS (SELECT * FROM jsonb_to_recordset($2::jsonb) AS g (
      id uuid, state text, due_at timestamptz, warn_at timestamptz, warned_at timestamptz, broken_at timestamptz,
      ended_at timestamptz, touched_at timestamptz, paused_at timestamptz, paused_for text, pauses timestamptz[],
      raised_to text, owner_id uuid, team_id uuid, entries int, next timestamptz, said jsonb)),
   saved AS (UPDATE promise p SET state = g.state, due_at = g.due_at, warn_at = g.warn_at, warned_at = g.warned_at,
       broken_at = g.broken_at, ended_at = g.ended_at, touched_at = g.touched_at, paused_at = g.paused_at,
       paused_for = g.paused_for, pauses = g.pauses, raised_to = g.raised_to, owner_id = g.owner_id,
       team_id = g.team_id, entries = g.entries
     FROM given g WHERE p.workspace_id = $1 AND p.id = ANY (ARRAY(SELECT id FROM given)) AND p.id = g.id),
   entry AS (INSERT INTO promise_entry (workspace_id, promise_id, number, at, kind, reason, actor_id, due_at)
     SELECT $1, g.id, e.number, e.at, e.kind, e.reason, $3::uuid, e.due_at
     FROM given g, jsonb_to_recordset(g.said) AS e (number int, at timestamptz, kind text, reason text,
       due_at timestamptz)),
   over AS (DELETE FROM deadline
     WHERE workspace_id = $1 AND kind = 'promise' AND ref = ANY (ARRAY(SELECT id FROM given WHERE next IS NULL)))
   INSERT INTO deadline (workspace_id, id, kind, ref, due_at)
   SELECT $1, g.id, 'promise', g.id, g.next FROM given g WHERE g.next IS NOT NULL
   ON CONFLICT (workspace_id, kind, ref) DO UPDATE SET due_at = excluded.due_at, fired_at = NULL`,
);

/** Something that happens to a promise now. */
export interface Happening {
  kind: EntryKind;
  reason?: string | null;
  /** When, if not at the moment of writing. */
  at?: number;
  /** The new due time of `moved`. */
  dueAt?: number;
  /** Neither an event nor a word to anybody: a watch that goes on. */
  isUnsaid?: boolean;
}

export interface Change {
  row: PromiseRecord;
  by: Reckoning;
  /** In order. */
  happenings: Happening[];
  ownerId?: Id | null;
  teamId?: Id | null;
}

/** Broken promises are raised to this role. */
export const raisedTo = 'lead';

/** Applies what happened to locked promises: rows, entries, deadlines and events. Returns the clocks afterwards. */
export function savePromises(ctx: CommandContext, at: number, changes: Change[]): Clock[] {
  if (changes.length === 0) return [];
  const done = changes.map((change) => applied(change, at));
  ctx.unanswered(ctx.tx.rows(saveAll, [ctx.workspaceId, JSON.stringify(done.map((one) => one.json)), doer(ctx)]));
  for (const { row, said } of done) for (const one of said) emitEntry(ctx, row, one.kind, one.reason);
  return done.map((one) => one.clock);
}

function applied(change: Change, at: number) {
  const { row, by, happenings } = change;
  let clock = clockOf(row);
  const said: { kind: EntryKind; reason: string | null }[] = [];
  const entries = happenings.map((one, i) => {
    const entry: Entry = { kind: one.kind, at: one.at ?? at, dueAt: one.dueAt ?? clock.dueAt };
    clock = afterEntry(clock, entry, by);
    if (!one.isUnsaid) said.push({ kind: one.kind, reason: one.reason ?? null });
    const number = row.entries + i + 1;
    return { number, at: instant(entry.at), kind: one.kind, reason: one.reason ?? null, due_at: instant(clock.dueAt) };
  });
  const breaks = happenings.some((one) => one.kind === 'broken');
  const after: PromiseRecord = {
    ...row,
    raised_to: breaks && !measureNamed(row.measure)?.isQuiet ? raisedTo : row.raised_to,
    owner_id: change.ownerId === undefined ? row.owner_id : change.ownerId,
    team_id: change.teamId === undefined ? row.team_id : change.teamId,
    paused_for: clock.state === 'paused' ? (happenings.at(-1)?.reason ?? row.paused_for) : null,
    due_at: new Date(clock.dueAt),
    state: clock.state,
    entries: row.entries + entries.length,
  };
  const json = { ...after, ...columnsOf(clock), next: instant(nextDeadline(clock)), said: entries };
  return { row: after, clock, said, json };
}

function measureNamed(name: string): Measure | undefined {
  return measures.find((one) => one.name === name);
}
