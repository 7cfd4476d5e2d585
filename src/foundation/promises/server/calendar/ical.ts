import { type Event, readEvents } from './ical-events.ts';
import { type Effort, occurrences } from './recurrence.ts';
import { CalendarRefusal } from './refusal.ts';
import { isoDate } from './rules.ts';
import { localDay } from './zone.ts';

/** A date that closes, and what for. */
export interface NamedDate {
  /** ISO date. */
  date: string;
  name: string;
}

const mostBytes = 1_048_576;
const mostDates = 2_000;
const mostLine = 50_000;
const years = 5;
const mostName = 200;
const effortOfFile = 500_000;

/**
 * The dates of an iCalendar file within the next five years, in order, each once, with the names of its events. All-day
 * events count for each of their dates; timed ones for each date they touch, a time in UTC as the calendar's zone shows
 * it. Repeating events are followed day by day, with their exceptions; cancelled ones are left out.
 *
 * Throws a `CalendarRefusal` that says what is wrong: no calendar, more than 1 MB, more than 2,000 dates, an event
 * without a readable start, a rule that repeats within the day or by week numbers, nothing ahead.
 */
export async function datesOfIcal(text: string, at: { now: number; timeZone: string }): Promise<NamedDate[]> {
  if (text.length > mostBytes || new TextEncoder().encode(text).length > mostBytes) {
    fail('This file is larger than 1 MB. Export only the calendar with your holidays.');
  }
  const events = readEvents(await parse(text), at.timeZone);
  const from = localDay(at.timeZone, at.now);
  const found = collect(events, from, from + Math.round(years * 365.25));
  if (found.size === 0) fail(`This file has no event within the next ${years} years. Choose one with dates to come.`);
  const days = [...found].sort(([a], [b]) => a - b);
  return days.map(([day, names]) => ({ date: isoDate(day), name: [...names].join(', ').slice(0, mostName) }));
}

async function parse(text: string): Promise<unknown> {
  const body = text.replace(/^\uFEFF/, '').trim();
  const unfolded = body.replace(/\r?\n[ \t]/g, '');
  const isCalendar = /^BEGIN:VCALENDAR\r?\n/i.test(body);
  const { default: ical } = await import('ical.js');
  if (!isCalendar)
    fail('This is no iCalendar file. Choose a file that begins with BEGIN:VCALENDAR, usually named .ics.');
  // The parser's effort grows with the square of a line.
  if (unfolded.split('\n').some((line) => line.length > mostLine)) {
    fail(`A line of this file is longer than ${mostLine} characters. Export the calendar again, or only its holidays.`);
  }
  try {
    return ical.parse(body);
  } catch (error) {
    const why = error instanceof Error ? error.message.slice(0, 120) : 'unreadable';
    return fail(`This iCalendar file cannot be read (${why}). Export it again from your calendar program.`);
  }
}

/** Names by day. */
function collect(events: readonly Event[], from: number, to: number): Map<number, Set<string>> {
  const found = new Map<number, Set<string>>();
  const effort: Effort = { left: effortOfFile };
  const moved = new Map<string, Set<number>>();
  for (const { uid, replaces } of events) {
    if (replaces !== null) moved.set(uid, (moved.get(uid) ?? new Set<number>()).add(replaces));
  }
  for (const event of events) {
    if (event.isCancelled) continue;
    for (const start of startsOf(event, from - event.days, to, effort)) {
      if (event.excluded.has(start) || (event.replaces === null && moved.get(event.uid)?.has(start))) continue;
      for (let day = Math.max(start, from); day < start + event.days && day <= to; day++) {
        found.set(day, (found.get(day) ?? new Set<string>()).add(event.name));
        if (found.size > mostDates) fail(`This file closes more than ${mostDates} dates. Import only its holidays.`);
      }
    }
  }
  return found;
}

function* startsOf(event: Event, from: number, to: number, effort: Effort): Generator<number> {
  if (event.rules.length === 0) yield event.start;
  for (const rule of event.rules) yield* occurrences(rule, event.start, from, to, effort);
  yield* event.added;
}

function fail(words: string): never {
  throw new CalendarRefusal('ical', words);
}
