import { z } from 'zod';
import { command, event, query } from '#kernel/contract/contract.ts';
import { Id, Instant } from '#kernel/contract/ids.ts';
import { problems } from '#kernel/contract/problem.ts';
import { WidgetKey } from './contract-key.ts';

/** A token of the shop's server may live this long; it is exchanged at once, so minutes are enough. */
export const longestTokenMinutes = 15;
/** How long the secret before goes on after a new one was made, unless it is ended earlier. */
export const overlapDays = 7;

const remake = 'Make a new token on your server and hand it to the widget again.';

/** Why a token is not taken. Settings, Chat widget, Who asks says the same of a token that is pasted there. */
export const identityProblems = problems({
  'chat.identity_off': {
    status: 409,
    title: 'This widget has no identity secret yet',
    help: 'An owner or manager makes one under Settings, Chat widget, Who asks.',
  },
  'chat.identity_unreadable': {
    status: 422,
    title: 'This is not a signed token',
    help: 'Send a JSON Web Token in its compact form: three parts with dots between them.',
  },
  'chat.identity_algorithm': {
    status: 422,
    title: 'The token is signed in a way that is not allowed here',
    help: 'Sign with HS256 and the widget’s identity secret. Unsigned tokens (alg none) are never taken.',
  },
  'chat.identity_signature': {
    status: 422,
    title: 'The token’s signature does not fit',
    help: 'Sign with the identity secret of this widget. It may have been replaced; two are valid for a week after that.',
  },
  'chat.identity_audience': {
    status: 422,
    title: 'The token is meant for somebody else',
    help: 'Its `aud` is heed: and the widget’s key, such as heed:pk_….',
  },
  'chat.identity_expired': {
    status: 422,
    title: 'The token’s time is over',
    help: `It was exchanged too late. ${remake}`,
  },
  'chat.identity_too_early': {
    status: 422,
    title: 'The token is from the future',
    help: 'The clock of your server is ahead by more than a minute. Set it by NTP.',
  },
  'chat.identity_lifetime': {
    status: 422,
    title: 'The token would live too long',
    help: `Give it an \`exp\` at most ${longestTokenMinutes} minutes after its \`iat\`.`,
  },
  'chat.identity_incomplete': {
    status: 422,
    title: 'Something is missing in the token',
    help: 'It needs sub, aud, iat, exp and jti; name, email and email_verified may be there.',
  },
  'chat.identity_used': { status: 409, title: 'This token was used before', help: `Each token counts once. ${remake}` },
  'chat.identity_needed': {
    status: 403,
    title: 'This chat is for people who are signed in',
    help: 'Sign in on the website first; the widget then knows who asks.',
  },
});

export const secretChanged = event('widget.secret_changed', {
  data: z.strictObject({ widgetId: Id, secretId: Id, what: z.enum(['made', 'ended']) }),
  subjects: ['widget'],
  audience: 'staff',
  needs: 'chat.see_widget',
  sentence: 'changed the identity secret of the chat widget ({what})',
});

/** A JSON Web Token in its compact form. */
const Token = z.string().trim().min(1).max(4_000);

export const identify = command('chat.identify', {
  path: '/chat/identity',
  summary:
    'Exchange a token that the shop’s server signed, once, for a visit of the person it names; with the token of a visit that is theirs already, that one goes on and `token` is null',
  for: ['nobody', 'customer', 'staff'],
  keyed: false,
  // Somebody known who comes back is no event of its own.
  quiet: true,
  input: z.strictObject({
    key: WidgetKey,
    identity: Token,
    locale: z.string().max(20).optional(),
    timeZone: z.string().max(64).optional(),
  }),
  output: z.object({
    visitorId: Id,
    /** Stands for the person on this device; another one than before means that somebody else signed in. */
    personId: Id,
    token: z.string().nullable(),
    expiresAt: Instant,
  }),
  secrets: ['token'],
  refuses: [
    'chat.unknown_key',
    'access.origin',
    ...Object.keys(identityProblems).filter((code) => !/needed/.test(code)),
  ],
  emits: ['customer.created', 'customer.identified'],
});

export const identitySettings = query('chat.identity-settings', {
  path: '/chat/identity',
  summary: 'The identity secrets of the widget that are valid, without what they are',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({
    audience: z.string(),
    secrets: z.array(
      z.object({ id: Id, kid: z.string(), madeAt: Instant, madeBy: z.string(), endsAt: Instant.nullable() }),
    ),
  }),
  subjects: ['widget'],
});

export const makeSecret = command('chat.make-secret', {
  path: '/chat/identity/secrets',
  summary: 'Make a new identity secret, shown once; the one before stays valid for a week',
  for: ['staff'],
  fresh: true,
  input: z.strictObject({}),
  output: z.object({ secretId: Id, kid: z.string(), secret: z.string().nullable() }),
  secrets: ['secret'],
  emits: ['widget.secret_changed'],
});

export const endSecret = command('chat.end-secret', {
  path: '/chat/identity/secrets/{secretId}',
  method: 'DELETE',
  summary: 'End an identity secret now; tokens signed with it are refused from here on',
  for: ['staff'],
  fresh: true,
  input: z.strictObject({ secretId: Id }),
  output: z.object({ secretId: Id }),
  emits: ['widget.secret_changed'],
});

export const tryToken = command('chat.try-token', {
  path: '/chat/identity/try',
  summary: 'What would become of a token, in words; it is neither kept nor used up',
  for: ['staff'],
  keyed: false,
  quiet: true,
  input: z.strictObject({ identity: Token }),
  output: z.object({
    /** The code with which it would be refused; null when it would be taken. */
    code: z.string().nullable(),
    title: z.string(),
    detail: z.string(),
    /** What stands in it, as far as it can be read; whoever pasted it knows it already. */
    claims: z.array(z.object({ name: z.string(), value: z.string() })),
  }),
  emits: [],
});
