import { Temporal } from 'temporal-polyfill';
import { compileCalendar, dueAt, isOpenAt, type OpenTime, openMinutes, type Pause, type Step } from './calendar.ts';
import { checkCalendar } from './check.ts';
import { CalendarRefusal } from './refusal.ts';
import type { CalendarRules } from './rules.ts';

const accepted =
  'Give one object with "calendar" and either "start" and "minutes", or "from" and "to", or "at"; "pauses" may be added to the first two.';
const names = ['calendar', 'start', 'minutes', 'from', 'to', 'at', 'pauses'];
const rememberedCalendars = 100;

/** One line of cases and its answer; `error` says what would be accepted. */
export type Explained =
  | { due: string | null; steps: ExplainedStep[] }
  | { minutes: number }
  | { open: boolean; nextOpening: string | null }
  | { error: string };
export interface ExplainedStep {
  from: string;
  to: string | null;
  kind: Step['kind'];
  minutes: number | null;
}

/**
 * Answers cases, each the JSON of one line: a calendar (null is round the clock) with a start and minutes, from and
 * to, or at. Never throws for a bad case. The returned function keeps the calendars it has seen.
 */
export function createExplainer(): (line: string) => Explained {
  const calendars = new Map<string, OpenTime>();
  const calendarOf = (given: unknown): OpenTime => {
    const key = JSON.stringify(given) ?? '';
    const known = calendars.get(key);
    if (known) return known;
    if (calendars.size >= rememberedCalendars) calendars.clear();
    const compiled = compileCalendar(readCalendar(given));
    calendars.set(key, compiled);
    return compiled;
  };
  return (line) => {
    try {
      return explain(readCase(line), calendarOf);
    } catch (error) {
      if (error instanceof CalendarRefusal) return { error: error.message };
      throw error;
    }
  };
}

function explain(given: Record<string, unknown>, calendarOf: (given: unknown) => OpenTime): Explained {
  const asks = ['minutes', 'to', 'at'].filter((name) => given[name] !== undefined);
  const [ask] = asks;
  if (asks.length !== 1 || given.calendar === undefined) return refuse(accepted);
  const open = calendarOf(given.calendar);
  if (ask === 'at') {
    const { open: isOpen, nextOpening } = isOpenAt(open, readInstant(given.at, 'at'));
    return { open: isOpen, nextOpening: nextOpening === null ? null : show(nextOpening) };
  }
  const pauses = readPauses(given.pauses);
  if (ask === 'to') {
    return { minutes: openMinutes(open, readInstant(given.from, 'from'), readInstant(given.to, 'to'), pauses) };
  }
  const { minutes } = given;
  if (typeof minutes !== 'number') return refuse('minutes: give a number, 0 or more.');
  const { due, steps } = dueAt(open, readInstant(given.start, 'start'), minutes, pauses);
  return { due: due === null ? null : show(due), steps: steps.map(showStep) };
}

function readCase(line: string): Record<string, unknown> {
  const given = parse(line);
  if (!isRecord(given)) return refuse(`This is no JSON object. ${accepted}`);
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  return unknown === undefined ? given : refuse(`"${unknown.slice(0, 60)}" is not known here. ${accepted}`);
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function readCalendar(given: unknown): CalendarRules | null {
  if (given === null) return null;
  if (!isRecord(given))
    return refuse('calendar: give an object with "timezone" and "hours", or null for round the clock.');
  const { timezone, hours, holidays = [], halfDays, ...others } = given;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    return refuse(
      `calendar.${unknown.slice(0, 60)} is not known. Accepted are timezone, hours, holidays and halfDays.`,
    );
  }
  const rules = { timeZone: timezone, hours, holidays, ...(halfDays === undefined ? {} : { halfDays }) };
  const { problems } = checkCalendar(rules);
  if (problems.length === 0) return rules as CalendarRules;
  const words = problems
    .slice(0, 10)
    .map((one) => `calendar.${one.where.replace('timeZone', 'timezone')}: ${one.words}`);
  return refuse(words.join(' '));
}

function readPauses(given: unknown): Pause[] {
  if (given === undefined) return [];
  const sentence = 'pauses: give a list of pairs of times, such as [["2026-11-23T22:10:00Z", "2026-11-23T22:40:00Z"]].';
  if (!Array.isArray(given)) return refuse(sentence);
  return given.map((pause, index) => {
    if (!Array.isArray(pause) || pause.length !== 2) return refuse(sentence);
    const to = pause[1] === null ? null : readInstant(pause[1], `pauses[${index}][1]`);
    return [readInstant(pause[0], `pauses[${index}][0]`), to];
  });
}

function readInstant(given: unknown, where: string): number {
  const sentence = `${where}: give a time with its zone, such as 2026-11-20T05:30:00Z.`;
  if (typeof given !== 'string') return refuse(sentence);
  try {
    return Temporal.Instant.from(given).epochMilliseconds;
  } catch {
    return refuse(sentence);
  }
}

function showStep({ from, to, kind, minutes }: Step): ExplainedStep {
  return { from: show(from), to: to === null ? null : show(to), kind, minutes };
}

/** ISO in UTC; milliseconds only where there are some. */
function show(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

function refuse(words: string): never {
  throw new CalendarRefusal('input', words);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
