import { useSyncExternalStore } from 'react';

let open: string | null = null;
const listeners = new Set<() => void>();

/** Opens the file of this id to look at; null closes. */
export function openPreview(id: string | null): void {
  open = id;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The file that is looked at. */
export function useOpenPreview(): string | null {
  return useSyncExternalStore(subscribe, () => open);
}
