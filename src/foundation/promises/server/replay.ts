import type { Id } from '#kernel/contract/ids.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import { CalendarRefusal } from './calendar/refusal.ts';
import { openTimeOf } from './calendar-of.ts';
import { afterEntry, type Clock, isOpenState, type Reckoning, startClock } from './clock.ts';
import { type Effect, type Measure, type Milestone, measures, type Wish, wishesOf } from './measures.ts';

/** What was reported of a subject at an instant (milliseconds), as `milestone` would be told it. */
export interface Happened {
  at: number;
  what: readonly Milestone[];
}

/** A target as clocks see it: whom it is for and what it is reckoned by. */
export interface ReplayTarget extends Reckoning {
  channel: string | null;
  teamId: Id | null;
  brandId: Id | null;
}

/** What became of one clock. Left out: it has neither been kept nor broken, or nothing was owed any more. */
export interface Replayed {
  startedAt: number;
  outcome: 'kept' | 'broken' | 'left_out';
  wasWarned: boolean;
}

/** Measures whose clocks follow from messages and states alone. */
export const replayable = ['first_response', 'next_response', 'full_resolution', 'periodic_update'] as const;

type Scope = Pick<ReplayTarget, 'channel' | 'teamId' | 'brandId'>;

/** The target by which a clock starts: the most specific one, brand before team before channel, as `heed_target` finds it. */
export function targetFor<T extends Scope>(targets: readonly T[], of: Scope): T | undefined {
  const weight = ({ brandId, teamId, channel }: T) =>
    (brandId === null ? 0 : 4) + (teamId === null ? 0 : 2) + (channel === null ? 0 : 1);
  const isFor = (one: T, by: keyof Scope) => one[by] === null || one[by] === of[by];
  return targets
    .filter((one) => isFor(one, 'channel') && isFor(one, 'teamId') && isFor(one, 'brandId'))
    .toSorted((one, other) => weight(other) - weight(one))[0];
}

const folded = new Map<string, Wish | undefined>();

/** What a report wants of a measure; the same few reports come again and again. */
function wishOf(measure: Measure, what: readonly Milestone[]): Wish | undefined {
  const key = `${measure.name} ${what.join()}`;
  if (!folded.has(key)) folded.set(key, wishesOf([measure], what)[0]);
  return folded.get(key);
}

const ends = (effect: Effect | null | undefined) => effect === 'keep' || effect === 'waive';
const reopenedWithinMs = 7 * 86_400_000;

/**
 * Plays what happened to one subject through the clocks of one measure, by the same functions as the clocks that run:
 * what would have been kept and broken up to `until`. `isHeldBack`: the measure that comes before it has a target too.
 */
export function replay(
  name: string,
  by: Reckoning,
  happened: readonly Happened[],
  until: number,
  isHeldBack = false,
): Replayed[] {
  const measure = measures.find((one) => one.name === name);
  if (!measure) throw new Error(`no measure ${name}`);
  const before = isHeldBack ? measures.find((one) => one.name === measure.after) : undefined;
  const over: Clock[] = [];
  let clock: Clock | null = null;
  let isBeforeOpen = false;
  for (const { at, what } of happened) {
    const first = before && wishOf(before, what);
    if (ends(first?.ifOpen)) isBeforeOpen = false;
    const wish = wishOf(measure, what);
    if (clock && wish) {
      clock = acted(due(clock, at, by), wish.ifOpen, at, by);
      if (!isOpenState(clock.state)) over.push(clock);
    }
    if (wish && (!clock || !isOpenState(clock.state))) {
      clock = wish.mayReopen ? reopened(over, wish, at, by) : null;
      if (!clock && (wish.mayStart || wish.mayReopen) && !isBeforeOpen) clock = started(by, at);
    }
    if (first?.mayStart) isBeforeOpen = true;
  }
  if (clock && isOpenState(clock.state)) over.push(due(clock, until, by));
  return over.map((one) => verdictOf(one, until));
}

/** Broken by itself, as its deadline would have done. */
function due(clock: Clock, at: number, by: Reckoning): Clock {
  const isDue = clock.state === 'running' && clock.dueAt < at;
  return isDue ? afterEntry(clock, { kind: 'broken', at: clock.dueAt, dueAt: clock.dueAt }, by) : clock;
}

