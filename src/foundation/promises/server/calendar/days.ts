import { dueWithinYears, openingWithinYears } from './calendar.ts';
import { type OpenTime, requireInstant } from './open-time.ts';
import { CalendarRefusal } from './refusal.ts';
import { dayMs, minuteMs, spansOn } from './rules.ts';
import { closesAt, localDay, stretchesOfDays } from './zone.ts';

/**
 * The end of the n-th business day after `start`, in UTC milliseconds: its last closing time. A business day is a date
 * on which the calendar opens, half days too. The day of the start never counts, whatever the hour; so 1 from Friday
 * evening, and from Saturday, is Monday's closing time. 0 is the closing time of the first business day that has not
 * closed yet. Round the clock every day is a business day and ends at midnight.
 *
 * Throws a `CalendarRefusal` for anything but a whole number and where `dueAt` would.
 */
export function dueAfterDays(open: OpenTime, start: number, businessDays: number): number {
  requireDays(start, businessDays);
  const today = localDay(open.timeZone, start);
  if (businessDays === 0) {
    const day = nextBusinessDay(open, today - 1);
    const closing = closingOf(open, day);
    return closing > start ? closing : closingOf(open, nextBusinessDay(open, day));
  }
  let day = today;
  for (let count = 0; count < businessDays; count++) {
    day = nextBusinessDay(open, day);
    if (day - today > dueWithinYears * 366) tooFewDays();
  }
  return closingOf(open, day);
}

/**
 * The end of the n-th calendar day after `start`, in UTC milliseconds: midnight in the calendar's zone, open or not.
 * The day of the start never counts; 0 is its own end. Throws a `CalendarRefusal` for anything but a whole number.
 */
export function dueAfterCalendarDays(open: OpenTime, start: number, days: number): number {
  requireDays(start, days);
  return endOf(open, localDay(open.timeZone, start) + days);
}

function nextBusinessDay({ plan }: OpenTime, after: number): number {
  for (let day = after + 1; day <= after + openingWithinYears * 366; day++) {
    if (!plan || spansOn(plan, day).length > 0) return day;
  }
  return tooFewDays();
}

function tooFewDays(): never {
  throw new CalendarRefusal(
    'too_far',
    'This calendar has too few open days for this target. Choose fewer days, or give it more weekdays.',
  );
}

function closingOf(open: OpenTime, day: number): number {
  if (!open.plan) return endOf(open, day);
  const stretches = stretchesOfDays(open.timeZone, day, day);
  const ends = spansOn(open.plan, day).map(([, to]) => closesAt(stretches, day * dayMs + to * minuteMs));
  return Math.max(...ends);
}

function endOf(open: OpenTime, day: number): number {
  return closesAt(stretchesOfDays(open.timeZone, day, day), (day + 1) * dayMs);
}

function requireDays(start: number, days: number): void {
  requireInstant(start);
  if (Number.isInteger(days) && days >= 0 && days <= dueWithinYears * 366) return;
  throw new CalendarRefusal('input', `Give a whole number of days, from 0 to ${dueWithinYears * 366}.`);
}
