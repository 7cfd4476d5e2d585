import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useHotkeys } from '../ui/hotkeys.ts';
import type { Glyph } from '../ui/Icon.tsx';

/** Something the reader can do now, by its key and from the palette. */
export type Action = {
  label: string;
  /** Heading in the palette and in the sheet of keys. */
  group: string;
  run: () => void;
  key?: string | undefined;
  icon?: Glyph | undefined;
  /** Only a key (moving in a list), not a line of the palette. */
  keyOnly?: boolean | undefined;
};

type Registration = { actions: readonly Action[] };

const registered = new Set<Registration>();
const listeners = new Set<() => void>();
let offered: readonly Action[] = [];

function publish(): void {
  offered = [...registered].reverse().flatMap((each) => each.actions);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Offers actions while the part is on screen. */
export function useActions(actions: readonly Action[]): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useHotkeys(
    actions.flatMap(({ key, label, group }, index) =>
      key === undefined ? [] : [{ key, label, group, run: () => latest.current[index]?.run() }],
    ),
  );
  // Names only: a new function for the same action must not register again.
  const names = actions.map((each) => `${each.group} ${each.label} ${each.key}`).join('\n');
  useEffect(() => {
    if (names === '') return;
    const stable = latest.current.map((each, index) => ({ ...each, run: () => latest.current[index]?.run() }));
    const registration = { actions: stable.filter((each) => !each.keyOnly) };
    registered.add(registration);
    publish();
    return () => {
      registered.delete(registration);
      publish();
    };
  }, [names]);
}

/** What can be done now, the nearest to the reader first. */
export function useOfferedActions(): readonly Action[] {
  return useSyncExternalStore(subscribe, () => offered);
}
