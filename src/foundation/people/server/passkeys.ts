import { isIP } from 'node:net';
import { verifyAuthenticationResponse } from '@simplewebauthn/server';
import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { noScope } from '#kernel/server/database.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import type { PasskeyAnswer } from '../contract.ts';
import { findStep, takeStep } from './steps.ts';

/** Minutes in which a challenge must be answered, and what the browser is told. */
export const challengeMinutes = 5;
export const challengeMs = challengeMinutes * 60_000;

interface Party {
  id: string;
  origin: string;
}

/**
 * For whom passkeys are made: the host of HEED_URL under HTTPS, and the one origin from which answers are taken.
 * Browsers make none for an IP address; a Heed on the own machine is called localhost for them. Pure.
 */
export function partyOf(publicUrl: string): Party | undefined {
  const { protocol, hostname, port, origin } = new URL(publicUrl);
  const isOwnMachine = hostname === 'localhost' || hostname === '[::1]' || /^127\.[\d.]+$/.test(hostname);
  if (isOwnMachine) return { id: 'localhost', origin: `${protocol}//localhost${port === '' ? '' : `:${port}`}` };
  const isName = isIP(hostname.replace(/^\[|\]$/g, '')) === 0;
  return isName && protocol === 'https:' ? { id: hostname, origin } : undefined;
}

export function canHavePasskeys(publicUrl: string): boolean {
  return partyOf(publicUrl) !== undefined;
}

/** @throws Problem people.passkeys_unavailable */
export function relyingParty(kernel: Kernel): Party {
  const detail = 'An operator sets HEED_URL to an https:// address with a host name.';
  return partyOf(kernel.publicUrl()) ?? refuse('people.passkeys_unavailable', detail);
}

interface Row {
  id: Id;
  account_id: Id;
  credential_id: string;
  public_key: Buffer;
  counter: number;
}

const byCredential = statement<Row>(
  'people_passkey_by_credential',
  'SELECT id, account_id, credential_id, public_key, counter FROM passkey WHERE credential_id = $1',
);

/** An answer whose signature fits, before it is used. */
export interface VerifiedPasskey {
  id: Id;
  accountId: Id;
  token: string;
  counter: number;
}

/**
 * Checks what a passkey answered, without a transaction; `spendPasskey` then uses the challenge up.
 * @throws Problem people.step_over, people.passkey_refused, people.passkeys_unavailable
 */
export async function verifyPasskey(kernel: Kernel, answer: PasskeyAnswer): Promise<VerifiedPasskey> {
  const party = relyingParty(kernel);
  const { step, row } = await kernel.database.read(noScope, async (tx) => ({
    step: await findStep(tx, kernel.now(), answer.token, 'passkey'),
    row: await tx.first(byCredential, [answer.id]),
  }));
  if (!row) return refusePasskey();
  const { id, clientDataJSON, authenticatorData, signature } = answer;
  const result = await verifyAuthenticationResponse({
    response: {
      id,
      rawId: id,
      type: 'public-key',
      clientExtensionResults: {},
      response: { clientDataJSON, authenticatorData, signature },
    },
    expectedChallenge: step.data,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    credential: { id: row.credential_id, publicKey: new Uint8Array(row.public_key), counter: row.counter },
  }).catch(() => undefined);
  if (!result?.verified) return refusePasskey();
  const counter = result.authenticationInfo.newCounter;
  return { id: row.id, accountId: row.account_id, token: answer.token, counter };
}

// Many passkeys count nothing and always say 0; one that counts must have gone on, or it was copied.
const use = statement<{ account_id: Id }>(
  'people_passkey_use',
  `UPDATE passkey SET counter = $2, used_at = $3 WHERE id = $1 AND (counter < $2 OR (counter = 0 AND $2 = 0))
   RETURNING account_id`,
);

/** Uses the challenge up. @throws Problem people.step_over, people.passkey_refused when it is gone by now */
export async function spendPasskey(ctx: CommandContext, { token, id, counter }: VerifiedPasskey): Promise<void> {
  await takeStep(ctx.tx, ctx.now, token, 'passkey');
  if (!(await ctx.tx.first(use, [id, counter, ctx.now]))) refusePasskey();
}

export function refusePasskey(): never {
  return refuse('people.passkey_refused', 'It may have been removed. Sign in with your passphrase instead.');
}
