import { z } from 'zod';
import { command, event, query } from '#kernel/contract/contract.ts';
import { Id, Instant, Version } from '#kernel/contract/ids.ts';
import { problems } from '#kernel/contract/problem.ts';
import { PasskeyAnswer } from './contract-passkeys.ts';
import { Role } from './contract-role.ts';

/** Six digits of an authenticator or one of the recovery codes; blanks and dashes do not count. */
const Code = z.string().trim().min(6).max(40);

export const safetyProblems = problems({
  'people.second_step_needed': {
    status: 401,
    title: 'One more step',
    help: 'The passphrase is right. Send a code or a passkey with the token in `facts` to POST /session/second-step.',
  },
  'people.wrong_code': {
    status: 401,
    title: 'This code does not fit',
    help: 'Codes change every 30 seconds and each works once. A recovery code works too. Five tries in fifteen minutes.',
  },
  'people.step_over': {
    status: 410,
    title: 'This took too long or was used before',
    help: 'Begin again: sign in with the passphrase, or ask for the passkey once more.',
  },
  'people.sign_in_first': {
    status: 409,
    title: 'This account signs in with a second step',
    help: 'Sign in first, then open the link of the invitation again in the same browser.',
  },
  'people.set_second_step_up': {
    status: 403,
    title: 'Your role signs in with a second step',
    help: 'Set up an authenticator app or a passkey first; nothing else is open to you until then.',
  },
  'people.own_second_step_first': {
    status: 409,
    title: 'Set up your own second step first',
    help: 'Whoever demands a second step of their own role has one already, so nobody shuts themselves out.',
  },
  'people.second_step_kept': {
    status: 409,
    title: 'Your role keeps a second step',
    help: 'Add another authenticator or passkey first, or ask an owner to change the rule under Settings, Security.',
  },
  'people.authenticator_there': {
    status: 409,
    title: 'You have an authenticator already',
    help: 'Remove the present one before you set up another.',
  },
  'people.passkey_refused': {
    status: 401,
    title: 'This passkey does not fit',
    help: 'It may have been removed, or belongs to another address. Sign in with your passphrase instead.',
  },
  'people.passkeys_unavailable': {
    status: 409,
    title: 'Passkeys need a host name and HTTPS',
    help: 'Browsers make passkeys for a name such as help.example.org, not for an IP address. An operator sets HEED_URL.',
  },
  'people.too_many_passkeys': {
    status: 409,
    title: 'You have twenty passkeys',
    help: 'Remove one that you no longer use first.',
  },
});

export const confirmed = event('person.confirmed', {
  data: z.strictObject({
    personId: Id,
    how: z.enum(['passphrase', 'authenticator', 'recovery_code', 'passkey', 'provider']),
  }),
  subjects: ['sign-in-methods'],
  audience: 'staff',
  sentence: 'confirmed who they are ({how})',
});
export const secondStepChanged = event('person.second_step_changed', {
  data: z.strictObject({
    personId: Id,
    what: z.enum([
      'authenticator_added',
      'authenticator_removed',
      'passkey_added',
      'passkey_renamed',
      'passkey_removed',
      'codes_renewed',
      'code_used',
      'cleared',
    ]),
  }),
  subjects: ['sign-in-methods', 'security', 'me'],
  audience: 'staff',
  sentence: 'changed a second step ({what})',
});
export const sessionsEnded = event('person.sessions_ended', {
  data: z.strictObject({ personId: Id, sessions: z.int(), by: z.enum(['self', 'owner']) }),
  subjects: ['sessions'],
  audience: 'staff',
  sentence: 'ended {sessions} sessions ({by})',
});
export const securityChanged = event('workspace.security_changed', {
  data: z.strictObject({ roles: z.array(Role), from: Instant.nullable() }),
  subjects: ['security', 'sign-in-methods', 'me'],
  audience: 'staff',
  sentence: 'changed who signs in with a second step',
});

export const prove = command('people.prove', {
  path: '/session/proof',
  summary: 'Confirm that it is me, by passphrase, code or passkey; risky changes are open for five minutes then',
  for: ['staff'],
  keyed: false,
  input: z.strictObject({
    passphrase: z.string().min(1).max(200).optional(),
    code: Code.optional(),
    passkey: PasskeyAnswer.optional(),
  }),
  output: z.object({ personId: Id, until: Instant }),
  refuses: [
    'people.wrong_passphrase',
    'people.wrong_code',
    'people.passkey_refused',
    'people.step_over',
    'limit.too_many',
  ],
  emits: ['person.confirmed', 'person.second_step_changed'],
});

export const finishSignIn = command('people.finish-sign-in', {
  path: '/session/second-step',
  summary: 'The second step of signing in: a code of the authenticator, a recovery code or a passkey',
  for: ['nobody', 'staff'],
  keyed: false,
  input: z.strictObject({
    token: z.string().min(20).max(200),
    code: Code.optional(),
    passkey: PasskeyAnswer.optional(),
  }),
  output: z.object({ personId: Id, workspaceId: Id }),
  refuses: [
    ...['people.wrong_code', 'people.passkey_refused', 'people.step_over', 'limit.too_many'],
    ...['people.only_elsewhere', 'people.identity_taken'],
  ],
  emits: ['person.signed_in', 'person.signed_out', 'person.second_step_changed', 'person.identity_linked'],
});

