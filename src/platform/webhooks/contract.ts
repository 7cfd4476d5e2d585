import { z } from 'zod';
import { command, EventEnvelope, event, query } from '#kernel/contract/contract.ts';
import { Id, Instant, PageCursor, Version } from '#kernel/contract/ids.ts';
import { problems } from '#kernel/contract/problem.ts';

export const webhookProblems = problems({
  'webhook.unknown_kind': {
    status: 422,
    title: 'There is no such kind of event',
    help: 'webhooks.kinds lists them; /api/docs says what each holds.',
  },
  'webhook.too_many': {
    status: 409,
    title: 'There are as many endpoints as a workspace may have',
    help: 'Remove one that nothing listens at any more.',
  },
});

/**
 * How an event leaves Heed, by webhook and in the stream (the form of Standard Webhooks): ids, codes, numbers, dates and
 * the reason that somebody gave. What people wrote to each other is asked for by the API.
 */
export const EventMessage = z.object({
  /** The kind of event, e.g. `conversation.resolved`. */
  type: z.string(),
  /** When it happened. */
  timestamp: Instant,
  data: EventEnvelope.omit({ type: true, at: true, data: true, seq: true }).extend({
    workspaceId: Id,
    /** The number of the event in its workspace: of two about one thing the higher one is newer. Null in a test. */
    seq: z.int().nullable(),
    /** What the event holds, as /api/docs says of its type; empty where `isCut`. */
    facts: z.record(z.string(), z.unknown()),
    /** The facts would have been longer than 20 KB: ask the API. */
    isCut: z.boolean(),
  }),
});
export type EventMessage = z.output<typeof EventMessage>;

const changed = ['webhooks', 'webhook:{endpointId}'];

export const endpointChanged = event('webhook.changed', {
  data: z.strictObject({
    endpointId: Id,
    what: z.enum(['added', 'changed', 'enabled', 'disabled', 'removed', 'new_secret']),
  }),
  subjects: changed,
  audience: 'staff',
  sentence: 'changed a webhook endpoint ({what})',
});
export const deliveryAsked = event('webhook.delivery_asked', {
  data: z.strictObject({ endpointId: Id, deliveryId: Id, what: z.enum(['test', 'again']) }),
  subjects: [...changed, 'webhook-delivery:{deliveryId}'],
  audience: 'staff',
  sentence: 'asked for a webhook delivery ({what})',
});
export const endpointGone = event('webhook.gone', {
  data: z.strictObject({ endpointId: Id, deliveryId: Id }),
  subjects: [...changed, 'webhook-delivery:{deliveryId}'],
  audience: 'staff',
  sentence: 'switched a webhook endpoint off because it is gone for good (410)',
});
export const deliveryFailed = event('webhook.failed', {
  data: z.strictObject({ endpointId: Id, deliveryId: Id, attempts: z.int() }),
  subjects: [...changed, 'webhook-delivery:{deliveryId}'],
  audience: 'staff',
  sentence: 'gave a webhook delivery up after {attempts} attempts',
});

const Url = z.url().max(1000);
/** Types of events; null is every kind there is and will be. */
const Kinds = z.array(z.string().max(80)).min(1).max(300).nullable();

/** Of what waits for an endpoint no more than this is counted. */
export const mostCounted = 1_000;

export const Endpoint = z.object({
  id: Id,
  url: z.string(),
  kinds: Kinds,
  enabled: z.boolean(),
  disabledBecause: z.enum(['by_hand', 'gone']).nullable(),
  failingSince: Instant.nullable(),
  throttledUntil: Instant.nullable(),
  /** Until when the secret before the present one signs too. */
  formerSecretUntil: Instant.nullable(),
  /** Deliveries that wait; 1000 where there are as many or more. */
  waiting: z.int().max(mostCounted),
  madeAt: Instant,
  version: Version,
});

export const listEndpoints = query('webhooks.list', {
  path: '/webhooks',
  summary: 'Webhook endpoints of this workspace',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({
    /** False in a practice workspace, from which nothing is sent. */
    isPossible: z.boolean(),
    endpoints: z.array(Endpoint),
  }),
  subjects: ['webhooks'],
});

export const listKinds = query('webhooks.kinds', {
  path: '/webhooks/kinds',
  summary: 'Kinds of events that an endpoint can ask for',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({ kinds: z.array(z.object({ type: z.string(), sentence: z.string() })) }),
  subjects: [],
});

