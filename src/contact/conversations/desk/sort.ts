import { useSyncExternalStore } from 'react';
import type { Sort } from '../contract.ts';

const key = 'heed.inbox.sort';
const listeners = new Set<() => void>();
let chosen: Readonly<Record<string, Sort>> | undefined;

function read(): Readonly<Record<string, Sort>> {
  if (chosen) return chosen;
  try {
    chosen = JSON.parse(localStorage.getItem(key) ?? '{}') as Record<string, Sort>;
  } catch {
    chosen = {};
  }
  return chosen;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Keeps how a view is sorted in this browser. */
export function chooseSort(view: string, sort: Sort): void {
  chosen = { ...read(), [view]: sort };
  try {
    localStorage.setItem(key, JSON.stringify(chosen));
  } catch {
    // A browser that keeps nothing sorts as told until the page is left.
  }
  for (const listener of listeners) listener();
}

/** How the reader wants this view sorted; a saved view's own sort until they say otherwise. */
export function useSort(view: string, own: Sort = 'newest'): Sort {
  return useSyncExternalStore(subscribe, () => read()[view]) ?? own;
}
