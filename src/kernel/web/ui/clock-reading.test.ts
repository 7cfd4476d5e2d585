import { describe, expect, it } from 'vitest';
import { type Promised, readClock } from './clock-reading.ts';
import { duration, makeFormats } from './format.ts';

const formats = makeFormats('en-AU', 'Australia/Melbourne');
// Tue 24 Nov 2026, 13:47 in Melbourne
const now = Date.parse('2026-11-24T02:47:00Z');
const minutes = (count: number) => now + count * 60_000;
const words = (promised: Promised) => {
  const { state, lead, rest } = readClock(promised, now, formats);
  return `${state}: ${lead} · ${rest}`;
};

describe('readClock', () => {
  const cases: [string, Promised, string][] = [
    ['runs', { startedAt: minutes(-37), dueAt: minutes(133) }, 'running: 2 h 13 min left · by 16:00'],
    [
      'is at risk after three quarters',
      { startedAt: minutes(-64), dueAt: minutes(18) },
      'warn: 18 min left · by 14:05',
    ],
    ['is at risk from the instant told', { dueAt: minutes(60), warnAt: minutes(-1) }, 'warn: 1 h left · by 14:47'],
    ['counts the minute begun', { startedAt: minutes(-2), dueAt: minutes(10) + 1 }, 'running: 11 min left · by 13:57'],
    ['is late at the instant due', { dueAt: now }, 'broken: less than 1 min late · was 13:47'],
    ['is late', { dueAt: minutes(-1) }, 'broken: 1 min late · was 13:46'],
    ['is late since another day', { dueAt: minutes(-60 * 24 * 3) }, 'broken: 3 days late · was Sat 13:47'],
    ['is due tomorrow', { dueAt: '2026-11-24T22:12:00Z' }, 'running: Tomorrow · by Wed 9:12'],
    ['is due in days', { dueAt: '2026-12-04T05:00:00Z' }, 'running: 10 days left · by Fri 4 Dec'],
    [
      'says why it is paused',
      { startedAt: minutes(-90), pausedAt: minutes(-45), dueAt: minutes(10), pausedFor: 'waiting for customer' },
      'paused: Paused · waiting for customer',
    ],
    ['was kept', { startedAt: minutes(-20), doneAt: minutes(-12), dueAt: minutes(-5) }, 'kept: Kept · 8 of 15 min'],
    ['was done late', { dueAt: minutes(-9), doneAt: minutes(-2) }, 'broken: 7 min late · was 13:38, done 13:45'],
  ];
  it.each(cases)('%s', (_name, promised, expected) => {
    expect(words(promised)).toBe(expected);
  });

  it('stops the line where it was paused', () => {
    const promised = { startedAt: minutes(-100), pausedAt: minutes(-50), dueAt: minutes(0) };
    expect(readClock(promised, now, formats).used).toBe(0.5);
  });
});

describe('formats', () => {
  it('tells days apart by the calendar of the zone, not by hours', () => {
    // 23:30 and 0:30 in Melbourne, both on the same day in UTC
    expect(formats.daysAway('2026-11-24T13:30:00Z', '2026-11-24T12:30:00Z')).toBe(1);
    expect(formats.day('2026-11-23T02:00:00Z', now)).toBe('Yesterday');
  });

  it('shortens what lists show', () => {
    expect(formats.when('2026-11-23T22:47:00Z', now)).toBe('9:47');
    expect(formats.when('2026-11-23T02:00:00Z', now)).toBe('Mon');
    expect(formats.when('2026-11-02T02:00:00Z', now)).toBe('2 Nov');
    expect(formats.when('2025-11-02T02:00:00Z', now)).toBe('2 Nov 2025');
  });

  it('writes money from minor units of any currency', () => {
    expect(formats.money(31_200, 'AUD')).toBe('$312.00');
    expect(formats.money(500, 'JPY')).toContain('500');
  });

  it('says lengths of time in words', () => {
    expect([0, 59_000, 60_000, 7_980_000, 7_200_000, 90_000_000, 345_600_000].map(duration)).toEqual([
      'less than 1 min',
      'less than 1 min',
      '1 min',
      '2 h 13 min',
      '2 h',
      '25 h',
      '4 days',
    ]);
  });
});
