import type { Id } from '#kernel/contract/ids.ts';
import { restSince } from '#kernel/jobs/rest.ts';
import { noScope } from '#kernel/server/database.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import { addUpDay, clearSome, countFirst, nextDay, type Place, recount } from './facts-sql.ts';
import { type FactSource, factSources } from './sources.ts';

interface Cursor {
  version: number;
  seq: number;
  phase: 'clearing' | 'counting' | 'adding' | 'following';
  counted_after: Id | null;
  added_day: string | null;
  head: number;
}

/** Events read and subjects counted in one transaction: small enough for a statement's time limit on a slow disk. */
const eventsAtOnce = 4_000;
const subjectsAtOnce = 400;
/** Between two steps it rests this many times as long as one took, so that counting is felt by nobody. */
const restTimes = 3;

const behind = statement<{ workspace_id: Id; time_zone: string; source: string }>(
  'measures_behind',
  'SELECT workspace_id, time_zone, source FROM heed_measures_behind($1, $2)',
);
const open = statement(
  'measures_cursor_open',
  `INSERT INTO measure_cursor (workspace_id, source, version, seq, phase) VALUES ($1, $2, 0, 0, 'clearing')
   ON CONFLICT DO NOTHING`,
);
// Another process that is at it keeps the row; what it does needs not be done twice.
const lock = statement<Cursor>(
  'measures_cursor_lock',
  `SELECT c.version, c.seq, c.phase, c.counted_after, c.added_day::text AS added_day, s.head
   FROM measure_cursor c JOIN workspace_stream s ON s.workspace_id = c.workspace_id
   WHERE c.workspace_id = $1 AND c.source = $2 FOR UPDATE OF c SKIP LOCKED`,
);
const begin = statement(
  'measures_cursor_begin',
  `UPDATE measure_cursor SET version = $3, seq = $4, phase = 'clearing', counted_after = NULL, added_day = NULL,
     counted = 0 WHERE workspace_id = $1 AND source = $2`,
);
const move = statement(
  'measures_cursor_move',
  `UPDATE measure_cursor SET phase = $3, counted_after = $4, added_day = $5::date, counted = counted + $6,
     as_of = heed_now() WHERE workspace_id = $1 AND source = $2`,
);
const followed = statement(
  'measures_cursor_followed',
  `UPDATE measure_cursor SET seq = $3, as_of = CASE WHEN $4 THEN heed_now() ELSE as_of END
   WHERE workspace_id = $1 AND source = $2`,
);
const news = statement<{ type: string; data: Record<string, unknown> }>(
  'measures_news',
  `SELECT type, data FROM event WHERE workspace_id = $1 AND seq > $2 AND seq <= $3 AND type = ANY ($4::text[])`,
);

/** Brings every source of every workspace up to the end of its log. */
export async function followAll(kernel: Kernel): Promise<void> {
  const startedAt = performance.now();
  const sources = kernel.contributed(factSources);
  const asked = [sources.map((source) => source.name), sources.map((source) => source.version)];
  for (const row of await kernel.database.alone(behind, asked)) {
    const source = sources.find((one) => one.name === row.source);
    const place = { workspaceId: row.workspace_id, timeZone: row.time_zone };
    if (source) await follow(kernel, place, source);
  }
  pauses.set(kernel, Math.min(longestPauseMs, (performance.now() - startedAt) * restShare));
}

/**
 * Brings one source up to the end of the log, step by step; each step is one transaction that moves the cursor with
 * what it counted, so a crash in between repeats nothing and loses nothing. `most` steps, for tests.
 */
export async function follow(
  kernel: Kernel,
  place: Place,
  source: FactSource,
  most = Number.POSITIVE_INFINITY,
): Promise<void> {
  const scope = { workspaceId: place.workspaceId, customerId: null };
  for (let i = 0; i < most; i++) {
    const startedAt = performance.now();
    const next = await kernel.database.write(scope, (tx) => step(tx, place, source));
    if (next === 'nothing') return;
    // A first count is waited for.
    if (next === 'following') await restSince(startedAt, restTimes);
  }
}

