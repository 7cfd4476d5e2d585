import type { Actor } from './actor.ts';
import { refuse } from './problem.ts';

/** How long a proof of who somebody is opens risky changes. */
export const freshMs = 5 * 60_000;

/**
 * Demands that the person who acts proved within five minutes that it is them. For contracts that say `fresh`, and for
 * commands of which only some inputs are risky. Heed itself needs none: what made it act was asked.
 * @throws Problem access.fresh_proof_needed
 */
export function demandFreshProof({ actor, now }: { actor: Actor; now: Date }): void {
  if (actor.kind === 'system') return;
  if (actor.kind === 'person' && now.getTime() - actor.provedAt.getTime() < freshMs) return;
  refuse('access.fresh_proof_needed', 'Confirm that it is you, then repeat this within five minutes.');
}
