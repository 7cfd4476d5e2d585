import { useSyncExternalStore } from 'react';

/** What the reader chose about the look. Kept in this browser only. */
export type Appearance = {
  theme: 'system' | 'light' | 'dark';
  contrast: 'system' | 'high';
  density: 'compact' | 'comfortable';
  /** Whether plain letters act as keys; with false only keys with Ctrl or ⌘ act (WCAG 2.1.4). */
  singleKeys: boolean;
};

/** What the choice comes to on this system now. */
export type Look = Appearance & { scheme: 'light' | 'dark'; highContrast: boolean };

const storageKey = 'heed.appearance';
const standard: Appearance = { theme: 'system', contrast: 'system', density: 'compact', singleKeys: true };
const media = (query: string) => (typeof matchMedia === 'function' ? matchMedia(query) : undefined);
const wantsDark = media('(prefers-color-scheme: dark)');
const wantsContrast = media('(prefers-contrast: more)');
const listeners = new Set<() => void>();

function oneOf<T extends string>(value: unknown, allowed: readonly T[], otherwise: T): T {
  return allowed.find((each) => each === value) ?? otherwise;
}

function stored(): Appearance {
  try {
    const raw: Partial<Record<keyof Appearance, unknown>> = JSON.parse(localStorage.getItem(storageKey) ?? '{}');
    return {
      theme: oneOf(raw.theme, ['system', 'light', 'dark'], standard.theme),
      contrast: oneOf(raw.contrast, ['system', 'high'], standard.contrast),
      density: oneOf(raw.density, ['compact', 'comfortable'], standard.density),
      singleKeys: raw.singleKeys !== false,
    };
  } catch {
    // Storage can be forbidden or hold somebody else's text; the standard look works without it.
    return standard;
  }
}

function resolve(chosen: Appearance): Look {
  const scheme = chosen.theme === 'system' ? (wantsDark?.matches ? 'dark' : 'light') : chosen.theme;
  return { ...chosen, scheme, highContrast: chosen.contrast === 'high' || wantsContrast?.matches === true };
}

let look = resolve(stored());

/** Writes the look on <html>. Call it before the first render, so that no page flashes in the wrong theme. */
export function applyAppearance(): void {
  const root = document.documentElement;
  root.dataset.theme = look.scheme;
  root.dataset.density = look.density;
  root.dataset.mantineColorScheme = look.scheme;
  if (look.highContrast) root.dataset.contrast = 'high';
  else delete root.dataset.contrast;
}

function renew(chosen: Appearance): void {
  look = resolve(chosen);
  applyAppearance();
  for (const listener of listeners) listener();
}

/** Changes part of the appearance, for this browser, at once. */
export function setAppearance(change: Partial<Appearance>): void {
  const { scheme: _scheme, highContrast: _contrast, ...chosen } = { ...look, ...change };
  try {
    localStorage.setItem(storageKey, JSON.stringify(chosen));
  } catch {
    // Not kept, still applied.
  }
  renew(chosen);
}

/** The look as it is now, outside React. */
export function currentLook(): Look {
  return look;
}

wantsDark?.addEventListener('change', () => renew(look));
wantsContrast?.addEventListener('change', () => renew(look));

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The look and the way to change it: `const { theme, density, setAppearance } = useAppearance()`. */
export function useAppearance(): Look & { setAppearance: typeof setAppearance } {
  return { ...useSyncExternalStore(subscribe, currentLook), setAppearance };
}
