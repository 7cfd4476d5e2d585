import { z } from 'zod';
import { command } from '#kernel/contract/contract.ts';
import { Id } from '#kernel/contract/ids.ts';

/** Bytes as browsers write them in JSON: base64url without padding. */
const Bytes = z
  .string()
  .min(1)
  .max(8_000)
  .regex(/^[A-Za-z0-9_-]+$/, 'base64url');
const CredentialId = z
  .string()
  .min(1)
  .max(1_400)
  .regex(/^[A-Za-z0-9_-]+$/, 'base64url');
const Challenge = z.string().min(20).max(200);
const PasskeyName = z.string().trim().min(1).max(80);
const Transport = z.string().min(1).max(20);

/** What a passkey answered to a challenge; `token` names the challenge. */
export const PasskeyAnswer = z.strictObject({
  token: Challenge,
  id: CredentialId,
  clientDataJSON: Bytes,
  authenticatorData: Bytes,
  signature: Bytes,
});
export type PasskeyAnswer = z.output<typeof PasskeyAnswer>;

export const passkeyChallenge = command('people.passkey-challenge', {
  path: '/session/passkey-challenge',
  summary: 'A challenge for a passkey, good once and for five minutes: to sign in, as second step, or to confirm',
  for: ['nobody', 'staff'],
  keyed: false,
  quiet: true,
  input: z.strictObject({}),
  output: z.object({ token: z.string(), challenge: z.string(), rpId: z.string(), timeoutMs: z.int() }),
  refuses: ['people.passkeys_unavailable', 'limit.too_many'],
  emits: [],
});

export const signInByPasskey = command('people.sign-in-by-passkey', {
  path: '/session/passkey',
  summary: 'Sign in with a passkey alone; it stands for passphrase and second step',
  for: ['nobody', 'staff'],
  keyed: false,
  input: PasskeyAnswer,
  output: z.object({ personId: Id, workspaceId: Id }),
  refuses: [
    ...['people.passkey_refused', 'people.step_over', 'people.passkeys_unavailable', 'limit.too_many'],
    ...['people.only_elsewhere', 'people.identity_taken'],
  ],
  emits: ['person.signed_in', 'person.signed_out', 'person.identity_linked'],
});

export const startPasskey = command('people.start-passkey', {
  path: '/me/passkeys/start',
  summary: 'What the browser needs to make a passkey for me',
  for: ['staff'],
  keyed: false,
  quiet: true,
  fresh: true,
  input: z.strictObject({}),
  output: z.object({
    token: z.string(),
    challenge: z.string(),
    rp: z.object({ id: z.string(), name: z.string() }),
    user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
    algorithms: z.array(z.int()),
    known: z.array(z.object({ id: z.string(), transports: z.array(z.string()) })),
    timeoutMs: z.int(),
  }),
  refuses: ['people.passkeys_unavailable', 'people.too_many_passkeys'],
  emits: [],
});

export const addPasskey = command('people.add-passkey', {
  path: '/me/passkeys',
  summary: 'Keep a passkey that the browser made; with the first second step come ten recovery codes, shown once',
  for: ['staff'],
  keyed: false,
  input: z.strictObject({
    token: Challenge,
    name: PasskeyName,
    id: CredentialId,
    clientDataJSON: Bytes,
    attestationObject: Bytes,
    transports: z.array(Transport).max(10).default([]),
  }),
  output: z.object({ passkeyId: Id, recoveryCodes: z.array(z.string()).nullable() }),
  refuses: ['people.passkey_refused', 'people.step_over', 'people.passkeys_unavailable', 'people.too_many_passkeys'],
  emits: ['person.second_step_changed'],
});

export const renamePasskey = command('people.rename-passkey', {
  path: '/me/passkeys/{passkeyId}',
  method: 'PATCH',
  summary: 'Give a passkey of mine another name',
  for: ['staff'],
  input: z.strictObject({ passkeyId: Id, name: PasskeyName }),
  output: z.object({ passkeyId: Id }),
  emits: ['person.second_step_changed'],
});

export const removePasskey = command('people.remove-passkey', {
  path: '/me/passkeys/{passkeyId}',
  method: 'DELETE',
  summary: 'Remove a passkey of mine; it signs nobody in any more',
  for: ['staff'],
  fresh: true,
  input: z.strictObject({ passkeyId: Id }),
  output: z.object({ passkeyId: Id }),
  refuses: ['people.second_step_kept'],
  emits: ['person.second_step_changed'],
});
