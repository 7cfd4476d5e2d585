import { describe, expect, test } from 'vitest';
import { compileCalendar, type Span } from './calendar.ts';
import { dueAfterCalendarDays, dueAfterDays } from './days.ts';

const nine: Span[] = [['09:00', '17:00']];
const at = (iso: string) => Date.parse(iso);
const iso = (ms: number) => new Date(ms).toISOString().replace(':00.000Z', 'Z');

describe('targets in days', () => {
  const sydney = compileCalendar({
    timeZone: 'Australia/Sydney',
    hours: { mon: nine, tue: nine, wed: nine, thu: nine, fri: nine },
    holidays: ['2026-11-23'],
    halfDays: { '2026-11-25': [['09:00', '12:00']] },
  });
  const days = (start: string, count: number) => iso(dueAfterDays(sydney, at(start), count));
  const local = (time: string) => iso(at(`${time}+11:00`));

  test('business days end at closing time; the day of the start never counts', () => {
    expect(days('2026-11-20T10:00+11:00', 1)).toBe(local('2026-11-24T17:00'));
    expect(days('2026-11-20T20:00+11:00', 1)).toBe(local('2026-11-24T17:00'));
    expect(days('2026-11-21T10:00+11:00', 1)).toBe(local('2026-11-24T17:00'));
    expect(days('2026-11-20T10:00+11:00', 2)).toBe(local('2026-11-25T12:00'));
    expect(days('2026-11-20T10:00+11:00', 20)).toBe(local('2026-12-21T17:00'));
  });

  test('no business day is the end of this one, or of the next once it has closed', () => {
    expect(days('2026-11-20T10:00+11:00', 0)).toBe(local('2026-11-20T17:00'));
    expect(days('2026-11-20T17:00+11:00', 0)).toBe(local('2026-11-24T17:00'));
  });

  test('calendar days end at midnight of the zone, closed or not, also over a change of the clocks', () => {
    const end = (start: string, count: number) => iso(dueAfterCalendarDays(sydney, at(start), count));
    expect(end('2026-11-20T10:00+11:00', 30)).toBe(local('2026-12-21T00:00'));
    expect(end('2026-09-25T10:00+10:00', 30)).toBe(local('2026-10-26T00:00'));
    expect(iso(dueAfterDays(compileCalendar(null, 'Australia/Sydney'), at('2026-11-20T10:00+11:00'), 1))).toBe(
      local('2026-11-22T00:00'),
    );
  });

  test('half a day and a calendar that never opens are refused', () => {
    expect(() => days('2026-11-20T10:00+11:00', 1.5)).toThrow(/whole number/);
    const never = compileCalendar({ timeZone: 'UTC', hours: {}, holidays: [] });
    expect(() => dueAfterDays(never, at('2026-11-20T10:00Z'), 1)).toThrow(/too few open days/);
  });
});
