import { plural, t } from '@lingui/core/macro';
import { told } from '../language/told.ts';
import { duration, type Formats } from './format.ts';
import { type Instant, toMillis } from './now.ts';
import type { StateName } from './State.tsx';

/** A promise in time, as a clock needs it. */
export type Promised = {
  dueAt: Instant;
  /** When time began to run; without it the line cannot show how much is used. */
  startedAt?: Instant | null | undefined;
  /** From when it is at risk; three quarters of the time when absent. */
  warnAt?: Instant | null | undefined;
  /** When it was done; the clock stands from then on. */
  doneAt?: Instant | null | undefined;
  /** Since when it is paused, and why ("waiting for customer"). */
  pausedAt?: Instant | null | undefined;
  pausedFor?: string | undefined;
};

/** What a clock says: state, the words in bold, the words after them, share of time used from 0 to 1. */
export type ClockReading = { state: StateName; lead: string; rest: string; used: number };

function share(promised: Promised, at: number): number {
  if (promised.startedAt == null) return 1;
  const start = toMillis(promised.startedAt);
  const span = toMillis(promised.dueAt) - start;
  return span <= 0 ? 1 : Math.min(1, Math.max(0, (at - start) / span));
}

function finished(promised: Promised, doneAt: number, now: number, formats: Formats): ClockReading {
  const due = toMillis(promised.dueAt);
  if (doneAt > due)
    return {
      state: 'broken',
      lead: t`${duration(doneAt - due)} late`,
      rest: t`was ${formats.due(due, now)}, done ${formats.due(doneAt, now)}`,
      used: 1,
    };
  const used = share(promised, doneAt);
  if (promised.startedAt == null) return { state: 'kept', lead: t`Kept`, rest: formats.due(doneAt, now), used };
  const start = toMillis(promised.startedAt);
  const minutes = (ms: number) => Math.max(1, Math.round(ms / 60_000));
  const allowed = minutes(due - start);
  const rest =
    allowed < 60
      ? t`${minutes(doneAt - start)} of ${allowed} min`
      : t`${duration(doneAt - start)} of ${duration(due - start)}`;
  return { state: 'kept', lead: t`Kept`, rest, used };
}

function open(promised: Promised, now: number, formats: Formats): ClockReading {
  const due = toMillis(promised.dueAt);
  if (now >= due)
    return { state: 'broken', lead: t`${duration(now - due)} late`, rest: t`was ${formats.due(due, now)}`, used: 1 };
  const used = share(promised, now);
  const atRisk =
    promised.warnAt == null ? promised.startedAt != null && used >= 0.75 : now >= toMillis(promised.warnAt);
  const away = formats.daysAway(due, now);
  // Rounded up, so that the words never promise less time than the clock on the wall.
  const left = duration(Math.ceil((due - now) / 60_000) * 60_000);
  const lead =
    away === 1 && due - now > 3 * 3_600_000
      ? t`Tomorrow`
      : away > 1
        ? plural(away, { one: '# day left', other: '# days left' })
        : t`${left} left`;
  return { state: atRisk ? 'warn' : 'running', lead, rest: t`by ${formats.due(due, now)}`, used };
}

/** Reads a promise at a moment (milliseconds since 1970). Pure: the same input gives the same words. */
export function readClock(promised: Promised, now: number, formats: Formats): ClockReading {
  if (promised.doneAt != null) return finished(promised, toMillis(promised.doneAt), now, formats);
  if (promised.pausedAt == null) return open(promised, now, formats);
  const used = share(promised, toMillis(promised.pausedAt));
  return {
    state: 'paused',
    lead: t`Paused`,
    rest: promised.pausedFor ? told(promised.pausedFor) : t`time is not running`,
    used,
  };
}
