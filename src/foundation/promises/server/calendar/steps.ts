import { type OpenTime, spanAfter } from './open-time.ts';
import type { Rest } from './pauses.ts';
import { dayMs, minuteMs } from './rules.ts';
import { localDay, opensAt, stretchesOfDays } from './zone.ts';

/**
 * A stretch between start and due, in UTC milliseconds. `minutes` is how long it lasts; only those of `open` count.
 * `rest`: a long way is told by its first steps and this one for all others, with the minutes that counted in it. `to`
 * and `minutes` are null for a pause that still lasts.
 */
export interface Step {
  from: number;
  to: number | null;
  kind: 'open' | 'closed' | 'holiday' | 'paused' | 'rest';
  minutes: number | null;
}

const most = 200;

/**
 * How the time from `start` to `due` counted, in order and without gaps; up to and with the open-ended pause where due
 * is null. `counted` tells the open minutes between two instants. At most 201 steps.
 */
export function stepsOf(
  open: OpenTime,
  start: number,
  due: number | null,
  rests: readonly Rest[],
  counted: (from: number, to: number) => number,
): Step[] {
  const steps: Step[] = [];
  const end = due ?? Number.POSITIVE_INFINITY;
  let at = start;
  for (const [from, to] of rests) {
    if (from >= end || steps.length > most) break;
    if (to <= at) continue;
    walk(open, at, from, steps);
    at = Math.min(to, end);
    if (steps.length <= most) add(steps, 'paused', Math.max(start, from), at);
  }
  if (due !== null) walk(open, at, due, steps);
  if (steps.length <= most) return steps;
  const lasting = due === null ? rests.at(-1) : undefined;
  const to = due ?? lasting?.[0] ?? start;
  const kept = steps.slice(0, most - 1);
  const from = kept.at(-1)?.to ?? start;
  kept.push({ from, to, kind: 'rest', minutes: counted(from, to) });
  if (lasting) add(kept, 'paused', lasting[0], lasting[1]);
  return kept;
}

/** Adds the open and closed stretches between two instants. */
function walk(open: OpenTime, from: number, to: number, steps: Step[]): void {
  let at = from;
  for (let index = spanAfter(open, at); at < to && steps.length <= most; index++) {
    const start = Math.min(open.starts[index] ?? to, to);
    if (start > at) addClosed(open, at, start, steps);
    at = Math.max(at, start);
    const end = Math.min(open.ends[index] ?? to, to);
    if (end > at) add(steps, 'open', at, end);
    at = Math.max(at, end);
  }
}

/** Adds a closed stretch, with the holidays in it told apart from midnight to midnight. */
function addClosed(open: OpenTime, from: number, to: number, steps: Step[]): void {
  const first = localDay(open.timeZone, from);
  const last = localDay(open.timeZone, to - 1);
  let stretches: ReturnType<typeof stretchesOfDays> | undefined;
  let at = from;
  for (let day = first; day <= last; day++) {
    if (!open.plan?.closed.has(day)) continue;
    stretches ??= stretchesOfDays(open.timeZone, first, last);
    const begins = Math.max(at, opensAt(stretches, day * dayMs));
    const ends = Math.min(to, opensAt(stretches, (day + 1) * dayMs));
    if (begins > at) add(steps, 'closed', at, begins);
    if (ends > begins) add(steps, 'holiday', begins, ends);
    at = Math.max(begins, ends);
  }
  if (to > at) add(steps, 'closed', at, to);
}

function add(steps: Step[], kind: Step['kind'], from: number, to: number): void {
  const lasting = to === Number.POSITIVE_INFINITY;
  const last = steps.at(-1);
  if (last?.kind === kind && last.to === from) {
    last.to = lasting ? null : to;
    last.minutes = lasting ? null : (to - last.from) / minuteMs;
    return;
  }
  steps.push({ from, to: lasting ? null : to, kind, minutes: lasting ? null : (to - from) / minuteMs });
}
