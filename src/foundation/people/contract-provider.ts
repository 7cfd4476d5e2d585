import { z } from 'zod';
import { command, event, query } from '#kernel/contract/contract.ts';
import { Id, Version } from '#kernel/contract/ids.ts';
import { problems } from '#kernel/contract/problem.ts';
import { Role } from './contract-role.ts';

/** Roles that a provider may give to people whom nobody invited. Owners and managers are always invited. */
export const JoinRole = Role.exclude(['owner', 'manager']);

const onOwnMachine = /^http:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?(\/|$)/;
const Issuer = z
  .string()
  .trim()
  .max(500)
  .check(z.url())
  .refine((text) => text.startsWith('https://') || onOwnMachine.test(text), 'begins with https://')
  .transform((text) => text.replace(/\/\.well-known\/openid-configuration$/, '').replace(/\/$/, ''));
const Domain = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}$/, 'a domain such as example.org, without @');

export const providerProblems = problems({
  'people.no_provider': {
    status: 404,
    title: 'There is no such way to sign in',
    help: 'It was removed. Load the page again and sign in another way.',
  },
  'people.provider_down': {
    status: 503,
    title: 'The identity provider does not answer as it should',
    help: 'Try again in a minute. An owner without another way in runs `heed people reset` on the server.',
  },
  'people.provider_refused': {
    status: 401,
    title: 'The identity provider did not let you in',
    help: 'Begin again. If it stays so, ask whoever looks after your accounts whether you may use Heed.',
  },
  'people.answer_refused': {
    status: 401,
    title: 'What came back from the identity provider does not fit',
    help: 'Nothing was changed and nobody was signed in. Begin again from the sign-in page.',
  },
  'people.address_refused': {
    status: 403,
    title: 'This e-mail address is not let in',
    help: 'The provider must say that the address is verified, and it must belong to a domain that an owner listed.',
  },
  'people.not_invited': {
    status: 403,
    title: 'You have no access yet',
    help: 'Ask an owner or a manager to invite the address that your provider knows you by.',
  },
  'people.link_first': {
    status: 409,
    title: 'An account with this address exists already',
    help: 'Sign in once more the way you did so far, in the same browser within ten minutes: that links the two.',
  },
  'people.identity_taken': {
    status: 409,
    title: 'This is linked to another account',
    help: 'One identity opens one account, and an account has one identity at each provider. Unlink the other first.',
  },
  'people.only_elsewhere': {
    status: 403,
    title: 'Here people sign in through the identity provider only',
    help: 'Use the button of the provider. Should it be down, `heed people reset EMAIL` on the server is a way in.',
  },
  'people.link_own_first': {
    status: 409,
    title: 'Link your own account first',
    help: 'Whoever makes the provider the only way in has used it already, so nobody shuts themselves out.',
  },
  'people.only_way_in': {
    status: 409,
    title: 'This is your only way in',
    help: 'Add a passkey first, or ask for a reset link to set a passphrase.',
  },
});

export const providerChanged = event('workspace.sign_in_provider_changed', {
  data: z.strictObject({
    what: z.enum(['set', 'removed']),
    isOnly: z.boolean(),
    joinsAs: JoinRole.nullable(),
    issuerChanged: z.boolean(),
  }),
  subjects: ['sign-in-provider', 'sign-in-methods'],
  audience: 'staff',
  sentence: 'changed the identity provider ({what})',
});
export const identityLinked = event('person.identity_linked', {
  data: z.strictObject({ personId: Id, identityId: Id }),
  subjects: ['sign-in-methods'],
  audience: 'staff',
  sentence: 'linked an identity of the provider',
});
export const identityUnlinked = event('person.identity_unlinked', {
  data: z.strictObject({ personId: Id, identityId: Id }),
  subjects: ['sign-in-methods'],
  audience: 'staff',
  sentence: 'unlinked an identity of the provider',
});

export const listProviders = query('people.providers', {
  path: '/session/providers',
  summary: 'Identity providers by which people sign in here, for the sign-in page',
  for: ['nobody', 'staff'],
  input: z.strictObject({}),
  output: z.object({ providers: z.array(z.object({ id: Id, name: z.string(), isOnly: z.boolean() })) }),
  subjects: ['sign-in-provider'],
});

