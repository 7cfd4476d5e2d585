import { Secret, TOTP } from 'otpauth';
import { type Client, ProblemError, testPassphrase } from '#kernel/test/client.ts';
import type { TestHeed } from '#kernel/test/heed.ts';
import * as contract from '../contract.ts';
import { type SoftPasskey, softPasskey } from './soft-passkey.ts';

/** The code that an app shows for this secret at an instant. */
export function codeOf(secret: string, at: Date): string {
  return TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: at.getTime() });
}

/** Gives the caller an authenticator, in place of one that is there. */
export async function giveAuthenticator(heed: TestHeed, by: Client) {
  await by.call(contract.removeAuthenticator, {}).catch(() => undefined);
  const { secret } = await by.call(contract.startAuthenticator, {});
  const code = codeOf(secret, heed.running.kernel.now());
  const { recoveryCodes } = await by.call(contract.confirmAuthenticator, { code });
  return { secret, recoveryCodes: recoveryCodes ?? [] };
}

/** The origin from which this Heed takes passkeys. */
export function passkeyOrigin(heed: TestHeed): string {
  return `http://localhost:${new URL(heed.url).port}`;
}

/** Gives the caller a passkey. */
export async function givePasskey(heed: TestHeed, by: Client, name = 'Blue key') {
  const passkey = softPasskey(passkeyOrigin(heed));
  const { token, challenge } = await by.call(contract.startPasskey, {});
  const made = passkey.create(challenge);
  const { passkeyId, recoveryCodes } = await by.call(contract.addPasskey, { token, name, ...made });
  return { passkey, passkeyId, recoveryCodes };
}

/** What the passkey answers to a fresh challenge. */
export async function answerOf(by: Client, passkey: SoftPasskey, counter?: number) {
  const { token, challenge } = await by.call(contract.passkeyChallenge, {});
  return { token, ...passkey.get(challenge, counter) };
}

/** Signs in by passphrase as far as the second step. Returns the token that goes on. */
export async function firstStep(by: Client, email: string): Promise<string> {
  const refused: unknown = await by
    .call(contract.signIn, { email, passphrase: testPassphrase })
    .catch((error: unknown) => error);
  if (!(refused instanceof ProblemError)) throw new Error('no second step was asked for');
  if (refused.code !== 'people.second_step_needed') throw refused;
  return String(refused.body.facts?.token);
}
