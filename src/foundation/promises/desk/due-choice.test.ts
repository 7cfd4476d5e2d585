import { describe, expect, it } from 'vitest';
import { dueOf, firstChoice } from './due-choice.ts';

const zone = 'Australia/Melbourne';
const now = Date.parse('2026-11-23T02:00:00Z'); // 13:00 in Melbourne
const choice = { ...firstChoice(now, zone), time: '17:00' };
const due = (change: Partial<typeof choice>) => {
  const found = dueOf({ ...choice, ...change }, now, zone);
  return 'due' in found ? new Date(found.due).toISOString() : found.problem;
};

describe('a due time in plain terms', () => {
  it('becomes an instant in the zone of the workspace', () => {
    expect(due({ kind: 'minutes', minutes: '90' })).toBe('2026-11-23T03:30:00.000Z');
    expect(due({ kind: 'today' })).toBe('2026-11-23T06:00:00.000Z');
    expect(due({ kind: 'tomorrow' })).toBe('2026-11-24T06:00:00.000Z');
    expect(due({ kind: 'day', day: '2026-12-01' })).toBe('2026-12-01T06:00:00.000Z');
  });
  it('says what would be accepted', () => {
    expect(due({ kind: 'today', time: '09:00' })).toMatch(/still to come/);
    expect(due({ kind: 'minutes', minutes: '0' })).toMatch(/1 or more/);
    expect(due({ kind: 'day', day: '' })).toMatch(/day and a time/);
  });
});
