import { Suspense, useSyncExternalStore } from 'react';
import { type DeskPart, useParts } from './desk-part.ts';
import type { ProblemError } from './problem-error.ts';

/** A refused write, as a capability gets it that offers a way on. */
export interface Refused {
  problem: ProblemError;
  /** Name of the command. */
  contract: string;
  input: Record<string, unknown>;
}

export type RefusalProps = Refused & { onDone: () => void };

let refused: Refused | null = null;
const listeners = new Set<() => void>();

function set(next: Refused | null): void {
  refused = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Shows the way on that a part offers for this refusal. False when none does. */
export function offerWayOn(parts: readonly DeskPart[], told: Refused): boolean {
  const isKnown = parts.some((part) => part.refusals?.[told.problem.code]);
  if (isKnown) set(told);
  return isKnown;
}

/** The way on after the last refusal, over whatever page it happened on. */
export function WayOn() {
  const told = useSyncExternalStore(subscribe, () => refused);
  const parts = useParts();
  const Way = told && parts.find((part) => part.refusals?.[told.problem.code])?.refusals?.[told.problem.code];
  return (
    Way && (
      <Suspense fallback={null}>
        <Way {...told} onDone={() => set(null)} />
      </Suspense>
    )
  );
}
