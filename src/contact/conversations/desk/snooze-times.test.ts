import { describe, expect, it } from 'vitest';
import { wallOf } from '#foundation/promises/desk/part.ts';
import { snoozeTimes } from './snooze-times.ts';

const zone = 'Australia/Melbourne';
const offered = (now: string, timeZone = zone) =>
  snoozeTimes(Date.parse(now), timeZone).map(({ label, at }) => {
    const { day, time } = wallOf(at, timeZone);
    return `${label} ${day} ${time}`;
  });

describe('times to snooze until', () => {
  it('are those of the workspace, the nearest first', () => {
    // Wednesday, 10:30 in Melbourne, while it is still Tuesday in London.
    expect(offered('2026-11-24T23:30:00Z')).toEqual([
      'In an hour 2026-11-25 11:30',
      'In three hours 2026-11-25 13:30',
      'This evening 2026-11-25 18:00',
      'Tomorrow morning 2026-11-26 09:00',
      'Monday morning 2026-11-30 09:00',
      'In a week 2026-12-02 09:00',
      'In four weeks 2026-12-23 09:00',
    ]);
  });

  it.each([
    ['late in the day, no evening', '2026-11-25T06:00:00Z', 'This evening', false],
    ['on a Sunday, Monday once', '2026-11-28T23:30:00Z', 'Monday morning', false],
    ['on a Monday, the next one', '2026-11-29T23:30:00Z', 'Monday morning 2026-12-07 09:00', true],
  ])('%s', (_, now, words, isThere) => {
    expect(offered(now).some((one) => one.startsWith(words))).toBe(isThere);
  });

  it('keep the time on the wall over a change of the clocks', () => {
    expect(offered('2026-10-24T08:00:00Z', 'Europe/London')).toContain('Tomorrow morning 2026-10-25 09:00');
  });
});
