import type { EntryKind, PromiseState } from '../contract.ts';
import { dueAt, type OpenTime, type Pause } from './calendar/calendar.ts';

/** What a clock is reckoned by, frozen when it started. Instants are milliseconds. */
export interface Reckoning {
  /** Minutes of open time; null where a due time was given. */
  minutes: number | null;
  warnPercent: number | null;
  open: OpenTime;
}

/** A promise in time. Instants are milliseconds. */
export interface Clock {
  state: PromiseState;
  startedAt: number;
  dueAt: number;
  warnAt: number | null;
  warnedAt: number | null;
  brokenAt: number | null;
  endedAt: number | null;
  pausedAt: number | null;
  pauses: readonly Pause[];
}

/** One thing that happened to a promise, as it is kept. */
export interface Entry {
  kind: EntryKind;
  at: number;
  dueAt: number;
}

export const isOpenState = (state: PromiseState) => state === 'running' || state === 'paused' || state === 'broken';

/**
 * When a clock that starts at `from` is due, and from when it is at risk. @throws CalendarRefusal when the calendar
 * does not open far enough
 */
export function reckon(
  by: Reckoning,
  from: number,
  pauses: readonly Pause[],
): { dueAt: number; warnAt: number | null } {
  const { minutes, warnPercent, open } = by;
  if (minutes === null) throw new Error('a promise without minutes has its due time given');
  const after = (share: number) => {
    const { due } = dueAt(open, from, (minutes * share) / 100, pauses);
    if (due === null) throw new Error('pauses that are over have an end');
    return due;
  };
  return { dueAt: after(100), warnAt: warnPercent === null ? null : after(warnPercent) };
}

/** At risk from this share of the time between start and a due time that was given. */
export function warnOfGiven(from: number, due: number, warnPercent: number | null): number | null {
  return warnPercent === null ? null : Math.round(from + ((due - from) * warnPercent) / 100);
}

/** A clock that starts now, or with a due time that was given. */
export function startClock(by: Reckoning, at: number, given: number | null): Clock {
  const times = given === null ? reckon(by, at, []) : { dueAt: given, warnAt: warnOfGiven(at, given, by.warnPercent) };
  return {
    ...times,
    state: 'running',
    startedAt: at,
    warnedAt: null,
    brokenAt: null,
    endedAt: null,
    pausedAt: null,
    pauses: [],
  };
}

/** When something happens to it by itself: the warning, then the due time. Null unless it runs. */
export function nextDeadline(clock: Clock): number | null {
  if (clock.state !== 'running') return null;
  return clock.warnAt !== null && clock.warnedAt === null ? Math.min(clock.warnAt, clock.dueAt) : clock.dueAt;
}

/**
 * The clock after one entry; the same for what happens now and for what is read back from the log. A resumed clock is
 * reckoned anew from its start and all its pauses; one that was moved is due when the entry says.
 */
export function afterEntry(clock: Clock, entry: Entry, by: Reckoning): Clock {
  switch (entry.kind) {
    case 'started':
    case 'reassigned':
      return clock;
    case 'warned':
      return { ...clock, warnedAt: entry.at };
    case 'broken':
      return { ...clock, ...closePause(clock, entry.at), state: 'broken', brokenAt: entry.at };
    case 'paused':
      return { ...clock, state: 'paused', pausedAt: entry.at };
    case 'resumed':
      return resumed(clock, entry.at, by);
    case 'kept':
      return ended(clock, entry.at, clock.brokenAt === null ? 'kept' : 'kept_late');
    case 'waived':
      return ended(clock, entry.at, 'waived');
    case 'moved':
      return moved(clock, entry, by);
    case 'reopened':
      return { ...clock, state: clock.brokenAt === null ? 'running' : 'broken', endedAt: null };
    default:
      return entry.kind satisfies never;
  }
}

/** Replays everything that happened; equals what is stored. */
export function recompute(entries: readonly Entry[], by: Reckoning): Clock {
  const [first, ...rest] = entries;
  if (first?.kind !== 'started') throw new Error('a promise begins with being started');
  const clock = startClock(by, first.at, by.minutes === null ? first.dueAt : null);
  return rest.reduce((sum, entry) => afterEntry(sum, entry, by), clock);
}

function ended(clock: Clock, at: number, state: PromiseState): Clock {
  return { ...clock, ...closePause(clock, at), state, endedAt: at };
}

function closePause(clock: Clock, at: number): Pick<Clock, 'pausedAt' | 'pauses'> {
  if (clock.pausedAt === null) return { pausedAt: null, pauses: clock.pauses };
  return { pausedAt: null, pauses: [...clock.pauses, [clock.pausedAt, at]] };
}

function resumed(clock: Clock, at: number, by: Reckoning): Clock {
  const closed = closePause(clock, at);
  if (by.minutes !== null) {
    return { ...clock, ...closed, ...reckon(by, clock.startedAt, closed.pauses), state: 'running' };
  }
  const shift = clock.pausedAt === null ? 0 : at - clock.pausedAt;
  const warnAt = clock.warnAt === null ? null : clock.warnAt + shift;
  return { ...clock, ...closed, dueAt: clock.dueAt + shift, warnAt, state: 'running' };
}

/** Another due time: agreed upon, or reckoned anew. A warning counts again when it lies ahead of the entry. */
function moved(clock: Clock, entry: Entry, by: Reckoning): Clock {
  const warnAt = warnOfMoved(clock, entry, by);
  const isAhead = entry.dueAt > entry.at;
  const state = clock.state === 'broken' && isAhead ? 'running' : clock.state;
  const warnedAt = warnAt !== null && warnAt > entry.at ? null : clock.warnedAt;
  return { ...clock, state, dueAt: entry.dueAt, warnAt, warnedAt };
}

function warnOfMoved(clock: Clock, entry: Entry, by: Reckoning): number | null {
  if (by.minutes !== null) {
    const anew = reckon(by, clock.startedAt, clock.pauses);
    if (anew.dueAt === entry.dueAt) return anew.warnAt;
  }
  return warnOfGiven(entry.at, entry.dueAt, by.warnPercent);
}
