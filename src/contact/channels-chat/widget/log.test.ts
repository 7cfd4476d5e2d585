import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WidgetMessage } from '../contract.ts';
import { createLog } from './log.ts';

const day = Date.parse('2026-11-22T00:00:00Z');

function message(number: number, conversationId = 'c1', from = day): WidgetMessage {
  const at = new Date(from + number * 1_000).toISOString();
  return {
    id: `${conversationId}-${number}`,
    conversationId,
    number,
    by: 'staff',
    name: 'Dana',
    attachments: [],
    text: `${number}`,
    at,
  };
}

const numbers = (log: ReturnType<typeof createLog>) => log.list().map((one) => one.number);

test('shows every message once, in order, whatever the order and number of arrivals', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 40 }), (arrivals) => {
      const log = createLog();
      for (const number of arrivals) log.push(message(number));
      expect(numbers(log)).toEqual([...new Set(arrivals)].sort((a, b) => a - b));
    }),
  );
});

test('notices a gap, shows what came all the same, and is whole again after the fetch', () => {
  const log = createLog();
  expect(log.push(message(1))).toBe(true);
  expect(log.push(message(4))).toBe(false);
  expect(log.upTo('c1')).toBe(1);
  log.fill('c1', [message(2), message(4)]);
  expect(numbers(log)).toEqual([1, 2, 4]);
  expect(log.upTo('c1')).toBe(4);
  expect(log.push(message(5))).toBe(true);
});

test('a message pushed during a fetch that ended before it still counts as a gap', () => {
  const log = createLog();
  log.push(message(1));
  log.push(message(4));
  log.fill('c1', [message(2)]);
  expect(log.upTo('c1')).toBe(2);
  log.fill('c1', [message(3)]);
  expect(log.upTo('c1')).toBe(4);
});

test('keeps conversations apart and in the order they began', () => {
  const log = createLog();
  log.push(message(1, 'later', day + 60_000));
  log.push(message(2, 'earlier'));
  log.push(message(1, 'earlier'));
  expect(log.list().map((one) => one.id)).toEqual(['earlier-1', 'earlier-2', 'later-1']);
});