export const getProvider = query('people.provider', {
  path: '/sign-in-provider',
  summary: 'The identity provider of this workspace, without its secret',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({
    version: Version,
    provider: z
      .object({
        name: z.string(),
        issuer: z.string(),
        clientId: z.string(),
        hasSecret: z.boolean(),
        domains: z.array(z.string()),
        joinsAs: JoinRole.nullable(),
        isOnly: z.boolean(),
      })
      .nullable(),
    /** To be entered at the provider. */
    callback: z.string(),
    /** Practice workspaces call nobody, so they have no provider. */
    isPossible: z.boolean(),
  }),
  subjects: ['sign-in-provider'],
});

export const setProvider = command('people.set-provider', {
  path: '/sign-in-provider',
  method: 'PUT',
  summary: 'Set the identity provider up or change it. A new issuer needs its own secret',
  for: ['staff'],
  fresh: true,
  large: true,
  input: z.strictObject({
    version: Version,
    name: z.string().trim().min(1).max(60),
    issuer: Issuer,
    clientId: z.string().trim().min(1).max(300),
    /** Absent: as it is; null: the provider knows this client without a secret. */
    clientSecret: z.string().min(1).max(1_000).nullable().optional(),
    domains: z.array(Domain).min(1).max(50),
    joinsAs: JoinRole.nullable(),
    isOnly: z.boolean(),
  }),
  output: z.object({ version: Version }),
  refuses: ['record.stale', 'people.link_own_first', 'practice.no_sending'],
  emits: ['workspace.sign_in_provider_changed'],
});

export const removeProvider = command('people.remove-provider', {
  path: '/sign-in-provider',
  method: 'DELETE',
  summary: 'Remove the identity provider; who has no other way in needs a reset link then',
  for: ['staff'],
  fresh: true,
  input: z.strictObject({ version: Version }),
  output: z.object({ version: Version }),
  refuses: ['record.stale', 'record.not_found'],
  emits: ['workspace.sign_in_provider_changed'],
});

export const checkProvider = command('people.check-provider', {
  path: '/sign-in-provider/check',
  summary: 'Ask the identity provider for its description, to see whether it answers',
  for: ['staff'],
  keyed: false,
  quiet: true,
  input: z.strictObject({}),
  output: z.object({ answers: z.boolean(), why: z.string().nullable() }),
  refuses: ['people.no_provider', 'limit.too_many'],
  emits: [],
});

export const startElsewhere = command('people.start-elsewhere', {
  path: '/session/elsewhere',
  summary: 'Begin at the identity provider: the address to go to, good for ten minutes in this browser',
  for: ['nobody', 'staff'],
  keyed: false,
  quiet: true,
  input: z.strictObject({ providerId: Id, to: z.enum(['sign_in', 'link', 'prove']) }),
  output: z.object({ url: z.string() }),
  refuses: ['people.no_provider', 'people.provider_down', 'access.fresh_proof_needed', 'limit.too_many'],
  emits: [],
});

export const finishElsewhere = command('people.finish-elsewhere', {
  path: '/session/elsewhere/answer',
  summary: 'What the identity provider sent back with the browser: signs in, links or confirms, as was begun',
  for: ['nobody', 'staff'],
  keyed: false,
  input: z.strictObject({
    state: z.string().min(20).max(200),
    code: z.string().min(1).max(4_000).optional(),
    iss: z.string().max(500).optional(),
    error: z.string().max(200).optional(),
  }),
  output: z.object({ personId: Id, did: z.enum(['signed_in', 'linked', 'proved']) }),
  refuses: [
    'people.no_provider',
    'people.provider_down',
    'people.provider_refused',
    'people.answer_refused',
    'people.address_refused',
    'people.not_invited',
    'people.link_first',
    'people.identity_taken',
    'people.second_step_needed',
    'people.step_over',
    'limit.too_many',
  ],
  emits: ['person.signed_in', 'person.signed_out', 'person.joined', 'person.identity_linked', 'person.confirmed'],
});

export const unlinkIdentity = command('people.unlink-identity', {
  path: '/me/identities/{identityId}',
  method: 'DELETE',
  summary: 'Unlink my identity at a provider; it signs nobody in any more',
  for: ['staff'],
  fresh: true,
  input: z.strictObject({ identityId: Id }),
  output: z.object({ identityId: Id }),
  refuses: ['people.only_way_in'],
  emits: ['person.identity_unlinked'],
});
