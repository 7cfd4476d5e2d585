import { expect, test } from 'vitest';
import { askedFor, dayBefore, everything } from './period.ts';

test('days are those of the zone, also where it is tomorrow there already', () => {
  const now = Date.parse('2026-11-29T13:30:00Z');
  expect([dayBefore(0, 'UTC', now), dayBefore(0, 'Australia/Melbourne', now)]).toEqual(['2026-11-29', '2026-11-30']);
  expect(dayBefore(27, 'Australia/Melbourne', now)).toBe('2026-11-03');
});

test('all time asks for no day, and nothing chosen narrows nothing', () => {
  expect(askedFor({ ...everything, days: 'all' }, 'UTC')).toEqual({});
  expect(askedFor({ ...everything, rating: 'poor', days: 'all' }, 'UTC')).toEqual({ rating: 'poor' });
});
