import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Fetched, fetchWhenIdle } from './later.ts';

/** As a lazy component is: its `preload` never rejects, and goes once the code is there. */
function codeThatFails(times: number): { code: Fetched; tries: () => number } {
  let tries = 0;
  const code: Fetched = {
    preload: async () => {
      tries++;
      if (tries > times) delete code.preload;
    },
  };
  return { code, tries: () => tries };
}

describe('code that is fetched when the browser is idle', () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('is tried again after the connection broke, until it is there, and then no more', async () => {
    vi.useFakeTimers();
    vi.stubGlobal('window', { requestIdleCallback: (run: () => void) => run() });
    const { code, tries } = codeThatFails(2);
    fetchWhenIdle([code]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(code.preload).toBeUndefined();
    expect(tries()).toBe(3);
  });
});
