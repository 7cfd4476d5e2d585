import type { Id } from '#kernel/contract/ids.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import { hashToken, newToken } from './tokens.ts';

/** Something that was begun and waits for its end: a second step, or a challenge for a passkey. */
export type StepPurpose = 'second_step' | 'passkey' | 'new_passkey' | 'provider' | 'link_offer';

export interface Step {
  purpose: StepPurpose;
  accountId: Id | null;
  /** What its end is checked against, e.g. a digest or a challenge; never a secret. */
  data: string;
}

const insert = statement(
  'people_step_insert',
  `INSERT INTO sign_in_step (token_hash, purpose, account_id, data, expires_at) VALUES ($1, $2, $3, $4, $5)
   ON CONFLICT (token_hash) DO UPDATE SET purpose = excluded.purpose, account_id = excluded.account_id,
     data = excluded.data, expires_at = excluded.expires_at`,
);

/** Begins something that must be ended within so many minutes. Returns the token that names it, kept as a hash. */
export async function beginStep(tx: Tx, now: Date, minutes: number, step: Step): Promise<string> {
  const token = newToken();
  await keepStep(tx, now, minutes, token, step);
  return token;
}

/** The same under a token that the browser has already; what it had begun under it before is over. */
export async function keepStep(tx: Tx, now: Date, minutes: number, token: string, step: Step): Promise<void> {
  const expiresAt = new Date(now.getTime() + minutes * 60_000);
  await tx.rows(insert, [hashToken(token), step.purpose, step.accountId, step.data, expiresAt]);
}

const columns = 'purpose, account_id AS "accountId", data';
const read = statement<Step>(
  'people_step_read',
  `SELECT ${columns} FROM sign_in_step WHERE token_hash = $1 AND purpose = $2 AND expires_at > $3`,
);
const take = statement<Step>(
  'people_step_take',
  `DELETE FROM sign_in_step WHERE token_hash = $1 AND purpose = $2 AND expires_at > $3 RETURNING ${columns}`,
);

/** Looks without taking it. @throws Problem people.step_over */
export async function findStep(tx: Tx, now: Date, token: string, purpose: StepPurpose): Promise<Step> {
  return (await tx.first(read, [hashToken(token), purpose, now])) ?? refuseOver();
}

/** Takes it: of several at the same time one gets it. @throws Problem people.step_over */
export async function takeStep(tx: Tx, now: Date, token: string, purpose: StepPurpose): Promise<Step> {
  return (await tryTakeStep(tx, now, token, purpose)) ?? refuseOver();
}

/** Takes it where there is one. */
export function tryTakeStep(tx: Tx, now: Date, token: string, purpose: StepPurpose): Promise<Step | undefined> {
  return tx.first(take, [hashToken(token), purpose, now]);
}

const drop = statement('people_step_drop', 'DELETE FROM sign_in_step WHERE account_id = $1');
const tidyOld = statement('people_step_tidy', 'DELETE FROM sign_in_step WHERE expires_at < $1');

/** Ends whatever an account has begun, e.g. because its passphrase changed. */
export async function endSteps(tx: Tx, accountId: Id): Promise<void> {
  await tx.rows(drop, [accountId]);
}

export async function forgetSteps(tx: Tx, now: Date): Promise<void> {
  await tx.rows(tidyOld, [now]);
}

function refuseOver(): never {
  return refuse('people.step_over', 'Begin again; what was begun before is over after a few minutes or once used.');
}
