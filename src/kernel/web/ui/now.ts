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

/** Hears each second that time has passed; returns what ends it. All share one timer. */
export function subscribeTime(listener: () => void): () => void {
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

/** The time now in milliseconds, cut to whole steps of `every` ms. */
export function cutMillis(every = 5000): number {
  return Math.floor(currentMillis() / every) * every;
}

/** The same for a part of a screen, which renders again only when its own step has passed. */
export function useNow(every = 5000): number {
  return useSyncExternalStore(subscribeTime, () => cutMillis(every));
}
