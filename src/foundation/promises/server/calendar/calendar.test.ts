import { describe, expect, test } from 'vitest';
import {
  type CalendarRules,
  compileCalendar,
  dueAt,
  isOpenAt,
  openMinutes,
  type Pause,
  type Span,
} from './calendar.ts';

const nine: Span[] = [['09:00', '17:00']];
const weekdays = { mon: nine, tue: nine, wed: nine, thu: nine, fri: nine };
const at = (iso: string) => Date.parse(iso);
const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString().replace(':00.000Z', 'Z'));
const calendar = (timeZone: string, more: Partial<CalendarRules> = {}) =>
  compileCalendar({ timeZone, hours: weekdays, holidays: [], ...more });
const dueOf = (...given: Parameters<typeof dueAt>) => iso(dueAt(...given).due);
/** Every day from one time to another. */
const daily = (from: string, to: string): CalendarRules['hours'] =>
  Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [[from, to]]]));

describe('the worked cases: Monday to Friday 09:00 to 17:00, Monday 23 November 2026 a holiday', () => {
  // In UTC first, then in Sydney, which is eleven hours ahead in November.
  const utc = calendar('UTC', { holidays: ['2026-11-23'] });
  const sydney = calendar('Australia/Sydney', { holidays: ['2026-11-23'] });

  test('Friday 16:30 and 60 minutes is Tuesday 09:30', () => {
    expect(dueOf(utc, at('2026-11-20T16:30Z'), 60)).toBe('2026-11-24T09:30Z');
    expect(dueOf(sydney, at('2026-11-20T16:30+11:00'), 60)).toBe('2026-11-23T22:30Z');
  });

  test('with a pause of 30 minutes on Tuesday from 09:10 to 09:40 it is 10:00', () => {
    const pause: Pause = [at('2026-11-24T09:10Z'), at('2026-11-24T09:40Z')];
    expect(dueOf(utc, at('2026-11-20T16:30Z'), 60, [pause])).toBe('2026-11-24T10:00Z');
    const local: Pause = [at('2026-11-24T09:10+11:00'), at('2026-11-24T09:40+11:00')];
    expect(dueOf(sydney, at('2026-11-20T16:30+11:00'), 60, [local])).toBe('2026-11-23T23:00Z');
  });

  test('Saturday 11:00 and 240 minutes is Tuesday 13:00', () => {
    expect(dueOf(utc, at('2026-11-21T11:00Z'), 240)).toBe('2026-11-24T13:00Z');
    expect(dueOf(sydney, at('2026-11-21T11:00+11:00'), 240)).toBe(iso(at('2026-11-24T13:00+11:00')));
  });

  test('the steps tell the way without gaps, the holiday by its name', () => {
    const { steps } = dueAt(utc, at('2026-11-20T16:30Z'), 60);
    expect(steps.map((step) => `${step.kind} ${iso(step.from)} ${iso(step.to)} ${step.minutes}`)).toEqual([
      'open 2026-11-20T16:30Z 2026-11-20T17:00Z 30',
      'closed 2026-11-20T17:00Z 2026-11-23T00:00Z 3300',
      'holiday 2026-11-23T00:00Z 2026-11-24T00:00Z 1440',
      'closed 2026-11-24T00:00Z 2026-11-24T09:00Z 540',
      'open 2026-11-24T09:00Z 2026-11-24T09:30Z 30',
    ]);
  });
});