export const signInMethods = query('people.sign-in-methods', {
  path: '/me/sign-in-methods',
  summary: 'How I sign in, and whether my role must have a second step',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({
    hasPassphrase: z.boolean(),
    authenticatorSince: Instant.nullable(),
    recoveryCodesLeft: z.int(),
    passkeys: z.array(z.object({ id: Id, name: z.string(), addedAt: Instant, usedAt: Instant.nullable() })),
    /** Identity providers of my workspaces, and who I am there. */
    providers: z.array(
      z.object({
        id: Id,
        name: z.string(),
        linked: z.object({ id: Id, email: z.string(), linkedAt: Instant, usedAt: Instant.nullable() }).nullable(),
      }),
    ),
    /** Passkeys need a host name under HTTPS. */
    canHavePasskeys: z.boolean(),
    /** From when on my role must have a second step; null: it need not. */
    neededFrom: Instant.nullable(),
  }),
  subjects: ['sign-in-methods', 'me'],
});

export const startAuthenticator = command('people.start-authenticator', {
  path: '/me/authenticator',
  summary: 'A new secret for an authenticator app, shown once; it counts only when a code confirms it',
  for: ['staff'],
  keyed: false,
  quiet: true,
  fresh: true,
  input: z.strictObject({}),
  output: z.object({
    secret: z.string(),
    uri: z.string(),
    /** The address as a QR code: modules on a side, and an SVG path that draws the dark ones. */
    qr: z.object({ size: z.int(), path: z.string() }),
  }),
  refuses: ['people.authenticator_there'],
  emits: [],
});

export const confirmAuthenticator = command('people.confirm-authenticator', {
  path: '/me/authenticator',
  method: 'PUT',
  summary: 'Confirm the authenticator with a code; with the first second step come ten recovery codes, shown once',
  for: ['staff'],
  keyed: false,
  input: z.strictObject({ code: Code }),
  output: z.object({ recoveryCodes: z.array(z.string()).nullable() }),
  refuses: ['people.wrong_code', 'people.step_over', 'limit.too_many'],
  emits: ['person.second_step_changed'],
});

export const removeAuthenticator = command('people.remove-authenticator', {
  path: '/me/authenticator',
  method: 'DELETE',
  summary: 'Remove my authenticator; without another second step the recovery codes go too',
  for: ['staff'],
  keyed: false,
  fresh: true,
  input: z.strictObject({}),
  output: z.object({}),
  refuses: ['people.second_step_kept', 'record.not_found'],
  emits: ['person.second_step_changed'],
});

export const renewRecoveryCodes = command('people.renew-recovery-codes', {
  path: '/me/recovery-codes',
  summary: 'Ten new recovery codes, shown once; the old ones end',
  for: ['staff'],
  keyed: false,
  fresh: true,
  input: z.strictObject({}),
  output: z.object({ recoveryCodes: z.array(z.string()) }),
  refuses: ['record.not_found'],
  emits: ['person.second_step_changed'],
});

export const listSessions = query('people.sessions', {
  path: '/people/{personId}/sessions',
  summary: 'Where a person is signed in: one’s own everywhere; an owner sees a colleague’s in this workspace',
  for: ['staff'],
  input: z.strictObject({ personId: Id }),
  output: z.object({
    sessions: z.array(
      z.object({
        id: Id,
        workspaceName: z.string(),
        /** Browser and system in words, such as Firefox on Linux. */
        device: z.string(),
        kind: z.enum(['computer', 'phone', 'other']),
        /** The network address at sign-in; empty where it is not known. */
        address: z.string(),
        startedAt: Instant,
        /** Noted every five minutes. */
        seenAt: Instant,
        isThis: z.boolean(),
      }),
    ),
  }),
  subjects: ['sessions'],
});

export const endSession = command('people.end-session', {
  path: '/people/{personId}/sessions/{sessionId}',
  method: 'DELETE',
  summary: 'End one session of mine, or as owner one of a colleague: refused within a second everywhere',
  for: ['staff'],
  input: z.strictObject({ personId: Id, sessionId: Id }),
  output: z.object({ sessionId: Id }),
  emits: ['person.sessions_ended'],
});

export const endOtherSessions = command('people.end-other-sessions', {
  path: '/people/{personId}/sessions/end',
  summary: 'End every session of mine but this one, or as owner all of a colleague in this workspace',
  for: ['staff'],
  input: z.strictObject({ personId: Id }),
  output: z.object({ sessions: z.int() }),
  emits: ['person.sessions_ended'],
});

export const security = query('people.security', {
  path: '/security',
  summary: 'Which roles must sign in with a second step, and who has none yet',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({
    version: Version,
    roles: z.array(Role),
    from: Instant.nullable(),
    people: z.array(z.object({ id: Id, name: z.string(), role: Role, hasSecondStep: z.boolean() })),
  }),
  subjects: ['security', 'people'],
});

export const changeSecurity = command('people.change-security', {
  path: '/security',
  method: 'PUT',
  summary: 'Say which roles must sign in with a second step, and from when on',
  for: ['staff'],
  fresh: true,
  input: z.strictObject({ version: Version, roles: z.array(Role).max(7), from: Instant.nullable() }),
  output: z.object({ version: Version }),
  refuses: ['record.stale', 'people.own_second_step_first'],
  emits: ['workspace.security_changed'],
});
