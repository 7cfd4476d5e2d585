import { z } from 'zod';
import { command, event, query } from '#kernel/contract/contract.ts';
import { Count, Id } from '#kernel/contract/ids.ts';

/** By turn: whoever was given one the longest ago. By load: whoever has the smallest share of what they can take. */
export const RoutingMethod = z.enum(['off', 'by_turn', 'by_load']);
export type RoutingMethod = z.output<typeof RoutingMethod>;

/** How many open conversations somebody has at most before nothing more is given to them. */
const Capacity = z.int().min(1).max(500);
/** 0 where nothing was said yet. */
const RoutingVersion = Count;

export const routingChanged = event('routing.changed', {
  data: z.strictObject({
    what: z.enum(['team', 'person', 'taking', 'not_taking']),
    teamId: Id.nullable(),
    personId: Id.nullable(),
  }),
  subjects: ['routing'],
  audience: 'staff',
  sentence: 'changed who is given conversations ({what})',
});
/** `open`: how many that person had before, of `capacity`. */
export const conversationRouted = event('conversation.routed', {
  data: z.strictObject({
    ...{ conversationId: Id, customerId: Id, personId: Id, teamId: Id },
    ...{ method: RoutingMethod, open: z.int(), capacity: z.int() },
  }),
  subjects: ['routing', 'customer-timeline:{customerId}'],
  audience: 'staff',
  sentence: 'gave the conversation to somebody of its team, who had {open} of {capacity} open',
});

export const getRouting = query('conversations.routing', {
  path: '/routing',
  summary: 'How each team shares out what comes to it, who takes new conversations, and how many each has open',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({
    teams: z.array(
      z.object({
        ...{ teamId: Id, method: RoutingMethod, capacity: z.int(), version: RoutingVersion },
        /** Open, with nobody. */
        waiting: z.int(),
      }),
    ),
    people: z.array(
      z.object({
        ...{ personId: Id, taking: z.boolean(), capacity: z.int().nullable(), skills: z.array(Id) },
        ...{ open: z.int(), version: RoutingVersion },
      }),
    ),
  }),
  subjects: ['routing', 'inbox', 'people', 'teams'],
});

export const getTaking = query('conversations.taking', {
  path: '/routing/me',
  summary: 'Whether you take new conversations now, and whether a team of yours shares out at all',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({ taking: z.boolean(), isUsed: z.boolean() }),
  subjects: ['routing', 'teams', 'me'],
});

export const setTeamRouting = command('conversations.set-team-routing', {
  path: '/routing/teams/{teamId}',
  method: 'PUT',
  summary: 'Say whether and how a team shares out its conversations, and how many each person takes',
  for: ['staff'],
  input: z.strictObject({ teamId: Id, version: RoutingVersion, method: RoutingMethod, capacity: Capacity }),
  output: z.object({ teamId: Id, version: RoutingVersion }),
  refuses: ['record.stale', 'conversation.unknown_assignee'],
  emits: ['routing.changed'],
});

export const setPersonRouting = command('conversations.set-person-routing', {
  path: '/routing/people/{personId}',
  method: 'PUT',
  summary: 'Say how many conversations somebody takes (null: as their team says) and which tags they know',
  for: ['staff'],
  input: z.strictObject({
    ...{ personId: Id, version: RoutingVersion },
    ...{ capacity: Capacity.nullable(), skills: z.array(Id).max(50) },
  }),
  output: z.object({ personId: Id, version: RoutingVersion }),
  refuses: ['record.stale', 'conversation.unknown_assignee', 'conversation.unknown_tag'],
  emits: ['routing.changed'],
});

export const setTaking = command('conversations.set-taking', {
  path: '/routing/me',
  method: 'PUT',
  summary: 'Say whether you take new conversations now',
  for: ['staff'],
  input: z.strictObject({ taking: z.boolean() }),
  output: z.object({ personId: Id, taking: z.boolean() }),
  emits: ['routing.changed'],
});
