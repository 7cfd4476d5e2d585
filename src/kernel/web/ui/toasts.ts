import type { StateName } from './State.tsx';

/** A short message after an action; `undo` offers the way back. */
export type Toast = {
  text: string;
  undo?: (() => void) | undefined;
  /** `broken` stays until it is closed. */
  state?: StateName | undefined;
  /** Seconds it stays; 8 when absent. The time stands still while it is pointed at or focused. */
  seconds?: number | undefined;
};

export type ShownToast = Toast & { id: number };

let toasts: readonly ShownToast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function publish(next: readonly ShownToast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Shows a toast; returns what takes it away. At most three stand at once, the oldest goes first. */
export function showToast(toast: Toast): () => void {
  lastId += 1;
  const id = lastId;
  publish([...toasts.slice(-2), { ...toast, id }]);
  return () => closeToast(id);
}

/** Takes a toast away. */
export function closeToast(id: number): void {
  publish(toasts.filter((toast) => toast.id !== id));
}

/** Undoes the newest toast that can be undone; false when there is none. */
export function undoLast(): boolean {
  const last = toasts.findLast((toast) => toast.undo);
  if (!last) return false;
  closeToast(last.id);
  last.undo?.();
  return true;
}

export const toastStore = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  current: () => toasts,
};
