import type { Recurrence } from './recurrence.ts';
import { CalendarRefusal } from './refusal.ts';
import { dayMs, isoDate } from './rules.ts';
import { localDay } from './zone.ts';

/** What counts of an event, in days since 1970 as its calendar shows them. */
export interface Event {
  uid: string;
  name: string;
  start: number;
  /** On how many dates one occurrence lies. */
  days: number;
  rules: Recurrence[];
  added: number[];
  excluded: Set<number>;
  /** The day of the occurrence that this one stands for, of the event with the same uid. */
  replaces: number | null;
  isCancelled: boolean;
}

interface Property {
  name: string;
  values: unknown[];
}

const longest = 366;
const dayNames = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
/** Parts that choose among days in ways no calendar program offers for holidays, or within the day. */
const notFollowed = ['byweekno', 'byhour', 'byminute', 'bysecond'];

/** The events of a parsed file (jCal, RFC 7265). Throws a `CalendarRefusal` for one that cannot be understood. */
export function readEvents(parsed: unknown, timeZone: string): Event[] {
  const calendars = list(parsed).every(Array.isArray) ? list(parsed) : [parsed];
  const components = calendars.flatMap((calendar) => list(list(calendar)[2]));
  const events = components.filter((component) => list(component)[0] === 'vevent');
  return events.map((component) => readEvent(list(list(component)[1]).map(readProperty), timeZone));
}

function readProperty(given: unknown): Property {
  const [name, , , ...values] = list(given);
  return { name: String(name), values };
}

function readEvent(properties: readonly Property[], timeZone: string): Event {
  const valuesOf = (name: string) => properties.filter((one) => one.name === name).flatMap((one) => one.values);
  const textOf = (name: string) => String(valuesOf(name)[0] ?? '');
  const name = textOf('summary').replace(/\s+/g, ' ').trim() || 'Unnamed';
  const dayOf = (value: unknown) => readTime(value, name, timeZone).day;
  const [from] = valuesOf('dtstart');
  const [replaces] = valuesOf('recurrence-id');
  const start = readTime(from, name, timeZone);
  return {
    uid: textOf('uid'),
    name: name.slice(0, 100),
    start: start.day,
    days: Math.min(longest, lengthOf(start, valuesOf('dtend')[0], textOf('duration'), name, timeZone)),
    rules: valuesOf('rrule').map((rule) => readRule(rule, name, timeZone)),
    added: valuesOf('rdate').map((value) => dayOf(Array.isArray(value) ? value[0] : value)),
    excluded: new Set(valuesOf('exdate').map(dayOf)),
    replaces: replaces === undefined ? null : dayOf(replaces),
    isCancelled: textOf('status').toUpperCase() === 'CANCELLED',
  };
}

interface Time {
  day: number;
  /** Milliseconds after midnight. */
  clock: number;
}

function readTime(value: unknown, name: string, timeZone: string): Time {
  const parts = /^(\d{4}-\d\d-\d\d)(?:T(\d\d):(\d\d):(\d\d)(Z?))?$/.exec(typeof value === 'string' ? value : '');
  const midnight = Date.parse(`${parts?.[1]}T00:00:00Z`);
  if (!parts || Number.isNaN(midnight) || isoDate(midnight / dayMs) !== parts[1]) {
    throw new CalendarRefusal(
      'ical',
      `The event "${name.slice(0, 60)}" has no readable date. Correct it and export again.`,
    );
  }
  const clock = (Number(parts[2] ?? 0) * 3_600 + Number(parts[3] ?? 0) * 60 + Number(parts[4] ?? 0)) * 1_000;
  if (parts[5] !== 'Z') return { day: midnight / dayMs, clock };
  const at = midnight + clock;
  const day = localDay(timeZone, at);
  // Of the local time only whether it is midnight matters.
  return { day, clock: localDay(timeZone, at - 1) < day ? 0 : 1 };
}

function lengthOf(start: Time, dtend: unknown, duration: string, name: string, timeZone: string): number {
  if (dtend !== undefined) {
    const end = readTime(dtend, name, timeZone);
    return Math.max(1, end.day - start.day + (end.clock > 0 ? 1 : 0));
  }
  const parts = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration);
  const [weeks, days, hours, minutes, seconds] = (parts?.slice(1) ?? []).map((part) => Number(part ?? 0));
  const clock = (hours ?? 0) * 3_600_000 + (minutes ?? 0) * 60_000 + (seconds ?? 0) * 1_000;
  return Math.max(1, (weeks ?? 0) * 7 + (days ?? 0) + Math.ceil((start.clock + clock) / dayMs));
}

function readRule(given: unknown, name: string, timeZone: string): Recurrence {
  const rule = typeof given === 'object' && given !== null ? Object.fromEntries(Object.entries(given)) : {};
  const frequency = frequencies.find((one) => one === rule.freq);
  const unknown = notFollowed.find((part) => rule[part] !== undefined);
  if (!frequency || unknown) {
    const why = unknown ? `by ${unknown.toUpperCase()}` : String(rule.freq ?? 'without a rhythm').toLowerCase();
    const words = `The event "${name.slice(0, 60)}" repeats ${why}.`;
    throw new CalendarRefusal('ical', `${words} Accepted are events that repeat by days, weeks, months or years.`);
  }
  const weekStart = Number(rule.wkst ?? 2) - 1;
  return {
    frequency,
    interval: Math.max(1, Number(rule.interval ?? 1) || 1),
    count: Number(rule.count ?? 0) || Number.POSITIVE_INFINITY,
    until: rule.until === undefined ? Number.POSITIVE_INFINITY : readTime(rule.until, name, timeZone).day,
    months: numbers(rule.bymonth),
    monthDays: numbers(rule.bymonthday),
    yearDays: numbers(rule.byyearday),
    weekdays: listOf(rule.byday)
      .map(readWeekday)
      .filter((day) => day.weekday >= 0),
    positions: numbers(rule.bysetpos),
    weekStart: weekStart >= 0 && weekStart < 7 ? weekStart : 1,
  };
}

function readWeekday(given: unknown): { weekday: number; nth: number } {
  const parts = /^([+-]?\d+)?([A-Z]{2})$/.exec(String(given));
  return { weekday: dayNames.indexOf(parts?.[2] ?? ''), nth: Number(parts?.[1] ?? 0) };
}

function numbers(given: unknown): number[] {
  return listOf(given).map(Number).filter(Number.isInteger);
}

/** One value stands for a list of one. */
function listOf(given: unknown): unknown[] {
  return given === undefined ? [] : Array.isArray(given) ? given : [given];
}

function list(given: unknown): unknown[] {
  return Array.isArray(given) ? given : [];
}
