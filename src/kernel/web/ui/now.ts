import { useSyncExternalStore } from 'react';

/** A point in time as the contract sends it (ISO 8601), as milliseconds since 1970, or as a Date. */
export type Instant = string | number | Date;

/** Milliseconds since 1970 of an instant; NaN when it cannot be read. */
export function toMillis(instant: Instant): number {
  return instant instanceof Date ? instant.getTime() : typeof instant === 'number' ? instant : Date.parse(instant);
}

let offset = 0;
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

/** Sets what time it is by the server's clock, so that time left does not depend on a wrong clock on the desk. */
export function syncClock(serverNow: Instant): void {
  offset = toMillis(serverNow) - Date.now();
  for (const listener of listeners) listener();
}

/** Milliseconds since 1970 by the server's clock. */
export function currentMillis(): number {
  return Date.now() + offset;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/**
 * The time now in milliseconds, cut to whole steps of `every` ms. All users share one timer,
 * and a part renders again only when its own step has passed.
 */
export function useNow(every = 5000): number {
  return useSyncExternalStore(subscribe, () => Math.floor(currentMillis() / every) * every);
}
