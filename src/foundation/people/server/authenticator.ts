import { Secret, TOTP } from 'otpauth';
import type { Id } from '#kernel/contract/ids.ts';
import { seal, unseal } from '#kernel/seal/seal.ts';
import type { Config } from '#kernel/server/config.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';

const periodS = 30;
/** Steps before and after the present one whose code is taken too: clocks of phones are off by a little. */
const drift = 1;

const about = (accountId: Id) => `authenticator:${accountId}`;

const insert = statement<{ account_id: Id }>(
  'people_authenticator_start',
  `INSERT INTO authenticator (account_id, secret, created_at) VALUES ($1, $2, $3)
   ON CONFLICT (account_id) DO UPDATE SET secret = excluded.secret, created_at = excluded.created_at, last_step = 0
     WHERE authenticator.confirmed_at IS NULL
   RETURNING account_id`,
);

/** A new secret that counts once it is confirmed. @throws Problem people.authenticator_there */
export async function startSecret(tx: Tx, config: Config, now: Date, accountId: Id): Promise<Secret> {
  const secret = new Secret({ size: 20 });
  const sealed = seal(config.sealWords, secret.base32, about(accountId));
  if (!(await tx.first(insert, [accountId, sealed, now]))) {
    refuse('people.authenticator_there', 'Remove the present authenticator before you set up another.');
  }
  return secret;
}

/** The address that apps read from the QR code. */
export function authenticatorUri(secret: Secret, email: string, issuer: string): string {
  return new TOTP({ secret, label: email, issuer, period: periodS }).toString();
}

interface Row {
  secret: Buffer;
  last_step: number;
  is_confirmed: boolean;
}

const hold = statement<Row>(
  'people_authenticator_hold',
  `SELECT secret, last_step, confirmed_at IS NOT NULL AS is_confirmed FROM authenticator
   WHERE account_id = $1 FOR UPDATE`,
);
const use = statement('people_authenticator_use', 'UPDATE authenticator SET last_step = $2 WHERE account_id = $1');
const confirm = statement(
  'people_authenticator_confirm',
  'UPDATE authenticator SET last_step = $2, confirmed_at = $3 WHERE account_id = $1',
);

/**
 * Whether six digits are a code of the account's authenticator that was not used before, and uses it up. Of the same
 * code twice at the same time the second waits for the row and finds it used.
 * `confirming`: the authenticator is new and counts from now on.
 */
export async function spendAuthenticatorCode(
  tx: Tx,
  config: Config,
  now: Date,
  who: { accountId: Id; digits: string; confirming: boolean },
): Promise<boolean> {
  const { accountId, digits, confirming } = who;
  const row = await tx.first(hold, [accountId]);
  if (!row || row.is_confirmed === confirming) return false;
  const base32 = unseal(config.sealWords, row.secret, about(accountId));
  if (base32 === undefined) return refuseUnreadable();
  const step = stepOf(base32, digits, now);
  if (step === null || step <= row.last_step) return false;
  await tx.rows(confirming ? confirm : use, confirming ? [accountId, step, now] : [accountId, step]);
  return true;
}

/** The step of 30 seconds to which a code belongs, or null. Pure. */
export function stepOf(base32: string, digits: string, now: Date): number | null {
  const timestamp = now.getTime();
  const secret = Secret.fromBase32(base32);
  const delta = TOTP.validate({ token: digits, secret, period: periodS, timestamp, window: drift });
  return delta === null ? null : TOTP.counter({ period: periodS, timestamp }) + delta;
}

function refuseUnreadable(): never {
  return refuse(
    'people.wrong_code',
    'Heed cannot read this authenticator any more (HEED_SEAL or the database password changed). Use a recovery code.',
  );
}

const remove = statement<{ account_id: Id }>(
  'people_authenticator_remove',
  'DELETE FROM authenticator WHERE account_id = $1 AND confirmed_at IS NOT NULL RETURNING account_id',
);

/** False when there was none. */
export async function removeSecret(tx: Tx, accountId: Id): Promise<boolean> {
  return (await tx.first(remove, [accountId])) !== undefined;
}
