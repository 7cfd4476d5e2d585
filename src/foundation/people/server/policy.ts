import type { PersonActor } from '#kernel/server/actor.ts';
import { policy, roleActions } from '#kernel/server/policy.ts';
import { roles } from '../contract.ts';

const everybody = roles;
/** Whoever must set a second step up before anything else acts in this role, which no other table names. */
export const heldRole = 'held';
const heldToo = [...roles, heldRole];
const leaders = ['owner', 'manager'] as const;

/** A change to a person: who they are, what they are now and, for a change of role, what they would be. */
export interface PersonCase {
  id: string;
  role: string;
  to?: string;
}

/** People: everybody sees who works here; owners change anybody, managers those below them, nobody raises themselves. */
export const personPolicy = policy('person', {
  list: { roles: everybody },
  'change-role': {
    roles: leaders,
    when: (person: PersonCase, actor) => {
      const raisesSelf = person.id === actor.id && person.to !== undefined && isAbove(person.to, actor.role);
      if (raisesSelf) return 'Nobody raises their own role. Ask an owner.';
      const given = handles(actor, person.role);
      return given === true ? handles(actor, person.to ?? person.role) : given;
    },
  },
  'change-access': { roles: leaders, when: (person: PersonCase, actor) => handles(actor, person.role) },
  sessions: { roles: everybody, when: ownOrOwner },
  'end-sessions': { roles: everybody, when: ownOrOwner },
});

function ownOrOwner(person: PersonCase, actor: PersonActor): true | string {
  if (person.id === actor.id || actor.role === 'owner') return true;
  return 'Only an owner sees and ends where a colleague is signed in.';
}

/** What a workspace demands of those who sign in: leaders see who lacks a second step, owners set the rule. */
export const securityPolicy = policy('rule', {
  security: { roles: leaders },
  'change-security': { roles: ['owner'] },
  provider: { roles: leaders },
  'change-provider': { roles: ['owner'] },
});

/** Teams: everybody sees them; owners and managers shape them; a lead says who is in them. */
export const teamPolicy = policy('team', {
  teams: { roles: everybody },
  'create-team': { roles: leaders },
  'change-team': {
    roles: [...leaders, 'lead'],
    when: (change: { renames: boolean }, actor) =>
      change.renames && actor.role === 'lead' ? 'A lead changes who is in a team. Ask a manager to rename it.' : true,
  },
});

/** Invitations: owners invite anybody, managers those below them. */
export const invitationPolicy = policy('invitation', {
  invitations: { roles: leaders },
  invite: { roles: leaders, when: (invitation: { role: string }, actor) => handles(actor, invitation.role) },
  'withdraw-invitation': {
    roles: leaders,
    when: (invitation: { role: string }, actor) => handles(actor, invitation.role),
  },
});

/** API keys: those who answer for the workspace make and see them; an owner also ends those of others. */
export const keyPolicy = policy('key', {
  keys: { roles: leaders },
  'make-key': { roles: leaders },
  'revoke-key': {
    roles: leaders,
    when: (key: { personId: string }, actor) =>
      key.personId === actor.id || actor.role === 'owner' ? true : 'Only an owner ends a key of somebody else.',
  },
});

/** May somebody with this role invite to that one? */
export function mayInvite(role: string, to: string): boolean {
  const { roles: inviters, when } = invitationPolicy.rules.invite;
  return inviters.includes(role) && when?.({ role: to }, { role } as PersonActor) === true;
}

/** The doors: what needs nobody to be known yet, and what everybody may do with their own session. */
export const doorPolicy = policy('session', {
  'set-up-state': { roles: heldToo, anybody: true },
  'set-up': { roles: [], anybody: true },
  'open-link': { roles: everybody, anybody: true },
  'sign-in': { roles: everybody, anybody: true },
  'accept-invitation': { roles: everybody, anybody: true },
  'reset-passphrase': { roles: everybody, anybody: true },
  'finish-sign-in': { roles: heldToo, anybody: true },
  'passkey-challenge': { roles: heldToo, anybody: true },
  'sign-in-by-passkey': { roles: heldToo, anybody: true },
  providers: { roles: heldToo, anybody: true },
  'start-elsewhere': { roles: heldToo, anybody: true },
  'finish-elsewhere': { roles: heldToo, anybody: true },
  'sign-out': { roles: heldToo },
  'switch-workspace': { roles: everybody },
  'change-passphrase': { roles: everybody },
  'choose-language': { roles: everybody },
  prove: { roles: heldToo },
  'sign-in-methods': { roles: heldToo },
  'change-methods': { roles: heldToo },
  me: { roles: heldToo },
});

/** Names such as `people.invite` of what a role may do at all. */
export function peopleAbilities(role: string): string[] {
  const actions = [
    ...roleActions(personPolicy, role),
    ...roleActions(teamPolicy, role),
    ...roleActions(invitationPolicy, role),
    ...roleActions(securityPolicy, role),
    ...roleActions(keyPolicy, role),
    ...roleActions(doorPolicy, role),
  ];
  return actions.map((action) => `people.${action}`);
}

function handles(actor: PersonActor, role: string): true | string {
  if (actor.role === 'owner' || isAbove(actor.role, role)) return true;
  return `Your role (${actor.role}) decides about narrower roles only, not about ${role}. Ask an owner.`;
}

/** Is `one` the wider role? A role that is not on the list is above nothing, and nothing is above it. */
function isAbove(one: string, other: string): boolean {
  const names: readonly string[] = roles;
  const [a, b] = [names.indexOf(one), names.indexOf(other)];
  return a >= 0 && b >= 0 && a < b;
}
