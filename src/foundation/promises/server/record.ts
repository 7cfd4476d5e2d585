import type { Id } from '#kernel/contract/ids.ts';
import type { PromiseState } from '../contract.ts';
import type { Pause } from './calendar/calendar.ts';
import type { Clock } from './clock.ts';

/** A row of `promise`. */
export interface PromiseRecord {
  id: Id;
  measure: string;
  subject_kind: string;
  subject_id: Id;
  customer_id: Id | null;
  owner_id: Id | null;
  team_id: Id | null;
  role: string | null;
  raised_to: string | null;
  words: string | null;
  phone: string | null;
  state: PromiseState;
  started_at: Date;
  due_at: Date;
  warn_at: Date | null;
  warned_at: Date | null;
  broken_at: Date | null;
  ended_at: Date | null;
  touched_at: Date | null;
  paused_at: Date | null;
  paused_for: string | null;
  pauses: Date[];
  minutes: number | null;
  warn_percent: number | null;
  target_id: Id | null;
  calendar_version_id: Id | null;
  clause_ref: string | null;
  entries: number;
}

export const promiseColumns = `p.id, p.measure, p.subject_kind, p.subject_id, p.customer_id, p.owner_id, p.team_id, p.role,
  p.raised_to, p.words, p.phone, p.state, p.started_at, p.due_at, p.warn_at, p.warned_at, p.broken_at, p.ended_at,
  p.touched_at, p.paused_at, p.paused_for, p.pauses, p.minutes, p.warn_percent, p.target_id, p.calendar_version_id,
  p.clause_ref, p.entries`;

const ms = (at: Date | null) => at?.getTime() ?? null;
const instant = (at: number | null) => (at === null ? null : new Date(at).toISOString());

/** The row as a clock. */
export function clockOf(row: PromiseRecord): Clock {
  const pauses: Pause[] = [];
  for (let i = 0; i + 1 < row.pauses.length; i += 2) pauses.push([Number(row.pauses[i]), Number(row.pauses[i + 1])]);
  return {
    state: row.state,
    startedAt: row.started_at.getTime(),
    dueAt: row.due_at.getTime(),
    warnAt: ms(row.warn_at),
    warnedAt: ms(row.warned_at),
    brokenAt: ms(row.broken_at),
    endedAt: ms(row.ended_at),
    pausedAt: ms(row.paused_at),
    pauses,
  };
}

/** The columns of a clock, as the statements that write read them from JSON. */
export function columnsOf(clock: Clock) {
  return {
    state: clock.state,
    started_at: instant(clock.startedAt),
    due_at: instant(clock.dueAt),
    warn_at: instant(clock.warnAt),
    warned_at: instant(clock.warnedAt),
    broken_at: instant(clock.brokenAt),
    ended_at: instant(clock.endedAt),
    paused_at: instant(clock.pausedAt),
    pauses: clock.pauses.flat().map((at) => instant(at)),
  };
}