function acted(clock: Clock, effect: Wish['ifOpen'], at: number, by: Reckoning): Clock {
  const happen = (kind: 'kept' | 'waived' | 'paused' | 'resumed') =>
    afterEntry(clock, { kind, at, dueAt: clock.dueAt }, by);
  if (effect === 'keep') return happen('kept');
  if (effect === 'waive') return happen('waived');
  if (effect === 'pause' && clock.state === 'running') return happen('paused');
  return effect === 'resume' && clock.state === 'paused' ? happen('resumed') : clock;
}

/** The last clock goes on, unless it ended long ago or was let go; then a new one may start. */
function reopened(over: Clock[], wish: Wish, at: number, by: Reckoning): Clock | null {
  const last = over.at(-1);
  const isFresh = last && last.endedAt !== null && last.endedAt > at - reopenedWithinMs;
  if (!isFresh || (last.state !== 'kept' && last.state !== 'kept_late')) return null;
  over.pop();
  const open = due(afterEntry(last, { kind: 'reopened', at, dueAt: last.dueAt }, by), at, by);
  const isPaused = open.state === 'running' && wish.ifOpen === 'pause';
  return isPaused ? afterEntry(open, { kind: 'paused', at, dueAt: open.dueAt }, by) : open;
}

function started(by: Reckoning, at: number): Clock | null {
  try {
    return startClock(by, at, null);
  } catch (error) {
    if (error instanceof CalendarRefusal) return null;
    throw error;
  }
}

function verdictOf(clock: Clock, until: number): Replayed {
  const { state, brokenAt, warnAt, startedAt } = clock;
  const stoppedAt = clock.endedAt ?? clock.pausedAt ?? until;
  const wasWarned = warnAt !== null && warnAt <= stoppedAt;
  if (brokenAt !== null) return { startedAt, outcome: 'broken', wasWarned };
  return { startedAt, outcome: state === 'kept' ? 'kept' : 'left_out', wasWarned };
}

interface InForce {
  channel: string | null;
  team_id: Id | null;
  brand_id: Id | null;
  minutes: number;
  warn_percent: number;
  calendar_version_id: Id | null;
}
const inForce = statement<InForce>(
  'replay_targets',
  `SELECT t.channel, t.team_id, t.brand_id, t.minutes, t.warn_percent,
     (SELECT v.id FROM calendar_version v WHERE v.workspace_id = t.workspace_id AND v.calendar_id = t.calendar_id
      ORDER BY v.number DESC LIMIT 1) AS calendar_version_id
   FROM target t WHERE t.workspace_id = $1 AND t.measure = $2 AND t.effective_from <= heed_now()
     AND (t.effective_until IS NULL OR t.effective_until > heed_now()) ORDER BY t.effective_from DESC`,
);

/** The targets of a measure that are in force now, with their calendars. */
export async function targetsInForce(tx: Tx, workspaceId: Id, measure: string): Promise<ReplayTarget[]> {
  const rows = await tx.rows(inForce, [workspaceId, measure]);
  return Promise.all(
    rows.map(async (row) => ({
      channel: row.channel,
      teamId: row.team_id,
      brandId: row.brand_id,
      minutes: row.minutes,
      warnPercent: row.warn_percent,
      open: await openTimeOf(tx, row.calendar_version_id),
    })),
  );
}

const newest = statement<{ id: Id }>(
  'replay_calendar',
  'SELECT id FROM calendar_version WHERE workspace_id = $1 AND calendar_id = $2 ORDER BY number DESC LIMIT 1',
);

/** By what a proposed target is reckoned: the calendar as it is now; null: round the clock. */
export async function reckoningBy(
  tx: Tx,
  workspaceId: Id,
  { minutes, warnPercent, calendarId }: { minutes: number; warnPercent: number; calendarId: Id | null },
): Promise<Reckoning> {
  const version = calendarId ? await tx.first(newest, [workspaceId, calendarId]) : undefined;
  return { minutes, warnPercent, open: await openTimeOf(tx, version?.id ?? null) };
}

/** The measure whose clock holds this one back while it runs. */
export const heldBackBy = (name: string): string | undefined => measures.find((one) => one.name === name)?.after;
