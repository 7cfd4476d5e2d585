import type { Id } from '#kernel/contract/ids.ts';

/** Who acts. Resolved by the identifiers that capabilities contribute, never from a header's say-so. */
export type Actor = PersonActor | CustomerActor | SystemActor | NobodyActor;

/** A signed-in member of staff. */
export interface PersonActor {
  kind: 'person';
  id: Id;
  name: string;
  role: string;
  teamIds: readonly Id[];
  sessionId: Id;
  /** When passphrase or second factor was last given, for commands that need fresh proof. */
  provedAt: Date;
  /** Set where a program acts by a key of this person's. */
  keyId?: Id;
  /** Set where only some of what this person may do is open: the refusal, and what is left (`allows`, see `identify`). */
  held?: { code: string; detail: string; allows: (name: string) => boolean };
}

/** A customer in the widget: one visit on one device. */
export interface CustomerActor {
  kind: 'customer';
  id: Id;
  visitId: Id;
}

/** Heed itself, by a deadline, a job or an inner command. */
export interface SystemActor {
  kind: 'system';
  onBehalfOf: Id | null;
}

export interface NobodyActor {
  kind: 'nobody';
}

export const nobody: NobodyActor = { kind: 'nobody' };
export const system: SystemActor = { kind: 'system', onBehalfOf: null };

/** What an identifier found: the actor and the workspace the request is about. */
export interface Identity {
  actor: Actor;
  workspaceId: Id | null;
}

/** The id that the event log keeps for this actor. */
export function actorId(actor: Actor): Id | null {
  return actor.kind === 'person' || actor.kind === 'customer' ? actor.id : null;
}
