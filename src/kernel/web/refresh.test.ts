import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRefresher, isHinted } from './refresh.ts';

describe('hints', () => {
  it('concern exactly the queries with a hinted subject', () => {
    const key = ['conversations.get', { conversationId: 'a' }, ['conversation:a']];
    expect(isHinted(key, new Set(['inbox', 'conversation:a']))).toBe(true);
    expect(isHinted(key, new Set(['conversation:b']))).toBe(false);
    expect(isHinted(['kept elsewhere'], new Set(['inbox']))).toBe(false);
  });
});

describe('refresher', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** A watched list whose answer takes `tookMs`, and how often it was asked for. */
  function watchedList(tookMs: number) {
    const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
    let asked = 0;
    const queryFn = async () => {
      asked += 1;
      await new Promise((resolve) => setTimeout(resolve, tookMs));
      return asked;
    };
    const observer = new QueryObserver(queries, { queryKey: ['list', {}, ['inbox']], queryFn });
    observer.subscribe(() => undefined);
    return { refresher: createRefresher(queries, () => 600), asked: () => asked };
  }

  it('fetches a list at most once a pause, and once more after the last hint', async () => {
    const { refresher, asked } = watchedList(5);
    await vi.advanceTimersByTimeAsync(10);
    for (let at = 0; at < 3_000; at += 50) {
      refresher.hint(['inbox']);
      await vi.advanceTimersByTimeAsync(50);
    }
    await vi.advanceTimersByTimeAsync(1_000);
    expect(asked()).toBeGreaterThanOrEqual(5);
    expect(asked()).toBeLessThanOrEqual(8);
  });

  it('asks again after a request that began before the hint', async () => {
    const { refresher, asked } = watchedList(2_000);
    await vi.advanceTimersByTimeAsync(100);
    refresher.hint(['inbox']);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(asked()).toBe(1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(asked()).toBe(2);
  });

  it('leaves other queries alone', async () => {
    const { refresher, asked } = watchedList(1);
    await vi.advanceTimersByTimeAsync(10);
    refresher.hint(['customers']);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(asked()).toBe(1);
  });
});
