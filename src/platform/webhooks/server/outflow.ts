import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

const patienceMs = 60_000;

/** The first of these events. @throws AbortError where none comes in time */
async function first(to: ServerResponse, events: string[], withinMs: number): Promise<void> {
  const over = new AbortController();
  const { signal } = over;
  const timer = setTimeout(() => over.abort(), withinMs).unref();
  await Promise.race(events.map((event) => once(to, event, { signal }))).finally(() => {
    clearTimeout(timer);
    // The listeners of those that did not come go too.
    over.abort();
  });
}

/** Writes, and waits while the other side takes nothing. @throws AbortError when it took nothing for a minute */
export async function write(to: ServerResponse, text: string, withinMs = patienceMs): Promise<void> {
  if (to.write(text) || to.destroyed) return;
  await first(to, ['drain', 'close'], withinMs);
}

/** Ends an answer and waits until its connection is done with it; one that nobody takes is cut off. */
export async function finish(to: ServerResponse, withinMs = patienceMs): Promise<void> {
  if (to.destroyed) return;
  to.end();
  await first(to, ['close'], withinMs).catch(() => to.destroy());
}