describe('ends and beginnings', () => {
  const utc = calendar('UTC');
  const hours = (mon: [string, string][]) => compileCalendar({ timeZone: 'UTC', hours: { mon }, holidays: [] });

  test('a target that ends exactly at closing time is due then', () => {
    expect(dueOf(utc, at('2026-11-20T16:30Z'), 30)).toBe('2026-11-20T17:00Z');
    expect(dueOf(utc, at('2026-11-20T16:30Z'), 31)).toBe('2026-11-23T09:01Z');
  });

  test('nothing to count is due at once while open, else at the next opening', () => {
    expect(dueOf(utc, at('2026-11-20T16:30Z'), 0)).toBe('2026-11-20T16:30Z');
    expect(dueAt(utc, at('2026-11-20T16:30Z'), 0).steps).toEqual([]);
    expect(dueOf(utc, at('2026-11-20T17:00Z'), 0)).toBe('2026-11-23T09:00Z');
  });

  test('several spans a day', () => {
    const split = hours([
      ['08:00', '12:00'],
      ['13:00', '17:00'],
    ]);
    expect(dueOf(split, at('2026-11-23T11:00Z'), 60)).toBe('2026-11-23T12:00Z');
    expect(dueOf(split, at('2026-11-23T11:00Z'), 61)).toBe('2026-11-23T13:01Z');
  });

  test('a span past midnight belongs to the day it starts on, and a holiday does not cut it', () => {
    const night = { timeZone: 'UTC', hours: { sun: [['22:00', '06:00']] }, holidays: ['2026-11-23'] };
    const open = compileCalendar(night as CalendarRules);
    expect(openMinutes(open, at('2026-11-22T00:00Z'), at('2026-11-24T00:00Z'))).toBe(480);
    expect(openMinutes(open, at('2026-11-23T00:00Z'), at('2026-11-24T00:00Z'))).toBe(360);
    const closed = compileCalendar({ ...night, holidays: ['2026-11-22'] } as CalendarRules);
    expect(openMinutes(closed, at('2026-11-22T00:00Z'), at('2026-11-24T00:00Z'))).toBe(0);
  });

  test('24:00 is the end of the day, and a span to its own start is 24 hours', () => {
    expect(dueOf(hours([['20:00', '24:00']]), at('2026-11-23T20:00Z'), 240)).toBe('2026-11-24T00:00Z');
    expect(dueOf(hours([['09:00', '09:00']]), at('2026-11-23T09:00Z'), 1_440)).toBe('2026-11-24T09:00Z');
    const always = compileCalendar({ timeZone: 'UTC', hours: daily('00:00', '24:00'), holidays: [] });
    expect(isOpenAt(always, at('2026-11-23T00:00Z'))).toEqual({ open: true, nextOpening: null });
  });

  test('a half day has hours of its own, and 29 February is a day', () => {
    const half = calendar('UTC', { halfDays: { '2026-12-24': [['09:00', '12:00']] } });
    expect(dueOf(half, at('2026-12-24T11:00Z'), 120)).toBe('2026-12-25T10:00Z');
    const leap = calendar('UTC', { hours: daily('09:00', '17:00'), holidays: ['2028-02-28'] });
    expect(dueOf(leap, at('2028-02-27T16:00Z'), 120)).toBe('2028-02-29T10:00Z');
  });

  test('round the clock counts every minute', () => {
    const always = compileCalendar(null);
    expect(dueOf(always, at('2026-11-20T16:30Z'), 60)).toBe('2026-11-20T17:30Z');
    expect(openMinutes(always, at('2026-11-20T16:30Z'), at('2026-11-21T16:30Z'))).toBe(1_440);
    expect(isOpenAt(always, at('2026-11-20T16:30Z'))).toEqual({ open: true, nextOpening: null });
  });

  test('open now and the next opening', () => {
    expect(isOpenAt(utc, at('2026-11-20T16:59Z'))).toEqual({ open: true, nextOpening: at('2026-11-23T09:00Z') });
    expect(isOpenAt(utc, at('2026-11-20T17:00Z'))).toEqual({ open: false, nextOpening: at('2026-11-23T09:00Z') });
    expect(isOpenAt(utc, at('2026-11-23T09:00Z')).open).toBe(true);
  });

  test('the same answers whichever years were asked for before', () => {
    const open = calendar('Europe/London');
    const ask = () => dueOf(open, at('2026-12-31T16:00Z'), 600);
    const first = ask();
    for (const year of [2040, 2001, 1972, 2100]) dueOf(open, Date.UTC(year, 5, 1), 100_000);
    expect(ask()).toBe(first);
    expect(first).toBe(dueOf(calendar('Europe/London'), at('2026-12-31T16:00Z'), 600));
  });
});

