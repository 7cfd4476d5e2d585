import { t } from '@lingui/core/macro';
import type { OutputOf } from '#kernel/web/data.ts';
import { type ClockReading, type Promised, readClock } from '#kernel/web/ui/clock-reading.ts';
import type { Formats } from '#kernel/web/ui/format.ts';
import { toMillis } from '#kernel/web/ui/now.ts';

export type PromiseData = OutputOf<'promises.on'>['promises'][number];

type Timed = Pick<
  PromiseData,
  'state' | 'startedAt' | 'dueAt' | 'warnAt' | 'endedAt' | 'pausedAt' | 'pausedFor' | 'minutes'
>;

/** Still owed: what is broken is owed until it is kept late or let go. */
export function isOpen({ state }: { state: PromiseData['state'] }): boolean {
  return state === 'running' || state === 'paused' || state === 'broken';
}

/** Whether every minute between start and due counted: no closed hours, no pauses, not moved. */
function ranThrough({ startedAt, dueAt, minutes }: Timed): boolean {
  return minutes !== null && Math.abs((toMillis(dueAt) - toMillis(startedAt)) / 60_000 - minutes) < 1;
}

function shareAt(promise: Timed, at: number): number {
  const start = toMillis(promise.startedAt);
  const span = toMillis(promise.dueAt) - start;
  return span <= 0 ? 1 : Math.min(1, Math.max(0, (at - start) / span));
}

function ended(promise: Timed, endedAt: number, now: number, formats: Formats): ClockReading {
  const at = formats.due(endedAt, now);
  if (promise.state === 'waived') return { state: 'info', lead: t`Let go`, rest: at, used: shareAt(promise, endedAt) };
  const due = toMillis(promise.dueAt);
  if (promise.state === 'kept_late') {
    if (endedAt <= due) return { state: 'broken', lead: t`Kept late`, rest: at, used: 1 };
    return readClock({ dueAt: due, doneAt: endedAt }, now, formats);
  }
  if (ranThrough(promise))
    return readClock({ startedAt: promise.startedAt, dueAt: due, doneAt: Math.min(endedAt, due) }, now, formats);
  return {
    state: 'kept',
    lead: t`Kept`,
    rest: t`${at}, was by ${formats.due(due, now)}`,
    used: shareAt(promise, endedAt),
  };
}

/** What a clock needs to tick for a promise that is open. */
export function promisedOf(promise: Timed): Promised {
  return {
    startedAt: promise.startedAt,
    dueAt: promise.dueAt,
    warnAt: promise.warnAt,
    pausedAt: promise.state === 'paused' ? promise.pausedAt : null,
    pausedFor: promise.pausedFor ?? undefined,
  };
}

/** Reads a promise at a moment: state, words, share of the time used. Pure. */
export function readPromise(promise: Timed, now: number, formats: Formats): ClockReading {
  return promise.endedAt === null
    ? readClock(promisedOf(promise), now, formats)
    : ended(promise, toMillis(promise.endedAt), now, formats);
}
