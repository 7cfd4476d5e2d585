import { describe, expect, it } from 'vitest';
import type { DeskMessage } from '../contract.ts';
import { lastWithoutGap, merged, stillThere } from './thread.ts';

const message = (number: number, text = `message ${number}`): DeskMessage => ({
  id: `018f3c2a-0000-7000-8000-${String(number).padStart(12, '0')}`,
  number,
  kind: 'customer',
  attachments: [],
  authorId: null,
  authorName: 'Ines',
  channel: 'chat',
  text,
  at: '2026-11-22T03:00:00.000Z',
  movedFrom: null,
  ask: null,
  answersId: null,
  answer: null,
});

describe('thread', () => {
  it('puts messages in order, each once', () => {
    const numbers = merged([message(2), message(3)], [message(5), message(3), message(1)]).map((one) => one.number);
    expect(numbers).toEqual([1, 2, 3, 5]);
  });

  it('takes over a message that changed', () => {
    expect(merged([message(1, 'old')], [message(1, 'new')])[0]?.text).toBe('new');
  });

  it('notices that the messages at the end went elsewhere, or others stand in their places', () => {
    const known = [message(7), message(8)];
    expect(stillThere(known, 8, [message(8), message(9)])).toBe(true);
    expect(stillThere(known, 8, [])).toBe(false);
    expect(stillThere(known, 8, [{ ...message(8), id: message(1).id }])).toBe(false);
  });

  it('finds where something is missing', () => {
    expect(lastWithoutGap([])).toBe(0);
    expect(lastWithoutGap([message(7), message(8), message(9)])).toBe(9);
    expect(lastWithoutGap([message(7), message(8), message(10)])).toBe(8);
  });
});
