import { useEffect, useRef, useSyncExternalStore } from 'react';
import { currentLook } from './appearance.ts';

/** A key and what it does. `key` is as typed: `j`, `?`, `Escape`, `mod+k` (Ctrl, or ⌘ on a Mac). */
export type Hotkey = {
  key: string;
  /** What it does, for the sheet of keys. */
  label: string;
  /** Heading in the sheet: "Lists", "Conversation". */
  group: string;
  run: (event: KeyboardEvent) => void;
  /** Acts while typing too; only for keys with mod. */
  whileTyping?: boolean | undefined;
};

type Registration = { keys: readonly Hotkey[] };

const registered = new Set<Registration>();
const listeners = new Set<() => void>();
let sheet: readonly Hotkey[] = [];

function publish(): void {
  sheet = [...registered].flatMap((each) => each.keys);
  for (const listener of listeners) listener();
}

/** Whether keys typed there are words, not commands. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(target.type);
}

function matches(hotkey: Hotkey, event: KeyboardEvent): boolean {
  const withMod = hotkey.key.startsWith('mod+');
  if (withMod !== (event.ctrlKey || event.metaKey) || event.altKey) return false;
  const key = withMod ? hotkey.key.slice(4) : hotkey.key;
  return event.key === key || (withMod && event.key.toLowerCase() === key);
}

function mayAct(hotkey: Hotkey, event: KeyboardEvent): boolean {
  const withMod = hotkey.key.startsWith('mod+');
  if (!withMod && hotkey.key.length === 1 && !currentLook().singleKeys) return false;
  if (isTyping(event.target) && !(withMod && hotkey.whileTyping)) return false;
  // A dialog, an open menu or a small panel owns the keyboard; what lies behind must not move.
  return !document.querySelector('dialog[open]:modal, [role="menu"], .float.panel');
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  // The part that appeared last is the nearest to the reader, so it wins.
  const hotkey = [...sheet].reverse().find((each) => matches(each, event));
  if (!hotkey || !mayAct(hotkey, event)) return;
  event.preventDefault();
  hotkey.run(event);
}

function register(registration: Registration): () => void {
  if (registered.size === 0) document.addEventListener('keydown', onKeyDown);
  registered.add(registration);
  publish();
  return () => {
    registered.delete(registration);
    if (registered.size === 0) document.removeEventListener('keydown', onKeyDown);
    publish();
  };
}

/**
 * Makes keys act while the part is on screen and lists them in the sheet of keys.
 * Letters do nothing in fields, under a dialog, or when the reader switched single keys off.
 */
export function useHotkeys(keys: readonly Hotkey[]): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  // Names only: a new function for the same key must not register again.
  const names = keys.map((each) => `${each.key} ${each.group} ${each.label} ${each.whileTyping === true}`).join('\n');
  useEffect(() => {
    if (names === '') return;
    const stable = latest.current.map((each, index) => ({
      ...each,
      run: (event: KeyboardEvent) => latest.current[index]?.run(event),
    }));
    return register({ keys: stable });
  }, [names]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The keys that act now, in the order they came. */
export function useHotkeySheet(): readonly Hotkey[] {
  return useSyncExternalStore(subscribe, () => sheet);
}
