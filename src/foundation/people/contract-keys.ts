import { z } from 'zod';
import { command, event, query } from '#kernel/contract/contract.ts';
import { Id, Instant } from '#kernel/contract/ids.ts';
import { problems } from '#kernel/contract/problem.ts';

/** What a key opens: `customers:read` the queries of customers, `customers:write` its commands. */
const Scope = z.string().regex(/^[a-z][a-z-]{0,39}:(?:read|write)$/);

export const keyProblems = problems({
  'people.unknown_scope': {
    status: 422,
    title: 'There is no such scope',
    help: 'people.key-scopes lists them: the name of a capability with :read or :write.',
  },
  'people.too_many_keys': {
    status: 409,
    title: 'There are as many keys as a workspace may have',
    help: 'Revoke those that nothing uses any more, then make the new one.',
  },
});

export const keyMade = event('key.made', {
  data: z.strictObject({ keyId: Id, personId: Id, scopes: z.array(Scope), confirms: z.boolean(), expiresAt: Instant }),
  subjects: ['keys'],
  audience: 'staff',
  needs: 'people.keys',
  sentence: 'made an API key for {scopes}',
});
export const keyRevoked = event('key.revoked', {
  data: z.strictObject({ keyId: Id, personId: Id }),
  subjects: ['keys'],
  audience: 'staff',
  needs: 'people.keys',
  sentence: 'revoked an API key',
});

export const ApiKey = z.object({
  id: Id,
  name: z.string(),
  /** Its last four signs. */
  hint: z.string(),
  scopes: z.array(z.string()),
  confirms: z.boolean(),
  /** Whoever made it, as whom it acts. */
  personId: Id,
  personName: z.string(),
  madeAt: Instant,
  expiresAt: Instant,
  usedAt: Instant.nullable(),
  state: z.enum(['open', 'expired', 'revoked']),
  mayRevoke: z.boolean(),
});

export const listKeys = query('people.keys', {
  path: '/api-keys',
  summary: 'API keys: open ones, and those that ended within 90 days',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({ keys: z.array(ApiKey) }),
  subjects: ['keys', 'people'],
});

export const listKeyScopes = query('people.key-scopes', {
  path: '/api-keys/scopes',
  summary: 'What API keys can be made for, and what each scope opens',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({ scopes: z.array(z.object({ scope: z.string(), opens: z.array(z.string()) })) }),
  subjects: [],
});

export const makeKey = command('people.make-key', {
  path: '/api-keys',
  summary: 'Make an API key that acts as me; the answer holds it, once',
  for: ['staff'],
  fresh: true,
  input: z.strictObject({
    name: z.string().trim().min(1).max(80),
    scopes: z.array(Scope).min(1).max(100),
    /** It may also do what people must confirm first, such as exporting customers. */
    confirms: z.boolean().default(false),
    /** Days until it ends by itself. */
    days: z.int().min(1).max(365),
  }),
  output: z.object({ keyId: Id, expiresAt: Instant, apiKey: z.string().nullable() }),
  secrets: ['apiKey'],
  refuses: ['people.unknown_scope', 'people.too_many_keys'],
  emits: ['key.made'],
});

export const revokeKey = command('people.revoke-key', {
  path: '/api-keys/{keyId}',
  method: 'DELETE',
  summary: 'Revoke an API key; within a second it opens nothing any more',
  for: ['staff'],
  input: z.strictObject({ keyId: Id }),
  output: z.object({ keyId: Id }),
  emits: ['key.revoked'],
});
