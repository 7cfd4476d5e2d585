import { describe, expect, test } from 'vitest';
import { compileCalendar, dueAt, isOpenAt, openMinutes } from './calendar.ts';

const iso = (ms: number) => new Date(ms).toISOString().replace(':00.000Z', 'Z');

// What a night from 22:00 to 06:00 (eight hours) and the small hours last when clocks change.
describe.each([
  ['Australia/Sydney', '2026-10-04', 'forward', 420, 120],
  ['Australia/Sydney', '2026-04-05', 'back', 540, 240],
  ['Australia/Lord_Howe', '2026-10-04', 'half an hour forward', 450, 150],
  ['Australia/Lord_Howe', '2026-04-05', 'half an hour back', 510, 210],
  ['Australia/Adelaide', '2026-10-04', 'forward, zone of :30', 420, 120],
  ['Australia/Adelaide', '2026-04-05', 'back, zone of :30', 540, 240],
  ['Australia/Brisbane', '2026-10-04', 'no change', 480, 180],
  ['Europe/London', '2026-03-29', 'forward', 420, 120],
  ['Europe/London', '2026-10-25', 'back', 540, 240],
  ['America/New_York', '2026-03-08', 'forward', 420, 120],
  ['America/New_York', '2026-11-01', 'back', 540, 240],
  ['Asia/Kathmandu', '2026-03-29', 'no change, zone of :45', 480, 180],
  ['Pacific/Chatham', '2026-09-27', 'forward at 02:45', 420, 120],
  ['Pacific/Chatham', '2026-04-05', 'back at 03:45', 540, 240],
  ['Africa/Casablanca', '2026-02-15', 'back for Ramadan', 540, 240],
  ['Africa/Casablanca', '2026-03-22', 'forward after Ramadan', 420, 120],
  ['America/Havana', '2026-11-01', 'back at 01:00', 540, 180],
  ['America/Sao_Paulo', '2018-11-04', 'forward at midnight', 420, 180],
  ['Antarctica/Troll', '2026-03-29', 'two hours forward', 360, 60],
  ['Antarctica/Troll', '2026-10-25', 'two hours back', 600, 300],
])('%s in the night to %s: %s', (timeZone, date, _what, night, smallHours) => {
  const before = Date.parse(`${date}T12:00Z`) - 36 * 3_600_000;
  const after = before + 72 * 3_600_000;
  const evening = new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);
  const only = (day: string, from: string, to: string) =>
    compileCalendar({ timeZone, hours: {}, holidays: [], halfDays: { [day]: [[from, to]] } });

  test('the clock that runs through the change counts real minutes', () => {
    expect(openMinutes(only(evening, '22:00', '06:00'), before, after)).toBe(night);
    expect(openMinutes(only(date, '01:00', '04:00'), before, after)).toBe(smallHours);
    // The last real minute of the night is the closing time.
    const open = only(evening, '22:00', '06:00');
    const { nextOpening } = isOpenAt(open, before);
    expect(dueAt(open, nextOpening ?? 0, night).due).toBe((nextOpening ?? 0) + night * 60_000);
  });

  test('the working day after it is as long as ever', () => {
    expect(openMinutes(only(date, '09:00', '17:00'), before, after)).toBe(480);
  });
});

describe('times that are skipped or occur twice', () => {
  const on = (timeZone: string, date: string, from: string, to: string) =>
    compileCalendar({ timeZone, hours: {}, holidays: [], halfDays: { [date]: [[from, to]] } });
  const spanOf = (...given: Parameters<typeof on>) => {
    const open = on(...given);
    const { nextOpening } = isOpenAt(open, Date.parse(`${given[1]}T00:00Z`) - 86_400_000);
    if (nextOpening === null) return null;
    return [iso(nextOpening), openMinutes(open, nextOpening, nextOpening + 2 * 86_400_000)];
  };

  test('an opening in the gap is at the end of the gap', () => {
    // 02:00 to 03:00 does not occur; the gap ends at 16:00 UTC the day before.
    expect(spanOf('Australia/Sydney', '2026-10-04', '02:30', '05:00')).toEqual(['2026-10-03T16:00Z', 120]);
  });

  test('a closing in the gap is there too, and a span inside the gap does not occur', () => {
    expect(spanOf('Australia/Sydney', '2026-10-04', '01:00', '02:30')).toEqual(['2026-10-03T15:00Z', 60]);
    expect(spanOf('Australia/Sydney', '2026-10-04', '02:15', '02:45')).toBeNull();
  });

  test('of a time that occurs twice the earlier opens and the later closes', () => {
    expect(spanOf('Australia/Sydney', '2026-04-05', '02:30', '05:00')).toEqual(['2026-04-04T15:30Z', 210]);
    expect(spanOf('Australia/Sydney', '2026-04-05', '00:00', '02:30')).toEqual(['2026-04-04T13:00Z', 210]);
  });

  test('closing at the time at which the repeated hour begins is before it', () => {
    expect(spanOf('Australia/Sydney', '2026-04-05', '00:00', '02:00')).toEqual(['2026-04-04T13:00Z', 120]);
    expect(spanOf('Australia/Sydney', '2026-04-05', '00:00', '03:00')).toEqual(['2026-04-04T13:00Z', 240]);
  });

  test('a date that a country left out has no hours', () => {
    expect(spanOf('Pacific/Apia', '2011-12-30', '09:00', '17:00')).toBeNull();
    expect(spanOf('Pacific/Apia', '2011-12-31', '09:00', '17:00')).toEqual(['2011-12-30T19:00Z', 480]);
  });
});
