import fc from 'fast-check';
import { expect } from 'vitest';
import {
  type CalendarRules,
  compileCalendar,
  dueAt,
  isOpenAt,
  openMinutes,
  type Pause,
  type Span,
} from '../server/calendar/calendar.ts';
import { CalendarRefusal } from '../server/calendar/refusal.ts';
import { countTo, lookAt, openMinutesOf, unpaused, type Window } from './calendar-oracle.ts';

/** Nights in which clocks change, and some in which they do not. */
export const nights: [zone: string, date: string][] = [
  ['Australia/Sydney', '2026-04-05'],
  ['Australia/Sydney', '2026-10-04'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Australia/Adelaide', '2027-04-04'],
  ['Australia/Adelaide', '2026-10-04'],
  ['Australia/Eucla', '2026-10-04'],
  ['Europe/London', '2026-03-29'],
  ['Europe/London', '2026-10-25'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['America/St_Johns', '2007-03-11'],
  ['America/St_Johns', '2009-11-01'],
  ['America/Sao_Paulo', '2018-11-04'],
  ['America/Sao_Paulo', '2019-02-17'],
  ['America/Havana', '2026-11-01'],
  ['Asia/Kathmandu', '2028-02-29'],
  ['Asia/Kolkata', '2026-12-31'],
  ['Asia/Tehran', '2022-03-22'],
  ['Asia/Pyongyang', '2018-05-04'],
  ['Pacific/Chatham', '2026-04-05'],
  ['Pacific/Chatham', '2026-09-27'],
  ['Pacific/Apia', '2011-12-30'],
  ['Africa/Casablanca', '2026-02-15'],
  ['Africa/Casablanca', '2026-03-22'],
  ['Antarctica/Troll', '2026-03-29'],
  ['Antarctica/Troll', '2026-10-25'],
];

const minuteMs = 60_000;
const windows = new Map<number, Window>();

function windowOf(night: number): Window {
  const [zone, date] = nights[night] ?? ['UTC', '2026-01-01'];
  const known = windows.get(night) ?? lookAt(zone, date);
  windows.set(night, known);
  return known;
}

const time = fc
  .oneof(
    fc.integer({ min: 0, max: 1_439 }),
    fc.integer({ min: 0, max: 47 }).map((half) => half * 30),
    nearChange(),
  )
  .map(clock);
const span: fc.Arbitrary<Span> = fc.tuple(time, fc.oneof({ weight: 8, arbitrary: time }, fc.constant('24:00')));
const spans = fc.array(span, { maxLength: 3 });
const hours = fc.record(
  { mon: spans, tue: spans, wed: spans, thu: spans, fri: spans, sat: spans, sun: spans },
  { requiredKeys: [] },
);

/** Most changes are made between midnight and four. */
function nearChange() {
  return fc.integer({ min: 0, max: 16 }).map((quarter) => quarter * 15);
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

const dayInWindow = fc.integer({ min: -1, max: 5 });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const oneCase = fc.record({
  night: fc.integer({ min: 0, max: nights.length - 1 }),
  hours,
  holidays: fc.uniqueArray(dayInWindow, { maxLength: 2 }),
  halfDays: fc.uniqueArray(fc.tuple(dayInWindow, spans), { maxLength: 2, selector: ([day]) => day }),
  start: share,
  end: share,
  target: share,
  pauses: fc.array(fc.tuple(share, share), { maxLength: 3 }),
});
type Case = typeof oneCase extends fc.Arbitrary<infer T> ? T : never;

/**
 * Puts the engine beside the minute-by-minute oracle in `runs` random cases over the nights above. Throws with the
 * smallest failing case and its seed.
 */
export function agreesWithOracle(runs: number): { zones: number } {
  fc.assert(fc.property(oneCase, checkCase), { numRuns: runs });
  return { zones: new Set(nights.map(([zone]) => zone)).size };
}

function checkCase(given: Case): void {
  const window = windowOf(given.night);
  const rules = rulesOf(given, window);
  const at = (part: number) => Math.floor(part * (window.walls.length - 1));
  const ms = (index: number) => (window.first + index) * minuteMs;
  const pauses = given.pauses.map(([from, length]): Pause => [ms(at(from)), ms(at(from) + Math.floor(length * 600))]);
  const isOpen = openMinutesOf(window, rules);
  const counts = unpaused(window, isOpen, pauses);
  const start = at(given.start);
  const open = compileCalendar(rules);

  const end = Math.max(start, at(given.end));
  const counted = counts.slice(start, end).filter(Boolean).length;
  expect(openMinutes(open, ms(start), ms(end), pauses)).toBe(counted);

  const next = isOpen.findIndex((now, index) => index > start && now && !isOpen[index - 1]);
  const asked = isOpenAt(open, ms(start));
  expect(asked.open).toBe(isOpen[start]);
  if (next >= 0) expect(asked.nextOpening).toBe(ms(next));
  else if (asked.nextOpening !== null) expect(asked.nextOpening).toBeGreaterThanOrEqual(ms(window.walls.length));

  const target = Math.floor(given.target * counts.slice(start).filter(Boolean).length);
  checkDue(rules, ms(start), target, pauses, { index: countTo(counts, start, target), ms, end: window.walls.length });
}

/** `index`: where the oracle's count is full; -1 beyond the window, of which nothing is known. */
function checkDue(
  rules: CalendarRules,
  start: number,
  target: number,
  pauses: Pause[],
  oracle: { index: number; ms: (index: number) => number; end: number },
): void {
  try {
    const { due, steps } = dueAt(compileCalendar(rules), start, target, pauses);
    if (oracle.index < 0) {
      expect(due).toBeGreaterThanOrEqual(oracle.ms(oracle.end));
      return;
    }
    expect(due).toBe(oracle.ms(oracle.index));
    expect(steps.filter((step) => step.kind === 'open').reduce((sum, step) => sum + (step.minutes ?? 0), 0)).toBe(
      target,
    );
    const ends = steps.map((step) => step.to);
    expect(steps.map((step) => step.from)).toEqual([start, ...ends].slice(0, steps.length));
    expect(ends.at(-1) ?? start).toBe(due);
  } catch (error) {
    if (!(error instanceof CalendarRefusal)) throw error;
    // Only a calendar that stays closed throughout the window may be refused.
    expect(oracle.index).toBe(-1);
    expect(error.code).toBe('never_opens');
  }
}

function rulesOf(given: Case, window: Window): CalendarRules {
  const dateOf = (day: number) => new Date((window.first + (day + 1) * 1_440) * minuteMs).toISOString().slice(0, 10);
  const holidays = given.holidays.map(dateOf);
  const halfDays = given.halfDays.map(([day, own]): [string, Span[]] => [dateOf(day), own]);
  return { timeZone: window.zone, hours: given.hours, holidays, halfDays: Object.fromEntries(halfDays) };
}
