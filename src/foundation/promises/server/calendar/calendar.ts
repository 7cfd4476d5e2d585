import { addYear, firstAbove, know, type OpenTime, openBefore, requireInstant, spanAfter } from './open-time.ts';
import { joinPauses, type Pause, type Rest } from './pauses.ts';
import { CalendarRefusal } from './refusal.ts';
import { dayMs, minuteMs } from './rules.ts';
import { type Step, stepsOf } from './steps.ts';

export { compileCalendar, type OpenTime } from './open-time.ts';
export type { Pause } from './pauses.ts';
export type { CalendarRules, Span, Weekday } from './rules.ts';
export type { Step } from './steps.ts';

/** How far ahead a next opening is looked for. */
export const openingWithinYears = 5;
/** How far ahead a target may fall due. */
export const dueWithinYears = 20;
const yearMs = 365.25 * dayMs;

export interface Due {
  /** UTC milliseconds; null while an open-ended pause keeps it unknown, which is then the last step. */
  due: number | null;
  /** How the time from the start to there counted; worked out when it is read. */
  readonly steps: Step[];
}

/**
 * When a target of open minutes that starts at `start` (UTC milliseconds) is due. Pauses do not count, overlapping ones
 * once. A target that ends exactly at closing time is due then; one of 0 minutes at the start, or when it opens next.
 *
 * A span opens when the zone's clocks first show its time or later and closes when they last show less: of a time that
 * occurs twice the earlier opens and the later closes, and a time that is skipped is the end of the gap.
 *
 * Throws a `CalendarRefusal`: bad minutes or pause, nothing opens within 5 years, not due within 20 years.
 */
export function dueAt(open: OpenTime, start: number, minutes: number, pauses: readonly Pause[] = []): Due {
  requireInstant(start);
  if (!(minutes >= 0 && Number.isFinite(minutes))) {
    throw new CalendarRefusal('input', 'A target is a number of minutes, 0 or more.');
  }
  const rests = joinPauses(pauses);
  const due = dueAfter(open, start, Math.round(minutes * minuteMs), rests);
  if (due !== null && due - start > dueWithinYears * yearMs) tooFar();
  return {
    due,
    get steps() {
      return stepsOf(open, start, due, rests, (from, to) => openWithout(open, from, to, rests) / minuteMs);
    },
  };
}

/** Open minutes between two instants, without pauses. Seconds count as fractions. Throws as `dueAt` does. */
export function openMinutes(open: OpenTime, from: number, to: number, pauses: readonly Pause[] = []): number {
  requireInstant(from);
  requireInstant(to);
  if (to < from)
    throw new CalendarRefusal('input', 'The end lies before the start. Give an end at or after the start.');
  return openWithout(open, from, to, joinPauses(pauses)) / minuteMs;
}

/** Whether it is open, and when it opens next after `at`; null when it never closes or does not open within 5 years. */
export function isOpenAt(open: OpenTime, at: number): { open: boolean; nextOpening: number | null } {
  requireInstant(at);
  know(open, at);
  const index = spanAfter(open, at);
  const isOpen = index < open.starts.length && (open.starts[index] ?? 0) <= at;
  const next = opening(open, isOpen ? index + 1 : index, at + openingWithinYears * yearMs);
  return { open: isOpen, nextOpening: next };
}

/** Milliseconds of target counted off from `start`, rest by rest. */
function dueAfter(open: OpenTime, start: number, ms: number, rests: readonly Rest[]): number | null {
  let at = start;
  let left = ms;
  for (const [from, to] of rests) {
    if (to <= at) continue;
    const due = count(open, at, left);
    if (left > 0 ? from >= due : from > due) return due;
    if (to === Number.POSITIVE_INFINITY) return null;
    if (from > at) left -= openMs(open, at, from);
    at = to;
  }
  return count(open, at, left);
}

/** When `ms` open milliseconds are over, from `at` on. */
function count(open: OpenTime, at: number, ms: number): number {
  know(open, at);
  const index = spanAfter(open, at);
  const next = opening(open, index, at + openingWithinYears * yearMs);
  if (next === null) return neverOpens();
  if (ms === 0) return Math.max(at, next);
  const target = openBefore(open, index, at) + ms;
  while ((open.totals.at(-1) ?? 0) < target) {
    if (open.knownTo > at + (dueWithinYears + 1) * yearMs) tooFar();
    addYear(open);
  }
  const last = firstAbove(open.totals, target, true) - 1;
  return (open.starts[last] ?? 0) + target - (open.totals[last] ?? 0);
}

function openWithout(open: OpenTime, from: number, to: number, rests: readonly Rest[]): number {
  let counted = 0;
  let at = from;
  for (const [pausedFrom, pausedTo] of rests) {
    if (pausedFrom >= to) break;
    if (pausedFrom > at) counted += openMs(open, at, pausedFrom);
    at = Math.max(at, Math.min(pausedTo, to));
  }
  return counted + openMs(open, at, to);
}

function openMs(open: OpenTime, from: number, to: number): number {
  if (to <= from) return 0;
  know(open, from);
  know(open, to);
  return openBefore(open, spanAfter(open, to), to) - openBefore(open, spanAfter(open, from), from);
}

/** The start of span `index`, looked for up to an instant. */
function opening(open: OpenTime, index: number, until: number): number | null {
  while (index >= open.starts.length && open.knownTo <= until) addYear(open);
  const start = open.starts[index];
  return start === undefined || start > until ? null : start;
}

function neverOpens(): never {
  throw new CalendarRefusal(
    'never_opens',
    `This calendar does not open again within ${openingWithinYears} years. Give it a weekday with hours, or fewer holidays.`,
  );
}

function tooFar(): never {
  throw new CalendarRefusal(
    'too_far',
    `This is not due within ${dueWithinYears} years. Choose fewer minutes, or a calendar with longer hours.`,
  );
}