describe('pauses', () => {
  const utc = calendar('UTC');
  const friday = (time: string) => at(`2026-11-20T${time}Z`);

  test('overlapping pauses count once, in whatever order they come', () => {
    const pauses: Pause[] = [
      [friday('10:20'), friday('10:40')],
      [friday('10:00'), friday('10:30')],
      [friday('10:05'), friday('10:10')],
    ];
    expect(dueOf(utc, friday('09:00'), 120, pauses)).toBe('2026-11-20T11:40Z');
    expect(openMinutes(utc, friday('09:00'), friday('12:00'), pauses)).toBe(140);
  });

  test('a pause outside opening hours, before the start or of no length changes nothing', () => {
    const pauses: Pause[] = [
      [friday('17:00'), at('2026-11-23T09:00Z')],
      [friday('01:00'), friday('10:00')],
      [friday('12:00'), friday('12:00')],
    ];
    expect(dueOf(utc, friday('16:30'), 60, pauses)).toBe('2026-11-23T09:30Z');
  });

  test('a pause that begins when the target is full changes nothing', () => {
    expect(dueOf(utc, friday('09:00'), 60, [[friday('10:00'), friday('11:00')]])).toBe('2026-11-20T10:00Z');
    expect(dueOf(utc, friday('16:00'), 60, [[friday('17:00'), null]])).toBe('2026-11-20T17:00Z');
  });

  test('nothing to count waits for the end of a pause', () => {
    expect(dueOf(utc, friday('10:00'), 0, [[friday('09:00'), friday('11:00')]])).toBe('2026-11-20T11:00Z');
  });

  test('while a pause lasts nobody knows the due time, and the last step says why', () => {
    const { due, steps } = dueAt(utc, friday('09:00'), 120, [[friday('10:00'), null]]);
    expect(due).toBeNull();
    expect(steps.at(-1)).toEqual({ from: friday('10:00'), to: null, kind: 'paused', minutes: null });
  });

  test('a pause that ends before it starts is refused', () => {
    expect(() => dueAt(utc, friday('09:00'), 60, [[friday('11:00'), friday('10:00')]])).toThrow(/before it starts/);
  });
});

describe('bounds', () => {
  const never = compileCalendar({ timeZone: 'UTC', hours: {}, holidays: [] });

  test('a calendar that does not open again is refused, not searched for ever', () => {
    expect(() => dueAt(never, at('2026-11-20T09:00Z'), 60)).toThrow(/does not open again within 5 years/);
    expect(isOpenAt(never, at('2026-11-20T09:00Z'))).toEqual({ open: false, nextOpening: null });
  });

  test('a target out of reach is refused, whatever was asked before', () => {
    const hour = compileCalendar({ timeZone: 'UTC', hours: { mon: [['09:00', '10:00']] }, holidays: [] });
    const ask = () => dueAt(hour, at('2026-11-20T09:00Z'), 60 * 52 * 21);
    expect(ask).toThrow(/not due within 20 years/);
    openMinutes(hour, at('2026-11-20T09:00Z'), at('2080-11-20T09:00Z'));
    expect(ask).toThrow(/not due within 20 years/);
  });

  test('a long way is told in at most 201 steps that still add up', () => {
    const { steps } = dueAt(calendar('UTC'), at('2026-01-01T09:00Z'), 300 * 480);
    expect(steps.length).toBeLessThanOrEqual(201);
    expect(steps.at(-1)?.kind).toBe('rest');
    const counted = steps.filter((step) => step.kind === 'open' || step.kind === 'rest');
    expect(counted.reduce((sum, step) => sum + (step.minutes ?? 0), 0)).toBe(300 * 480);
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('%s minutes are refused', (minutes) => {
    expect(() => dueAt(calendar('UTC'), at('2026-01-01T09:00Z'), minutes)).toThrow(/0 or more/);
  });

  test.each([Number.NaN, -1, Date.UTC(2300, 0, 1)])('the instant %s is refused', (instant) => {
    expect(() => dueAt(calendar('UTC'), instant, 60)).toThrow(/1971 and 2249/);
    expect(() => dueAt(compileCalendar(null), instant, 60)).toThrow(/1971 and 2249/);
  });
});
