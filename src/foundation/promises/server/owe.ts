import { type Id, newId } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { lockPromise } from './access.ts';
import { CalendarRefusal } from './calendar/refusal.ts';
import { openTimeOf, reckoningOf } from './calendar-of.ts';
import { type Clock, isOpenState, type Reckoning, startClock } from './clock.ts';
import { allMeasures } from './measures.ts';
import { type Happening, insertPromises, savePromises } from './write.ts';

/** Something to be owed from now on. */
export interface Owed {
  /** `none`: nothing stands behind it; leave the id out then. */
  subject: { kind: string; id: Id; customerId?: Id | null; channel?: string | null; brandId?: Id | null } | null;
  /** Of the list of measures, see `promiseMeasures`. */
  measure: string;
  words: string | null;
  phone?: string | null;
  ownerId?: Id | null;
  teamId?: Id | null;
  role?: string | null;
  /** A given time, or minutes of open time, or neither: then the target in force decides. */
  dueAt?: Date;
  minutes?: number;
  /** With `minutes`; null or absent: round the clock. */
  calendarId?: Id | null;
  clauseRef?: string | null;
  /** Its id, for a command whose key it is. */
  id?: Id;
}

const moment = statement<{ at: Date }>('promise_moment', 'SELECT heed_now() AS at');
const newest = statement<{ id: Id }>(
  'calendar_newest',
  'SELECT id FROM calendar_version WHERE workspace_id = $1 AND calendar_id = $2 ORDER BY number DESC LIMIT 1',
);
interface TargetInForce {
  target_id: Id;
  minutes: number;
  warn_percent: number;
  clause_ref: string | null;
  calendar_version_id: Id | null;
}
const inForce = statement<TargetInForce>('promise_target', 'SELECT * FROM heed_target($1, $2, $3, $4, $5)');

const farthestMs = 10 * 366 * 86_400_000;
const warnPercent = 80;

/**
 * Owes something from now on and returns its id. Policy is the caller's.
 * @throws Problem promise.impossible when the time is over, too far, or not to be known
 */
export async function owe(ctx: CommandContext, owed: Owed): Promise<Id> {
  if (!allMeasures(ctx).some((one) => one.name === owed.measure)) throw new Error(`no measure ${owed.measure}`);
  const at = (await ctx.tx.first(moment, []))?.at ?? ctx.now;
  const terms = await termsOf(ctx, owed, at);
  const clock = startOwed(terms.by, at.getTime(), owed.dueAt?.getTime() ?? null);
  const id = owed.id ?? newId();
  const row = {
    id,
    measure: owed.measure,
    subject_kind: owed.subject?.kind ?? 'none',
    subject_id: owed.subject?.id ?? id,
    customer_id: owed.subject?.customerId ?? null,
    owner_id: owed.ownerId ?? null,
    team_id: owed.teamId ?? null,
    role: owed.role ?? null,
    words: owed.words,
    phone: owed.phone ?? null,
    state: clock.state,
    started_at: new Date(clock.startedAt),
    due_at: new Date(clock.dueAt),
    warn_at: clock.warnAt === null ? null : new Date(clock.warnAt),
    minutes: terms.by.minutes,
    warn_percent: terms.by.warnPercent,
    target_id: terms.targetId,
    calendar_version_id: terms.versionId,
    clause_ref: owed.clauseRef ?? terms.clauseRef,
  };
  insertPromises(ctx, [{ row, clock }]);
  return id;
}

interface Terms {
  by: Reckoning;
  targetId: Id | null;
  versionId: Id | null;
  clauseRef: string | null;
}

async function termsOf(ctx: CommandContext, owed: Owed, at: Date): Promise<Terms> {
  const open = await openTimeOf(ctx.tx, null);
  const none = { targetId: null, versionId: null, clauseRef: null };
  if (owed.dueAt) return { ...none, by: { minutes: null, warnPercent, open } };
  if (owed.minutes !== undefined) {
    const version = owed.calendarId ? await ctx.tx.first(newest, [ctx.workspaceId, owed.calendarId]) : undefined;
    if (owed.calendarId && !version) refuse('promise.impossible', 'Choose a calendar of this workspace.');
    const versionId = version?.id ?? null;
    return {
      ...none,
      versionId,
      by: { minutes: owed.minutes, warnPercent, open: await openTimeOf(ctx.tx, versionId) },
    };
  }
  const { channel = null, brandId = null } = owed.subject ?? {};
  const values = [owed.measure, channel, owed.teamId ?? null, brandId, at];
  const target = await ctx.tx.first(inForce, values);
  if (!target) refuse('promise.impossible', 'Say by when, or set a target for it under Settings.');
  const versionId = target.calendar_version_id;
  const by = { minutes: target.minutes, warnPercent: target.warn_percent, open: await openTimeOf(ctx.tx, versionId) };
  return { by, targetId: target.target_id, versionId, clauseRef: target.clause_ref };
}

function startOwed(by: Reckoning, at: number, given: number | null): Clock {
  if (given !== null) demandTime(given, at);
  try {
    return startClock(by, at, given);
  } catch (error) {
    if (error instanceof CalendarRefusal) return refuse('promise.impossible', error.message);
    throw error;
  }
}

/** A time that is still to come, and within ten years. @throws Problem promise.impossible */
export function demandTime(dueAt: number, now: number): void {
  if (dueAt <= now) refuse('promise.impossible', 'This time is over. Give one that is still to come.');
  if (dueAt - now > farthestMs) refuse('promise.impossible', 'This is more than ten years away. Give an earlier time.');
}

/** What was promised is done. A promise that is over stays as it is. Policy is the caller's. */
export function keep(ctx: CommandContext, promiseId: Id): Promise<void> {
  return happen(ctx, promiseId, (state) => (isOpenState(state) ? [{ kind: 'kept' }] : []));
}

/** Lets go of it, for a reason. A promise that is over stays as it is. Policy is the caller's. */
export function waive(ctx: CommandContext, promiseId: Id, reason: string): Promise<void> {
  return happen(ctx, promiseId, (state) => (isOpenState(state) ? [{ kind: 'waived', reason }] : []));
}

/** Stops the clock for a reason; one that does not run stays as it is. Policy is the caller's. */
export function pause(ctx: CommandContext, promiseId: Id, reason: string): Promise<void> {
  return happen(ctx, promiseId, (state) => (state === 'running' ? [{ kind: 'paused', reason }] : []));
}

/** Lets a paused clock go on; its due time moves by what was paused. Policy is the caller's. */
export function resume(ctx: CommandContext, promiseId: Id): Promise<void> {
  return happen(ctx, promiseId, (state) => (state === 'paused' ? [{ kind: 'resumed' }] : []));
}

async function happen(ctx: CommandContext, promiseId: Id, what: (state: Clock['state']) => Happening[]): Promise<void> {
  const row = await lockPromise(ctx, promiseId);
  const happenings = breakFirst(row, what(row.state));
  if (happenings.length === 0) return;
  savePromises(ctx, row.at.getTime(), [{ row, by: await reckoningOf(ctx.tx, row), happenings }]);
}

/** What is done after its time was broken first, also where nobody has noticed yet. */
export function breakFirst(row: { state: string; due_at: Date; at: Date }, happenings: Happening[]): Happening[] {
  const isLate = row.state === 'running' && row.due_at < row.at;
  if (!isLate || happenings.length === 0) return happenings;
  const broken: Happening = { kind: 'broken', at: row.due_at.getTime() };
  return happenings[0]?.kind === 'paused' ? [broken] : [broken, ...happenings];
}
