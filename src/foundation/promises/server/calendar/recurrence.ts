import { CalendarRefusal } from './refusal.ts';
import { dayMs } from './rules.ts';

/** What an iCalendar rule says about days; lists are empty where the rule is silent. */
export interface Recurrence {
  frequency: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  interval: number;
  /** How many occurrences, the first one counted; Infinity without end. */
  count: number;
  /** The last day; Infinity without end. */
  until: number;
  months: number[];
  monthDays: number[];
  yearDays: number[];
  /** Weekday 0 is Sunday; nth 0 means each, −1 the last of its month (or year). */
  weekdays: { weekday: number; nth: number }[];
  positions: number[];
  weekStart: number;
}

/** Counts the days looked at, so that a hostile file costs no more than a second. */
export interface Effort {
  left: number;
}

interface Period {
  first: number;
  last: number;
}

/**
 * The days from `from` to `to` on which a rule that starts on `start` occurs, in order; days are counted from 1970.
 * The start itself is always the first occurrence. A day that a month does not have (30 February) is left out. Throws
 * a `CalendarRefusal` when the effort is used up.
 */
export function* occurrences(rule: Recurrence, start: number, from: number, to: number, effort: Effort) {
  let count = 1;
  if (start >= from && start <= to) yield start;
  // Without a count nothing before `from` matters, so decades are skipped at once.
  const step = rule.count === Number.POSITIVE_INFINITY ? stepBefore(rule, start, from) : 0;
  for (let index = step; count < rule.count; index++) {
    const period = periodOf(rule, start, index);
    if (period.first > to || period.first > rule.until) return;
    for (const day of daysIn(rule, start, period, effort)) {
      if (day <= start) continue;
      if (day > to || day > rule.until || count >= rule.count) return;
      count++;
      if (day >= from) yield day;
    }
  }
}

function stepBefore(rule: Recurrence, start: number, from: number): number {
  const length = { DAILY: 1, WEEKLY: 7, MONTHLY: 31, YEARLY: 366 }[rule.frequency];
  return Math.max(0, Math.floor((from - start) / (length * rule.interval)) - 1);
}

/** The day, week, month or year of the index-th repetition. */
function periodOf(rule: Recurrence, start: number, index: number): Period {
  const steps = index * rule.interval;
  const { year, month, weekday } = partsOf(start);
  switch (rule.frequency) {
    case 'DAILY':
      return { first: start + steps, last: start + steps };
    case 'WEEKLY': {
      const first = start - ((weekday - rule.weekStart + 7) % 7) + 7 * steps;
      return { first, last: first + 6 };
    }
    case 'MONTHLY':
      return { first: dayNumber(year, month + steps), last: dayNumber(year, month + steps + 1) - 1 };
    case 'YEARLY':
      return { first: dayNumber(year + steps, 0), last: dayNumber(year + steps + 1, 0) - 1 };
  }
}

function daysIn(rule: Recurrence, start: number, period: Period, effort: Effort): number[] {
  const days: number[] = [];
  for (const { first, last } of partsToLookAt(rule, start, period)) {
    effort.left -= last - first + 1;
    if (effort.left < 0) {
      throw new CalendarRefusal('ical', 'This file repeats too much. Import only the events that close your business.');
    }
    for (let day = first; day <= last; day++) if (fits(rule, start, day)) days.push(day);
  }
  if (rule.positions.length === 0) return days;
  const chosen = rule.positions.map((nth) => days.at(nth > 0 ? nth - 1 : nth));
  return days.filter((day) => chosen.includes(day));
}

/** Of a year only the months that the rule or its start names, where they do. */
function partsToLookAt(rule: Recurrence, start: number, period: Period): Period[] {
  const namesDays = rule.weekdays.length + rule.monthDays.length + rule.yearDays.length > 0;
  if (rule.frequency !== 'YEARLY' || (rule.months.length === 0 && namesDays)) return [period];
  const { year } = partsOf(period.first);
  const months = rule.months.length > 0 ? rule.months.map((month) => month - 1) : [partsOf(start).month];
  const inOrder = [...new Set(months)].sort((a, b) => a - b);
  return inOrder.map((month) => ({ first: dayNumber(year, month), last: dayNumber(year, month + 1) - 1 }));
}

function fits(rule: Recurrence, start: number, day: number): boolean {
  const { months, monthDays, yearDays, weekdays } = rule;
  if (rule.frequency === 'DAILY' && months.length + monthDays.length + yearDays.length + weekdays.length === 0)
    return true;
  const parts = partsOf(day);
  if (months.length > 0 && !months.includes(parts.month + 1)) return false;
  if (monthDays.length > 0 && !hasNth(monthDays, parts.day, parts.monthLength)) return false;
  if (yearDays.length > 0 && !hasNth(yearDays, parts.yearDay, parts.yearLength)) return false;
  if (weekdays.length > 0) return fitsWeekday(rule, parts);
  return monthDays.length + yearDays.length > 0 || fitsStart(rule, partsOf(start), parts);
}

/** Where the rule names no day, the start does: its weekday, its day of the month, its date. */
function fitsStart(rule: Recurrence, start: Parts, parts: Parts): boolean {
  if (rule.frequency === 'DAILY') return true;
  if (rule.frequency === 'WEEKLY') return parts.weekday === start.weekday;
  if (parts.day !== start.day) return false;
  return rule.frequency === 'MONTHLY' || rule.months.length > 0 || parts.month === start.month;
}

function fitsWeekday({ frequency, months, weekdays }: Recurrence, parts: Parts): boolean {
  const wholeYear = frequency === 'YEARLY' && months.length === 0;
  const day = wholeYear ? parts.yearDay : parts.day;
  const length = wholeYear ? parts.yearLength : parts.monthLength;
  const fromFront = Math.ceil(day / 7);
  const fromBack = -Math.ceil((length - day + 1) / 7);
  return weekdays.some(
    ({ weekday, nth }) => weekday === parts.weekday && (nth === 0 || nth === fromFront || nth === fromBack),
  );
}

function hasNth(list: readonly number[], value: number, length: number): boolean {
  return list.includes(value) || list.includes(value - length - 1);
}

interface Parts {
  year: number;
  month: number;
  day: number;
  weekday: number;
  yearDay: number;
  monthLength: number;
  yearLength: number;
}

function partsOf(number: number): Parts {
  const date = new Date(number * dayMs);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth();
  const yearStart = dayNumber(year, 0);
  return {
    year,
    month,
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
    yearDay: number - yearStart + 1,
    monthLength: dayNumber(year, month + 1) - dayNumber(year, month),
    yearLength: dayNumber(year + 1, 0) - yearStart,
  };
}

function dayNumber(year: number, month: number): number {
  return Date.UTC(year, month, 1) / dayMs;
}
