import { lazyRouteComponent } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** Code that can be fetched before it is wanted. */
export type Fetched = { preload?: () => Promise<void> | undefined };

type Drawn<P> = (props: P) => ReactNode;

/** A component `name` that does not belong to the desk's first load: its code comes with its first use. */
export function later<N extends string, P>(load: () => Promise<Record<N, Drawn<P>>>, name: N): Drawn<P> & Fetched {
  return lazyRouteComponent(load as () => Promise<Record<N, never>>, name) as unknown as Drawn<P> & Fetched;
}

/** Fetches code that people are likely to want next, once the browser has nothing better to do. */
export function fetchWhenIdle(code: readonly Fetched[]): void {
  const idle = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 500));
  // What cannot be fetched now is asked for again when it is drawn, and that says what is wrong.
  idle(() => code.forEach((one) => void one.preload?.()?.catch(() => undefined)), { timeout: 3000 });
}
