import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import type { Config } from '#kernel/server/config.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import { spendAuthenticatorCode } from './authenticator.ts';
import { dropCodes, renewCodes, spendRecoveryCode } from './recovery-codes.ts';
import { endSteps } from './steps.ts';

/** Which second steps an account has. */
export interface SecondSteps {
  authenticatorSince: Date | null;
  passkeys: number;
  codesLeft: number;
  codesEver: number;
}

const which = statement<SecondSteps>(
  'people_second_steps',
  `SELECT (SELECT confirmed_at FROM authenticator WHERE account_id = $1) AS "authenticatorSince",
     (SELECT count(*)::int FROM passkey WHERE account_id = $1) AS passkeys,
     (SELECT count(*)::int FROM recovery_code WHERE account_id = $1 AND used_at IS NULL) AS "codesLeft",
     (SELECT count(*)::int FROM recovery_code WHERE account_id = $1) AS "codesEver"`,
);

export async function secondStepsOf(tx: Tx, accountId: Id): Promise<SecondSteps> {
  const row = await tx.first(which, [accountId]);
  return row ?? { authenticatorSince: null, passkeys: 0, codesLeft: 0, codesEver: 0 };
}

/** Whether signing in takes a second step. */
export function hasSecondStep(steps: SecondSteps): boolean {
  return steps.authenticatorSince !== null || steps.passkeys > 0;
}

/**
 * Uses up a code: six digits are the authenticator's, anything longer a recovery code. The try must have been counted.
 * @throws Problem people.wrong_code
 */
export async function spendCode(
  ctx: CommandContext,
  config: Config,
  accountId: Id,
  code: string,
): Promise<'authenticator' | 'recovery_code'> {
  const digits = code.replace(/[\s-]/g, '');
  if (/^\d{6}$/.test(digits)) {
    const fits = await spendAuthenticatorCode(ctx.tx, config, ctx.now, { accountId, digits, confirming: false });
    return fits ? 'authenticator' : wrongCode();
  }
  return (await spendRecoveryCode(ctx.tx, accountId, code, ctx.now)) ? 'recovery_code' : wrongCode();
}

export function wrongCode(): never {
  return refuse('people.wrong_code', 'Wait for the next code of your app, or give one of your recovery codes.');
}

/** With the first second step come recovery codes; null where the account had some before. */
export async function firstCodes(ctx: CommandContext, accountId: Id): Promise<string[] | null> {
  const { codesEver } = await secondStepsOf(ctx.tx, accountId);
  return codesEver === 0 ? renewCodes(ctx.tx, accountId, ctx.now) : null;
}

const neededFrom = statement<{ at: Date | null }>('people_step_needed', 'SELECT heed_step_needed($1) AS at');

/** From when on the person must have a second step, in any of their workspaces. */
export async function stepNeededFrom(tx: Tx, accountId: Id): Promise<Date | null> {
  return (await tx.first(neededFrom, [accountId]))?.at ?? null;
}

/**
 * After one was removed: without any, recovery codes go too, and who must have one keeps it.
 * @throws Problem people.second_step_kept
 */
export async function afterRemoval(ctx: CommandContext, accountId: Id): Promise<void> {
  if (hasSecondStep(await secondStepsOf(ctx.tx, accountId))) return;
  const needed = await stepNeededFrom(ctx.tx, accountId);
  if (needed && needed.getTime() <= ctx.now.getTime()) {
    refuse('people.second_step_kept', 'It is your only one. Add another authenticator or passkey first.');
  }
  await dropCodes(ctx.tx, accountId);
}

const hold = statement('people_account_hold', 'SELECT 1 FROM account WHERE id = $1 FOR NO KEY UPDATE');

/** Changes of one account's second steps wait for each other, so that two removals at once see each other. */
export async function holdAccount(ctx: CommandContext, accountId: Id): Promise<void> {
  await ctx.tx.rows(hold, [accountId]);
}

const dropAuthenticator = statement<{ account_id: Id }>(
  'people_second_step_clear_authenticator',
  'DELETE FROM authenticator WHERE account_id = $1 RETURNING account_id',
);
const dropPasskeys = statement<{ account_id: Id }>(
  'people_second_step_clear_passkeys',
  'DELETE FROM passkey WHERE account_id = $1 RETURNING account_id',
);

/** Takes every second step away, for somebody who lost theirs. Returns whether there was one. */
export async function clearSecondSteps(ctx: CommandContext, accountId: Id): Promise<boolean> {
  const had = hasSecondStep(await secondStepsOf(ctx.tx, accountId));
  await ctx.tx.rows(dropAuthenticator, [accountId]);
  await ctx.tx.rows(dropPasskeys, [accountId]);
  await dropCodes(ctx.tx, accountId);
  await endSteps(ctx.tx, accountId);
  return had;
}
