import { lazyRouteComponent } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** Code that can be fetched before it is wanted; `preload` is there until that has succeeded. */
export type Fetched = { preload?: () => Promise<void> | undefined };

const againMs = 5_000;

type Drawn<P> = (props: P) => ReactNode;

/** A component `name` that does not belong to the desk's first load: its code comes with its first use. */
export function later<N extends string, P>(load: () => Promise<Record<N, Drawn<P>>>, name: N): Drawn<P> & Fetched {
  return lazyRouteComponent(load as () => Promise<Record<N, never>>, name) as unknown as Drawn<P> & Fetched;
}

/** Fetches code that people are likely to want next, once the browser has nothing better to do. */
export function fetchWhenIdle(code: readonly Fetched[]): void {
  const idle = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 500));
  idle(() => code.forEach((one) => void fetchOne(one)), { timeout: 3000 });
}

/** A component remembers that its code could not be had and would fail when it is drawn, so it is tried until it is. */
async function fetchOne(code: Fetched): Promise<void> {
  await code.preload?.();
  if (code.preload) setTimeout(() => void fetchOne(code), againMs);
}
