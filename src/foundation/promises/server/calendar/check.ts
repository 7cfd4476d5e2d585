import { dayOf, isoDate, type Minutes, minutesOf, minutesOfSpan, spansOn, weekdays } from './rules.ts';
import { isZone } from './zone.ts';

/** What is wrong with a calendar: where (such as `hours.mon[0]`), and in words with what would be accepted. */
export interface CalendarProblem {
  where: string;
  words: string;
}

export const mostHolidays = 4_000;
export const mostHalfDays = 1_000;
const mostSpans = 12;

/**
 * Looks a calendar over before it is used. Takes anything, so that input can be handed on as it came; no problems mean
 * that it is `CalendarRules`.
 */
export function checkCalendar(rules: unknown): { problems: CalendarProblem[] } {
  const problems: CalendarProblem[] = [];
  const say = (where: string, words: string) => problems.push({ where, words });
  if (!isRecord(rules)) {
    say('calendar', 'Give an object with timeZone, hours, holidays and, if you like, halfDays.');
    return { problems };
  }
  if (!isZone(rules.timeZone)) {
    say('timeZone', `${show(rules.timeZone)} is no time zone. Give a name such as Australia/Sydney or Europe/London.`);
  }
  const week = checkWeek(rules.hours, say);
  const closed = checkHolidays(rules.holidays, say);
  const own = checkHalfDays(rules.halfDays, closed, say);
  // Neighbours can be compared only once every span can be read.
  if (problems.length === 0) checkOverlaps(week, closed, own, say);
  return { problems };
}

type Say = (where: string, words: string) => void;

function checkWeek(hours: unknown, say: Say): Minutes[][] {
  if (!isRecord(hours)) {
    say('hours', 'Give the hours of the week, such as {"mon": [["09:00", "17:00"]]}.');
    return [];
  }
  for (const day of Object.keys(hours)) {
    if (!weekdays.some((weekday) => weekday === day)) {
      say(`hours.${day}`, `${show(day)} is no weekday. Accepted are mon, tue, wed, thu, fri, sat and sun.`);
    }
  }
  const week = weekdays.map((day) => (hours[day] === undefined ? [] : checkSpans(hours[day], `hours.${day}`, say)));
  const isEmpty = weekdays.every((day) => hours[day] === undefined || isEmptyList(hours[day]));
  if (isEmpty) say('hours', 'This calendar is never open. Give at least one weekday hours.');
  return week;
}

function checkSpans(spans: unknown, where: string, say: Say): Minutes[] {
  if (!Array.isArray(spans)) {
    say(where, 'Give a list of spans, such as [["09:00", "12:30"], ["13:30", "17:00"]].');
    return [];
  }
  if (spans.length > mostSpans) say(where, `A day holds at most ${mostSpans} spans; these are ${spans.length}.`);
  const read = spans.slice(0, mostSpans).map((span, index) => checkSpan(span, `${where}[${index}]`, say));
  return read.filter((span) => span !== null);
}

function checkSpan(span: unknown, where: string, say: Say): Minutes | null {
  if (!Array.isArray(span) || span.length !== 2) {
    say(where, 'A span is two times, such as ["09:00", "17:00"].');
    return null;
  }
  const bad = [0, 1].filter((end) => minutesOf(span[end], end === 1) === null);
  for (const end of bad) {
    const accepted = end === 0 ? 'from 00:00 to 23:59' : 'from 00:00 to 24:00';
    say(where, `${show(span[end])} is no time of day. Write HH:MM, ${accepted}.`);
  }
  return bad.length > 0 ? null : minutesOfSpan(span[0], span[1]);
}

function checkHolidays(holidays: unknown, say: Say): Set<number> {
  const closed = new Set<number>();
  if (!Array.isArray(holidays)) {
    say('holidays', 'Give a list of dates, such as ["2026-12-25"]; an empty list for none.');
    return closed;
  }
  if (holidays.length > mostHolidays) {
    say('holidays', `A calendar holds at most ${mostHolidays} holidays; these are ${holidays.length}.`);
    return closed;
  }
  for (const [index, date] of holidays.entries()) {
    const day = dayOf(date);
    if (day === null) say(`holidays[${index}]`, noDate(date));
    else if (closed.has(day)) say(`holidays[${index}]`, `${date} is there twice. Once is enough.`);
    else closed.add(day);
  }
  return closed;
}

function checkHalfDays(halfDays: unknown, closed: Set<number>, say: Say): Map<number, Minutes[]> {
  const own = new Map<number, Minutes[]>();
  if (halfDays === undefined) return own;
  if (!isRecord(halfDays)) {
    say('halfDays', 'Give dates with their spans, such as {"2026-12-24": [["09:00", "12:00"]]}.');
    return own;
  }
  const dates = Object.entries(halfDays);
  if (dates.length > mostHalfDays) {
    say('halfDays', `A calendar holds at most ${mostHalfDays} half days; these are ${dates.length}.`);
    return own;
  }
  for (const [date, spans] of dates) {
    const day = dayOf(date);
    if (day === null) say(`halfDays.${date}`, noDate(date));
    else if (closed.has(day)) say(`halfDays.${date}`, `${date} is a holiday too. Keep it in one of the two lists.`);
    else if (isEmptyList(spans))
      say(`halfDays.${date}`, `${date} has no hours. Give it a span or list it as a holiday.`);
    else own.set(day, checkSpans(spans, `halfDays.${date}`, say));
  }
  return own;
}

function checkOverlaps(week: Minutes[][], closed: Set<number>, own: Map<number, Minutes[]>, say: Say): void {
  const usual = { week: week.map(inOrder), closed: new Set<number>(), own: new Map<number, Minutes[]>() };
  // Any seven days in a row stand for every week.
  for (let day = 3; day < 10; day++) checkDay(usual, day, `hours.${weekdays[(day + 4) % 7]}`, say);
  const plan = { ...usual, closed, own: new Map([...own].map(([day, spans]) => [day, inOrder(spans)])) };
  for (const day of own.keys()) {
    const where = `halfDays.${isoDate(day)}`;
    checkDay(plan, day, where, say);
    if (!own.has(day - 1)) checkNight(plan, day - 1, where, say);
  }
}

type Plan = Parameters<typeof spansOn>[0];

/** Whether the spans of a day overlap each other or the first of the next day. */
function checkDay(plan: Plan, day: number, where: string, say: Say): void {
  const spans = spansOn(plan, day);
  for (const [index, span] of spans.entries()) {
    const next = spans[index + 1];
    if (next && next[0] < span[1]) say(where, overlap(span, next, ''));
  }
  checkNight(plan, day, where, say);
}

function checkNight(plan: Plan, day: number, where: string, say: Say): void {
  const last = spansOn(plan, day).at(-1);
  const next = spansOn(plan, day + 1)[0];
  if (last && next && next[0] + 1_440 < last[1]) say(where, overlap(last, next, ' of the next day'));
}

function overlap(span: Minutes, next: Minutes, ofDay: string): string {
  const words = `${clock(span)} and ${clock(next)}${ofDay} overlap.`;
  return `${words} Let the one end before the other begins, or join them.`;
}

function clock([from, to]: Minutes): string {
  return `${time(from)} to ${time(to > 1_440 ? to - 1_440 : to)}`;
}

function time(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

function inOrder(spans: Minutes[]): Minutes[] {
  return [...spans].sort((a, b) => a[0] - b[0]);
}

function noDate(date: unknown): string {
  return `${show(date)} is no date between 1970 and 2299. Write dates as 2026-12-25.`;
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'Nothing';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
