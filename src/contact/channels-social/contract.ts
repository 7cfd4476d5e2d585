import { z } from 'zod';
import { command, event, query } from '#kernel/contract/contract.ts';
import { Id, Instant, Version } from '#kernel/contract/ids.ts';
import { problems } from '#kernel/contract/problem.ts';

export const socialProblems = problems({
  'social.not_connected': {
    status: 422,
    title: 'The service did not let us in',
    help: 'The detail says what it answered. Check the token; a new one is made where the account is kept at the service.',
  },
  'social.account_taken': {
    status: 409,
    title: 'This account is connected already',
    help: 'An account belongs to one workspace of an installation. Take it off there first.',
  },
  'social.unknown_team': {
    status: 422,
    title: 'There is no such team',
    help: 'Choose a team of this workspace, or none.',
  },
  'social.unknown_secret': {
    status: 401,
    title: 'This is not the service',
    help: 'Updates are accepted only with the secret that Heed gave to the service when it connected the account.',
  },
  'social.not_possible': {
    status: 409,
    title: 'This cannot be done with this message now',
    help: 'The detail says what became of it.',
  },
});

/** Services that can be connected. */
export const Connector = z.enum(['telegram']);
export type Connector = z.output<typeof Connector>;
/** webhook: the service tells of what comes. polling: it is asked, which needs no public address. */
export const SocialWay = z.enum(['webhook', 'polling']);
export type SocialWay = z.output<typeof SocialWay>;
/** How far an answer has got. Sent: the service has it; whether it was read nobody tells. */
export const SocialDelivery = z.enum(['queued', 'sending', 'sent', 'failed']);
export type SocialDelivery = z.output<typeof SocialDelivery>;
/** Why an account does not work. */
export const SocialProblem = z.enum(['token', 'webhook', 'refused', 'no_answer', 'not_allowed']);
export type SocialProblem = z.output<typeof SocialProblem>;

/** Below this address, with the id of the account, services tell of what comes. */
export const updatesPath = '/api/v1/social/updates';

const inAccount = { accountId: Id };
const settings = {
  name: z.string().trim().min(1).max(80),
  teamId: Id.nullable(),
  way: SocialWay,
  /** Sealed, and never shown again. */
  token: z
    .string()
    .trim()
    .min(10)
    .max(200)
    .regex(/^[\w:-]+$/, 'the token as the service shows it'),
  apiUrl: z
    .string()
    .trim()
    .min(8)
    .max(300)
    .regex(/^https?:\/\/[^\s?#]+$/, 'an address such as https://api.telegram.org'),
};

export const accountChanged = event('social_account.changed', {
  data: z.strictObject({ ...inAccount, what: z.enum(['added', 'changed', 'retired', 'connected', 'failed']) }),
  subjects: ['social-accounts'],
  audience: 'staff',
  needs: 'social.list',
  sentence: 'changed an account of a messenger ({what})',
});
const about = { conversationId: Id, customerId: Id };
const touches = ['conversation:{conversationId}', 'customer-timeline:{customerId}'] as const;
export const socialDelivered = event('social.delivery_changed', {
  data: z.strictObject({ ...about, messageId: Id, state: SocialDelivery }),
  // The list of accounts tells how many answers wait.
  subjects: [...touches, 'social-accounts'],
  audience: 'staff',
  needs: 'conversations.list',
  sentence: 'noted how far an answer by messenger has got ({state})',
});
export const contactBlocked = event('social.contact_changed', {
  data: z.strictObject({ ...about, isBlocked: z.boolean() }),
  subjects: [...touches],
  audience: 'staff',
  needs: 'conversations.list',
  sentence: 'noted whether the customer lets answers through (blocked: {isBlocked})',
});

export const SocialAccount = z.object({
  id: Id,
  connector: Connector,
  name: z.string(),
  handle: z.string(),
  teamId: Id.nullable(),
  way: SocialWay,
  apiUrl: z.string(),
  state: z.enum(['waiting', 'connected', 'failed']),
  problem: SocialProblem.nullable(),
  said: z.string(),
  at: Instant,
  heardAt: Instant.nullable(),
  pausedUntil: Instant.nullable(),
  /** Answers that wait, and updates that could not be read. */
  waiting: z.int(),
  unread: z.int(),
  version: Version,
});

export const listAccounts = query('social.accounts', {
  path: '/social/accounts',
  summary: 'Accounts at messengers and social services, and how each goes',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({ accounts: z.array(SocialAccount), canWebhook: z.boolean() }),
  subjects: ['social-accounts'],
});

const refusals = ['social.unknown_team', 'social.not_connected'] as const;

export const addAccount = command('social.add-account', {
  path: '/social/accounts',
  summary: 'Connect an account: what is written to it becomes conversations, and replies leave from it',
  for: ['staff'],
  fresh: true,
  input: z.strictObject({
    connector: Connector.default('telegram'),
    name: settings.name,
    teamId: settings.teamId.default(null),
    way: settings.way.default('polling'),
    token: settings.token,
    apiUrl: settings.apiUrl.default('https://api.telegram.org'),
  }),
  output: z.object({ ...inAccount, version: Version }),
  refuses: [...refusals, 'social.account_taken'],
  emits: ['social_account.changed'],
});

export const changeAccount = command('social.change-account', {
  path: '/social/accounts/{accountId}',
  method: 'PATCH',
  summary: 'Change an account’s name, team, way or token; what is not named stays',
  for: ['staff'],
  fresh: true,
  input: z.strictObject({
    ...inAccount,
    version: Version,
    name: settings.name.optional(),
    teamId: settings.teamId.optional(),
    way: settings.way.optional(),
    token: settings.token.optional(),
  }),
  output: z.object({ ...inAccount, version: Version }),
  refuses: [...refusals, 'record.stale'],
  emits: ['social_account.changed'],
});

export const retireAccount = command('social.retire-account', {
  path: '/social/accounts/{accountId}',
  method: 'DELETE',
  summary: 'Take an account off: nothing comes in or leaves any more; its conversations stay',
  for: ['staff'],
  fresh: true,
  input: z.strictObject(inAccount),
  output: z.object(inAccount),
  emits: ['social_account.changed'],
});

export const socialOfConversation = query('social.of-conversation', {
  path: '/conversations/{conversationId}/social',
  summary: 'With whom a conversation by messenger is, and how far our answers have got; the newest 200',
  for: ['staff'],
  input: z.strictObject({ conversationId: Id }),
  output: z.object({
    contact: z
      .object({
        connector: Connector,
        account: z.string(),
        name: z.string(),
        handle: z.string(),
        blockedAt: Instant.nullable(),
      })
      .nullable(),
    messages: z.array(
      z.object({
        messageId: Id,
        editsId: Id.nullable(),
        leftOut: z.array(z.object({ name: z.string(), reason: z.string() })),
        delivery: z.object({ state: SocialDelivery, reason: z.string(), at: Instant }).nullable(),
      }),
    ),
  }),
  subjects: ['conversation:{conversationId}', 'social-accounts'],
});

export const sendSocialAgain = command('social.send-again', {
  path: '/conversations/{conversationId}/social/{messageId}/sending',
  summary: 'Send an answer once more that failed; what of it is there already is not repeated',
  for: ['staff'],
  input: z.strictObject({ conversationId: Id, messageId: Id }),
  output: z.object({ messageId: Id }),
  refuses: ['social.not_possible'],
  emits: ['social.delivery_changed'],
});
