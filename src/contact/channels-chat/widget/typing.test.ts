import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTypingIn, createTypingOut } from './typing.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('says typing at most every 3 s, and stopped after 5 s without a key', () => {
  const said: boolean[] = [];
  const typing = createTypingOut((on) => said.push(on));
  for (let key = 0; key < 10; key++) {
    typing.typed();
    vi.advanceTimersByTime(400);
  }
  expect(said).toEqual([true, true]);
  vi.advanceTimersByTime(5_000);
  expect(said).toEqual([true, true, false]);
  typing.ended();
  expect(said).toHaveLength(3);
});

test('forgets a typist whose stop was lost', () => {
  const typing = createTypingIn(() => undefined);
  typing.heard('Dana');
  vi.advanceTimersByTime(7_000);
  expect(typing.name()).toBe('Dana');
  vi.advanceTimersByTime(1_500);
  expect(typing.name()).toBeNull();
});
