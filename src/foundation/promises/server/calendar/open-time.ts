import { CalendarRefusal } from './refusal.ts';
import { type CalendarRules, dayMs, minuteMs, type Plan, planOf, spansOn } from './rules.ts';
import { closesAt, opensAt, stretchesOfDays } from './zone.ts';

/** Instants the engine takes: from 1971 to the end of 2249. */
export const earliest = Date.UTC(1971, 0, 1);
export const latest = Date.UTC(2250, 0, 1);

/**
 * A compiled calendar: its open spans as UTC milliseconds in order, touching ones joined, with running totals.
 * `totals[i]` is the open time before span i since the first one; there is one total more than spans. Grows by itself,
 * year by year, towards what is asked; keep it and ask again.
 */
export interface OpenTime {
  readonly timeZone: string;
  /** null: round the clock. */
  readonly plan: Plan | null;
  starts: number[];
  ends: number[];
  totals: number[];
  firstYear: number;
  lastYear: number;
  /** Between these instants every span is there. */
  knownFrom: number;
  knownTo: number;
}

/**
 * Prepares a calendar for asking. `null` is round the clock; its days, for targets in days, are those of `timeZone`.
 * Check new rules with `checkCalendar` first: overlapping spans are joined here and nothing is said.
 */
export function compileCalendar(rules: CalendarRules | null, timeZone = 'UTC'): OpenTime {
  const none = { starts: [], ends: [], totals: [0], firstYear: 0, lastYear: -1, knownFrom: 0, knownTo: 0 };
  if (rules) return { ...none, timeZone: rules.timeZone, plan: planOf(rules) };
  const { POSITIVE_INFINITY: ever, NEGATIVE_INFINITY: always } = Number;
  const spans = { starts: [0], ends: [ever], totals: [0, ever] };
  return { ...none, ...spans, timeZone, plan: null, knownFrom: always, knownTo: ever };
}

/** Sees to it that the spans around an instant are known. Throws a `CalendarRefusal` outside 1971 to 2249. */
export function know(open: OpenTime, at: number): void {
  if (at >= open.knownFrom && at < open.knownTo) return;
  requireInstant(at);
  const year = new Date(at).getUTCFullYear();
  if (open.lastYear < open.firstYear) startWith(open, year - 1);
  if (at < open.knownFrom) startWith(open, year - 1, open.lastYear);
  while (at >= open.knownTo) addYear(open);
}

/** Adds the spans of the year after the last known one. */
export function addYear(open: OpenTime): void {
  const { plan } = open;
  if (!plan) return;
  const year = open.lastYear + 1;
  const first = Date.UTC(year, 0, 1) / dayMs;
  const last = Date.UTC(year + 1, 0, 1) / dayMs - 1;
  const stretches = stretchesOfDays(open.timeZone, first, last);
  for (let day = first; day <= last; day++) {
    for (const [from, to] of spansOn(plan, day)) {
      const start = opensAt(stretches, day * dayMs + from * minuteMs);
      const end = closesAt(stretches, day * dayMs + to * minuteMs);
      if (end > start) addSpan(open, start, end);
    }
  }
  open.lastYear = year;
  // A local day lies up to 14 hours beside the day of UTC, and a span may run on for a day.
  open.knownTo = Date.UTC(year + 1, 0, 1) - dayMs;
}

/** The first span that ends after an instant; as many as there are spans where none does. */
export function spanAfter(open: OpenTime, at: number): number {
  return firstAbove(open.ends, at);
}

/** Open milliseconds since the first known span, up to an instant in or before span `index`. */
export function openBefore(open: OpenTime, index: number, at: number): number {
  const before = open.totals[index] ?? 0;
  const start = open.starts[index];
  return start === undefined || at <= start ? before : before + (at - start);
}

/** The first index whose value is above `limit` (or reaches it); the list ascends. */
export function firstAbove(values: readonly number[], limit: number, orEqual = false): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const value = values[middle] ?? 0;
    if (value > limit || (orEqual && value === limit)) high = middle;
    else low = middle + 1;
  }
  return low;
}

export function requireInstant(at: number): void {
  if (at >= earliest && at < latest) return;
  throw new CalendarRefusal('input', 'Times between the years 1971 and 2249 are accepted.');
}

function startWith(open: OpenTime, year: number, lastYear = year): void {
  open.starts = [];
  open.ends = [];
  open.totals = [0];
  open.firstYear = year;
  open.lastYear = year - 1;
  open.knownFrom = Date.UTC(year, 0, 1) + 3 * dayMs;
  while (open.lastYear < lastYear) addYear(open);
}

function addSpan(open: OpenTime, start: number, end: number): void {
  const last = open.ends.length - 1;
  const lastEnd = open.ends[last];
  const total = open.totals[last + 1] ?? 0;
  if (lastEnd !== undefined && start <= lastEnd) {
    if (end <= lastEnd) return;
    open.ends[last] = end;
    open.totals[last + 1] = total + (end - lastEnd);
    return;
  }
  open.starts.push(start);
  open.ends.push(end);
  open.totals.push(total + (end - start));
}
