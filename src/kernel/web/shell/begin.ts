import { useEffect, useRef, useSyncExternalStore } from 'react';

/** What the next page is to begin with: somebody asked for it on another one. */
let wanted: string | null = null;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function want(what: string | null): void {
  wanted = what;
  for (const listener of listeners) listener();
}

/** Asks the page that is on screen, or comes next, to begin something, such as `new-customer`. */
export function begin(what: string): void {
  want(what);
}

/** Runs once whenever somebody asked for this, here or on the way here. `null` never does. */
export function useBegin(what: string | null, run: () => void): void {
  const asked = useSyncExternalStore(subscribe, () => wanted);
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (asked === null || asked !== what) return;
    want(null);
    latest.current();
  }, [asked, what]);
}
