import { CalendarRefusal } from './refusal.ts';

/** Sunday first, as the day numbers of this folder count. */
export const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
export type Weekday = (typeof weekdays)[number];

/**
 * `HH:MM` from and to, in the calendar's zone. `24:00` is accepted as an end. A span whose end is not after its start
 * runs past midnight (09:00 to 09:00 is 24 hours) and belongs to the day on which it starts.
 */
export type Span = [from: string, to: string];

/** When somebody works. Dates are ISO (`2026-12-24`) and belong to the calendar's zone. */
export interface CalendarRules {
  /** IANA name, such as Australia/Sydney. */
  timeZone: string;
  /** The usual week; a day left out is closed. */
  hours: Partial<Record<Weekday, Span[]>>;
  /** Dates on which nothing opens. A span that began the evening before still runs to its end. */
  holidays: string[];
  /** Dates with spans of their own instead of the usual ones. */
  halfDays?: Record<string, Span[]>;
}

export const minuteMs = 60_000;
export const dayMs = 86_400_000;

/** Minutes after midnight; the end of a span past midnight is beyond 1,440. */
export type Minutes = readonly [from: number, to: number];

/** The rules in numbers. Days are counted from 1 January 1970. */
export interface Plan {
  week: readonly (readonly Minutes[])[];
  closed: ReadonlySet<number>;
  own: ReadonlyMap<number, readonly Minutes[]>;
}

/** Minutes after midnight of `HH:MM`, or null. `24:00` only where `isEnd`. */
export function minutesOf(time: unknown, isEnd: boolean): number | null {
  const parts = typeof time === 'string' ? /^([01]\d|2[0-4]):([0-5]\d)$/.exec(time) : null;
  if (!parts) return null;
  const minutes = Number(parts[1]) * 60 + Number(parts[2]);
  return minutes < 1_440 || (isEnd && minutes === 1_440) ? minutes : null;
}

/** A span in minutes, past midnight where its end is not after its start; null when a time cannot be read. */
export function minutesOfSpan(from: unknown, to: unknown): Minutes | null {
  const start = minutesOf(from, false);
  const end = minutesOf(to, true);
  if (start === null || end === null) return null;
  return [start, end > start ? end : end + 1_440];
}

/** The number of the day of an ISO date, or null when there is no such date between 1970 and 2299. */
export function dayOf(date: unknown): number | null {
  if (typeof date !== 'string' || !/^(?:19[7-9]\d|2[0-2]\d\d)-\d\d-\d\d$/.test(date)) return null;
  const ms = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(ms) || isoDate(ms / dayMs) !== date ? null : ms / dayMs;
}

export function isoDate(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/** Reads rules that were checked before. Throws a `CalendarRefusal` for a time or date that cannot be read. */
export function planOf(rules: CalendarRules): Plan {
  return {
    week: weekdays.map((weekday) => readSpans(rules.hours[weekday] ?? [], weekday)),
    closed: new Set(rules.holidays.map(readDay)),
    own: new Map(Object.entries(rules.halfDays ?? {}).map(([date, spans]) => [readDay(date), readSpans(spans, date)])),
  };
}

/** What opens on a day, in the order of opening. */
export function spansOn(plan: Plan, day: number): readonly Minutes[] {
  if (plan.closed.has(day)) return [];
  // 1 January 1970 was a Thursday.
  return plan.own.get(day) ?? plan.week[(day + 4) % 7] ?? [];
}

function readSpans(spans: readonly Span[], where: string): Minutes[] {
  const read = spans.map(([from, to]) => {
    const span = minutesOfSpan(from, to);
    if (!span) throw new CalendarRefusal('input', `${where}: ${from} to ${to} cannot be read. Write times as HH:MM.`);
    return span;
  });
  return read.sort((a, b) => a[0] - b[0]);
}

function readDay(date: string): number {
  const day = dayOf(date);
  if (day === null) throw new CalendarRefusal('input', `${date} is no date. Write dates as 2026-12-25.`);
  return day;
}
