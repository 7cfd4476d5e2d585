import { backoff } from './backoff.ts';
import type { Lock } from './lock.ts';
import type { Entry, Outbox, Refusal } from './outbox.ts';

/** What became of one attempt. `afterMs` is what the server asked for, null when it said nothing. */
export type Attempt =
  | { kind: 'sent' }
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'later'; afterMs: number | null };

export interface Delivery {
  /** Starts sending and, in a hurry, shortens a wait; a wait that the server asked for is kept. */
  kick(hurry?: boolean): void;
  /** Ends for good; what is unsent stays in the outbox. */
  stop(): void;
}

interface Parts {
  outbox: Outbox;
  lock: Lock;
  send: (entry: Entry) => Promise<Attempt>;
  /** The outbox has changed: other tabs want to know. */
  changed: () => void;
  chance?: () => number;
}

/**
 * Empties the outbox in order, one message at a time. Each attempt holds the lock that all tabs of this visitor
 * share and takes the oldest entry found *inside* it, so a second tab neither overtakes nor repeats. The lock is
 * free while waiting: a tab in the background, whose timers the browser slows down, holds nobody up.
 */
export function createDelivery({ outbox, lock, send, changed, chance }: Parts): Delivery {
  let stopped = false;
  let running = false;
  let wake: (() => void) | null = null;

  async function attempt(): Promise<Attempt | null> {
    const entry = stopped ? undefined : outbox.head();
    if (!entry) return null;
    const result = await send(entry);
    if (stopped) return null;
    if (result.kind === 'sent') outbox.remove(entry.id);
    if (result.kind === 'refused') outbox.refuse(entry.id, result.refusal);
    if (result.kind !== 'later') changed();
    return result;
  }

  function pause(ms: number, asked: boolean): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        wake = null;
        resolve();
      };
      const timer = setTimeout(done, ms);
      if (!asked) wake = done;
    });
  }

  async function run(): Promise<void> {
    let failures = 0;
    while (!stopped) {
      const result = await lock(attempt);
      if (!result) break;
      if (result.kind !== 'later') failures = 0;
      else await pause(result.afterMs ?? backoff(failures++, chance?.()), result.afterMs !== null);
    }
  }

  function kick(hurry = true): void {
    if (hurry) wake?.();
    if (running || stopped) return;
    running = true;
    run().then(
      () => {
        running = false;
        // Something may have been written between the last look and now.
        if (outbox.head()) kick();
      },
      // The lock is refused while the page goes away; whoever comes back starts again.
      () => {
        running = false;
      },
    );
  }

  return {
    kick,
    stop() {
      stopped = true;
      wake?.();
    },
  };
}