export const addEndpoint = command('webhooks.add', {
  path: '/webhooks',
  summary: 'Send events to an address from now on; the answer holds the secret that signs them, once',
  for: ['staff'],
  fresh: true,
  large: true,
  input: z.strictObject({ url: Url, kinds: Kinds.default(null) }),
  output: z.object({ endpointId: Id, version: Version, secret: z.string().nullable() }),
  secrets: ['secret'],
  refuses: ['egress.refused', 'practice.no_sending', 'webhook.unknown_kind', 'webhook.too_many'],
  emits: ['webhook.changed'],
});

export const changeEndpoint = command('webhooks.change', {
  path: '/webhooks/{endpointId}',
  method: 'PATCH',
  summary: 'Change an endpoint’s address or kinds, or switch it off and on; what happens meanwhile is not sent',
  for: ['staff'],
  large: true,
  input: z.strictObject({
    endpointId: Id,
    version: Version,
    url: Url.optional(),
    kinds: Kinds.optional(),
    enabled: z.boolean().optional(),
  }),
  output: z.object({ endpointId: Id, version: Version }),
  refuses: [
    'egress.refused',
    'practice.no_sending',
    'webhook.unknown_kind',
    'record.stale',
    'access.fresh_proof_needed',
  ],
  emits: ['webhook.changed'],
});

export const removeEndpoint = command('webhooks.remove', {
  path: '/webhooks/{endpointId}',
  method: 'DELETE',
  summary: 'Remove an endpoint; its deliveries are hidden at once and deleted within a day',
  for: ['staff'],
  input: z.strictObject({ endpointId: Id }),
  output: z.object({ endpointId: Id }),
  emits: ['webhook.changed'],
});

export const rotateSecret = command('webhooks.rotate-secret', {
  path: '/webhooks/{endpointId}/secret',
  summary: 'Make a new secret, shown once; for 24 hours the one before signs too',
  for: ['staff'],
  fresh: true,
  input: z.strictObject({ endpointId: Id }),
  output: z.object({ endpointId: Id, formerUntil: Instant, secret: z.string().nullable() }),
  secrets: ['secret'],
  emits: ['webhook.changed'],
});

export const testEndpoint = command('webhooks.test', {
  path: '/webhooks/{endpointId}/test',
  summary: 'Send a test, `webhook.test`; to an endpoint that is off it goes when it is on',
  for: ['staff'],
  input: z.strictObject({ endpointId: Id }),
  output: z.object({ endpointId: Id, deliveryId: Id }),
  emits: ['webhook.delivery_asked'],
});

export const Delivery = z.object({
  id: Id,
  type: z.string(),
  seq: z.int().nullable(),
  at: Instant,
  state: z.enum(['waiting', 'delivered', 'failed']),
  attempts: z.int(),
  nextAt: Instant.nullable(),
  /** What the last attempt met: a status, or why there is none. */
  lastStatus: z.int().nullable(),
  lastProblem: z.string().nullable(),
});

export const listDeliveries = query('webhooks.deliveries', {
  path: '/webhooks/{endpointId}/deliveries',
  summary: 'What was sent to an endpoint within 30 days, newest first, a page at a time',
  for: ['staff'],
  input: z.strictObject({
    endpointId: Id,
    state: z.enum(['waiting', 'delivered', 'failed']).optional(),
    after: PageCursor.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  output: z.object({ deliveries: z.array(Delivery), next: PageCursor.nullable() }),
  subjects: ['webhook:{endpointId}'],
});

export const getDelivery = query('webhooks.delivery', {
  path: '/webhook-deliveries/{deliveryId}',
  summary: 'A delivery: what is sent, and each attempt with the first 1 KB of its answer',
  for: ['staff'],
  input: z.strictObject({ deliveryId: Id }),
  output: z.object({
    delivery: Delivery,
    endpointId: Id,
    message: EventMessage,
    tries: z.array(
      z.object({
        number: z.int(),
        at: Instant,
        tookMs: z.int(),
        status: z.int().nullable(),
        problem: z.string().nullable(),
        answer: z.string().nullable(),
      }),
    ),
  }),
  subjects: ['webhook-delivery:{deliveryId}', 'webhooks'],
});

export const redeliver = command('webhooks.redeliver', {
  path: '/webhook-deliveries/{deliveryId}/again',
  summary: 'Send a delivery again under its id, at once and then by the schedule',
  for: ['staff'],
  input: z.strictObject({ deliveryId: Id }),
  output: z.object({ deliveryId: Id, endpointId: Id }),
  emits: ['webhook.delivery_asked'],
});
