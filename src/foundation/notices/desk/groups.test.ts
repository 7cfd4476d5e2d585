import { describe, expect, it } from 'vitest';
import { clockOf, minutesOf } from './clock-time.ts';
import { groupNotices } from './groups.ts';
import type { Notice } from './use-notices.ts';

const notice = (id: string, at: string, more: Partial<Notice> = {}) =>
  ({ id, at, wasHeld: false, chased: 0, ...more }) as Notice;
const group = (...notices: Notice[]) =>
  groupNotices(
    notices,
    (at) => at.slice(0, 10),
    (at) => at.slice(11, 16),
  ).map(({ label, notices: inside }) => [label, inside.map((one) => one.id).join('')]);

describe('notices stand', () => {
  it('under the days on which they came', () => {
    const list = [notice('a', '2026-11-23T10:00'), notice('b', '2026-11-23T09:00'), notice('c', '2026-11-22T09:00')];
    expect(group(...list)).toEqual([
      ['2026-11-23', 'ab'],
      ['2026-11-22', 'c'],
    ]);
    expect(group()).toEqual([]);
  });

  it('together under the end of the quiet hours that held them', () => {
    const held = { wasHeld: true };
    const list = [
      notice('a', '2026-11-23T10:00'),
      notice('b', '2026-11-23T07:00', held),
      notice('c', '2026-11-23T07:00', held),
      notice('d', '2026-11-23T06:30'),
      notice('e', '2026-11-22T09:00', { wasHeld: true, chased: 1 }),
    ];
    expect(group(...list)).toEqual([
      ['2026-11-23', 'a'],
      ['2026-11-23 07:00, after your quiet hours', 'bc'],
      ['2026-11-23', 'd'],
      ['2026-11-22', 'e'],
    ]);
  });
});

describe('a time field', () => {
  it('speaks of minutes after midnight', () => {
    expect([0, 420, 1_140, 1_440].map(clockOf)).toEqual(['00:00', '07:00', '19:00', '00:00']);
    expect(['00:00', '07:05', '', 'noon'].map(minutesOf)).toEqual([0, 425, 0, 0]);
  });
});
