import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Attempt, createDelivery } from './delivery.ts';
import { leaseLock } from './lock.ts';
import { createOutbox, type Entry, type Outbox } from './outbox.ts';
import { openStore, type Store } from './storage.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function memory(): Store {
  return openStore(() => {
    throw new Error('no storage');
  });
}

/** A tab that sends what `answers` says, one answer per attempt, then only successes. */
function tab(store: Store, answers: Attempt[] = [], name = 'tab') {
  const outbox: Outbox = createOutbox(store, 'm.');
  const tried: string[] = [];
  const times: number[] = [];
  const send = async (entry: Entry): Promise<Attempt> => {
    tried.push(entry.text);
    times.push(Date.now());
    await new Promise((done) => setTimeout(done, 100));
    return answers.shift() ?? { kind: 'sent' };
  };
  const delivery = createDelivery({
    outbox,
    lock: leaseLock('lock', store, name),
    send,
    changed: () => undefined,
    chance: () => 0,
  });
  return { outbox, tried, times, delivery };
}

test('sends in order, one at a time, and empties the outbox', async () => {
  const { outbox, tried, delivery } = tab(memory());
  for (const text of ['a', 'b', 'c']) outbox.add(text, '');
  delivery.kick();
  delivery.kick();
  await vi.runAllTimersAsync();
  expect(tried).toEqual(['a', 'b', 'c']);
  expect(outbox.list()).toEqual([]);
});

test('holds the order through failures, waiting 0.5, 1, 2 s', async () => {
  const later: Attempt = { kind: 'later', afterMs: null };
  const { outbox, tried, times, delivery } = tab(memory(), [later, later, later]);
  for (const text of ['a', 'b']) outbox.add(text, '');
  delivery.kick();
  await vi.runAllTimersAsync();
  expect(tried).toEqual(['a', 'a', 'a', 'a', 'b']);
  const waits = times.slice(1, 4).map((time, n) => Math.floor((time - (times[n] ?? 0)) / 500) * 500);
  expect(waits).toEqual([500, 1_000, 2_000]);
});

test('a wait that the server asked for is not cut short by new messages', async () => {
  const { outbox, times, delivery } = tab(memory(), [{ kind: 'later', afterMs: 5_000 }]);
  outbox.add('a', '');
  delivery.kick();
  await vi.advanceTimersByTimeAsync(1_000);
  outbox.add('b', '');
  delivery.kick();
  await vi.runAllTimersAsync();
  expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(5_000);
});

test('a refused message does not hold up the next', async () => {
  const { outbox, tried, delivery } = tab(memory(), [{ kind: 'refused', refusal: { code: 'x', words: 'no' } }]);
  for (const text of ['a', 'b']) outbox.add(text, '');
  delivery.kick();
  await vi.runAllTimersAsync();
  expect(tried).toEqual(['a', 'b']);
  expect(outbox.list().map((entry) => [entry.text, entry.refusal?.words])).toEqual([['a', 'no']]);
});

test('two tabs share one outbox: nothing twice, nothing out of order', async () => {
  const store = memory();
  const [one, two] = [tab(store, [], 'one'), tab(store, [], 'two')];
  const together: string[] = [];
  for (const { tried } of [one, two]) {
    tried.push = (...texts) => together.push(...texts);
  }
  for (const text of ['a', 'b', 'c', 'd', 'e', 'f']) one.outbox.add(text, '');
  one.delivery.kick();
  two.delivery.kick();
  await vi.runAllTimersAsync();
  expect(together).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
});

test('after stop nothing leaves and nothing is lost', async () => {
  const { outbox, tried, delivery } = tab(memory());
  outbox.add('a', '');
  delivery.stop();
  delivery.kick();
  await vi.runAllTimersAsync();
  expect(tried).toEqual([]);
  expect(outbox.list()).toHaveLength(1);
});
