import { expect, test } from 'vitest';
import { holidaysOf, placesOf } from './holidays.ts';

test('the public holidays of a state, with the substitute days, whole days only', async () => {
  const days = await holidaysOf({ country: 'AU', state: 'QLD' }, [2026]);
  expect(days).toContainEqual({ date: '2026-12-25', name: 'Christmas Day' });
  expect(days).toContainEqual({ date: '2026-12-28', name: 'Boxing Day (substitute day)' });
  // From 18:00 only: a half day, which a person decides.
  expect(days.map((one) => one.date)).not.toContain('2026-12-24');
  expect(days.map((one) => one.date)).toEqual([...new Set(days.map((one) => one.date))].sort());
});

test('a holiday of several days counts for each, in the language asked for, over the turn of years too', async () => {
  const days = await holidaysOf({ country: 'SA' }, [2026, 2027], ['en']);
  const feast = days.filter((one) => one.date >= '2026-03-18' && one.date <= '2026-03-25');
  expect(feast.length).toBeGreaterThanOrEqual(4);
  expect(days.every((one) => one.date.startsWith('2026') || one.date.startsWith('2027'))).toBe(true);
  const german = await holidaysOf({ country: 'DE', state: 'BY' }, [2026], ['de']);
  expect(german).toContainEqual({ date: '2026-01-06', name: 'Heilige Drei Könige' });
});

test('countries, their states and their regions can be chosen from', async () => {
  expect(await placesOf()).toContainEqual({ code: 'AU', name: 'Australia' });
  expect(await placesOf({ country: 'AU' })).toContainEqual({ code: 'NSW', name: 'New South Wales' });
  expect((await placesOf({ country: 'DE', state: 'BY' })).map((one) => one.code)).toContain('A');
  expect(await placesOf({ country: 'NZ', state: 'none' })).toEqual([]);
});

test('an unknown place or year is refused with what would be accepted', async () => {
  await expect(holidaysOf({ country: 'XX' }, [2026])).rejects.toThrow(/such as AU/);
  await expect(holidaysOf({ country: 'AU', state: 'BY' }, [2026])).rejects.toThrow(/no state of AU/);
  await expect(holidaysOf({ country: 'DE', state: 'BY', region: 'Q' }, [2026])).rejects.toThrow(/no region of BY/);
  await expect(holidaysOf({ country: 'AU' }, [1920])).rejects.toThrow(/2000 and 2100/);
});
