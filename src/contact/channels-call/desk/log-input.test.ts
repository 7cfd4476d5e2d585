import { describe, expect, it } from 'vitest';
import { firstValues, inputOf, looksLikePhone, timesOf } from './log-input.ts';

const now = Date.parse('2026-11-02T03:00:00Z');
const openedAt = now - 3 * 60_000;

describe('what is sent of a contact', () => {
  it('takes the time since the dialog was opened, or the minutes that were typed', () => {
    expect(timesOf(firstValues, openedAt, now)).toEqual({
      ...{ beganAt: '2026-11-02T02:57:00.000Z', endedAt: '2026-11-02T03:00:00.000Z' },
    });
    expect(timesOf({ ...firstValues, minutes: '12' }, openedAt, now).beganAt).toBe('2026-11-02T02:48:00.000Z');
    expect(timesOf({ ...firstValues, kind: 'letter' }, openedAt, now)).toEqual({ beganAt: '2026-11-02T03:00:00.000Z' });
  });

  it('names only what was given, and leaves the times of an exchange alone', () => {
    const who = { id: 'c-1', name: 'Ines Kaldor' };
    const typed = { ...firstValues, text: 'The lid.', callBackIn: '60', afterwards: 'waiting' as const };
    expect(inputOf(typed, { who, fileIds: [], openedAt, now, phoneCallId: 'p-1' })).toEqual({
      ...{ kind: 'call', way: 'in', text: 'The lid.', customerId: 'c-1', phoneCallId: 'p-1', outcome: 'reached' },
      ...{ status: 'waiting', callBack: { dueAt: '2026-11-02T04:00:00.000Z' } },
    });
    const done = { ...firstValues, kind: 'visit' as const, afterwards: 'resolved' as const, wrapUpReasonId: 'r-1' };
    expect(inputOf(done, { who: { newName: 'Cy' }, fileIds: ['f-1'], openedAt, now })).toEqual({
      ...{ kind: 'visit', way: 'in', text: '', newCustomer: { name: 'Cy' }, fileIds: ['f-1'], wrapUpReasonId: 'r-1' },
      ...timesOf(done, openedAt, now),
    });
  });

  it('tells a number from a name while it is typed', () => {
    expect(['0491', '+61 (0)3 9', '12', 'Ines', '4 Ever'].map(looksLikePhone)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
