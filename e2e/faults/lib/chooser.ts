import { ask } from './http.ts';

export interface Chooser {
  /** The next process in turn that said it is ready; any, when none did. */
  next(): string;
  /** Leaves a process out until it says again that it is ready. */
  failed(url: string): void;
  isHealthy(url: string): boolean;
  stop(): void;
}

/** Asks each process every `everyMs` at /readyz and hands out the ready ones in turn, as a load balancer does. */
export function createChooser(urls: readonly string[], everyMs = 200): Chooser {
  const healthy = new Set(urls);
  let turn = 0;
  let isStopped = false;
  const timers = urls.map((url) => {
    let isAsking = false;
    const look = async () => {
      if (isAsking) return;
      isAsking = true;
      const answer = await ask(`${url}/readyz`, { timeoutMs: 2_000 }).catch(() => undefined);
      isAsking = false;
      if (isStopped) return;
      if (answer?.status === 200) healthy.add(url);
      else healthy.delete(url);
    };
    return setInterval(() => void look(), everyMs);
  });
  return {
    next: () => {
      const from = healthy.size > 0 ? urls.filter((url) => healthy.has(url)) : urls;
      turn += 1;
      return from[turn % from.length] ?? '';
    },
    failed: (url) => void healthy.delete(url),
    isHealthy: (url) => healthy.has(url),
    stop: () => {
      isStopped = true;
      for (const timer of timers) clearInterval(timer);
    },
  };
}

/** Always the same address: a load balancer stands there. */
export function fixedChooser(url: string): Chooser {
  return { next: () => url, failed: () => {}, isHealthy: () => true, stop: () => {} };
}