/** What is to be done next; `nothing` until something happens. */
async function step(tx: Tx, place: Place, source: FactSource): Promise<Cursor['phase'] | 'nothing'> {
  const { workspaceId } = place;
  await tx.rows(open, [workspaceId, source.name]);
  const cursor = await tx.first(lock, [workspaceId, source.name]);
  if (!cursor) return 'nothing';
  // Compiling a statement that runs for milliseconds costs more than it saves.
  await tx.client.query('SET LOCAL jit = off');
  const save = (phase: Cursor['phase'], after: Id | null, day: string | null, more = 0) =>
    tx.rows(move, [workspaceId, source.name, phase, after, day, more]);
  if (cursor.version !== source.version) {
    // What happens from here on is counted again after everything else, so nothing is missed meanwhile.
    await tx.rows(begin, [workspaceId, source.name, source.version, cursor.head]);
    return 'clearing';
  }
  switch (cursor.phase) {
    case 'clearing':
      if (await clearSome(tx, place, source)) await save('counting', null, null);
      return cursor.phase;
    case 'counting': {
      const ids = await pageOf(tx, workspaceId, source, cursor.counted_after);
      const last = ids.at(-1);
      if (last) await countFirst(tx, place, source, ids);
      await save(last ? 'counting' : 'adding', last ?? null, null, ids.length);
      return cursor.phase;
    }
    case 'adding': {
      const day = await nextDay(tx, place, source, cursor.added_day);
      if (day) await addUpDay(tx, place, source, day);
      await save(day ? 'adding' : 'following', null, day);
      return cursor.phase;
    }
    case 'following':
      return followStep(tx, place, source, cursor);
  }
}

async function pageOf(tx: Tx, workspaceId: Id, source: FactSource, after: Id | null): Promise<Id[]> {
  const page = { name: `measures_page_${source.name}_${source.version}`, text: source.all };
  return (await tx.rows<{ id: Id }>(page, [workspaceId, after, subjectsAtOnce])).map((row) => row.id);
}

async function followStep(tx: Tx, place: Place, source: FactSource, cursor: Cursor): ReturnType<typeof step> {
  if (cursor.seq >= cursor.head) return 'nothing';
  const to = Math.min(cursor.head, cursor.seq + eventsAtOnce);
  const ids = await changedSubjects(tx, place, source, cursor.seq, to);
  for (let i = 0; i < ids.length; i += subjectsAtOnce) {
    await recount(tx, place, source, ids.slice(i, i + subjectsAtOnce));
  }
  const isAtEnd = to === cursor.head;
  await tx.rows(followed, [place.workspaceId, source.name, to, isAtEnd]);
  return isAtEnd ? 'nothing' : 'following';
}

/** Everything that the events between two numbers may have changed. */
async function changedSubjects(tx: Tx, place: Place, source: FactSource, from: number, to: number): Promise<Id[]> {
  const { workspaceId } = place;
  const named = new Map<string, Set<Id>>();
  for (const { type, data } of await tx.rows(news, [workspaceId, from, to, Object.keys(source.listens)])) {
    const id = data[source.listens[type] ?? ''];
    if (typeof id === 'string') named.set(type, (named.get(type) ?? new Set()).add(id));
  }
  const all = new Set([...named.values()].flatMap((ids) => [...ids]));
  for (const [type, text] of Object.entries(source.spreads ?? {})) {
    const ids = named.get(type);
    if (!ids) continue;
    const spread = { name: `measures_spread_${source.name}_${source.version}_${type}`, text };
    for (const row of await tx.rows<{ id: Id }>(spread, [workspaceId, [...ids]])) all.add(row.id);
  }
  if (source.also) {
    const also = { name: `measures_also_${source.name}_${source.version}`, text: source.also };
    for (const row of await tx.rows<{ id: Id }>(also, [workspaceId, from, to])) all.add(row.id);
  }
  return [...all];
}

const queue = statement(
  'measures_queue',
  `SELECT graphile_worker.add_job('measures.follow', '{}'::json, job_key := 'measures.follow')`,
);
const waiting = new WeakSet<Kernel>();
/** How long a process rests after it followed: at work for at most a twentieth of the time, behind by half a minute. */
const pauses = new WeakMap<Kernel, number>();
const restShare = 19;
const shortestPauseMs = 1_000;
const longestPauseMs = 30_000;

/**
 * Something was committed: soon a job follows the log, one for all that happens until then. Nothing is added to the
 * write itself, and a busy hour is counted in larger and fewer steps, so that counting takes little from those who
 * work. A process that dies in between is made up for by the job's own clock.
 */
export function wakeFollower(kernel: Kernel): void {
  if (waiting.has(kernel)) return;
  waiting.add(kernel);
  const later = async () => {
    waiting.delete(kernel);
    await kernel.database.write(noScope, (tx) => tx.rows(queue, [])).catch(() => {});
  };
  setTimeout(() => void later(), Math.max(shortestPauseMs, pauses.get(kernel) ?? 0)).unref();
}

/** Forgets everything that was counted; the next job counts it anew. Nothing is lost: all of it is derived. */
export const forgetCounted = statement(
  'measures_forget',
  `UPDATE measure_cursor SET version = 0 WHERE workspace_id = $1`,
);
