import { createHash } from 'node:crypto';
import type { InputOf } from '#kernel/contract/contract.ts';
import { type Caller, type CommandContext, handlePrepared } from '#kernel/server/capability.ts';
import { noScope } from '#kernel/server/database.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { finishSignIn, secondStepChanged, signedIn, signInByPasskey } from '../contract.ts';
import { type Account, accountById, isStillSecret, newcomer } from './accounts.ts';
import { sessionCookie } from './cookie.ts';
import { canHavePasskeys, refusePasskey, spendPasskey, verifyPasskey } from './passkeys.ts';
import { doorPolicy } from './policy.ts';
import { type Identity, isStillLinked, takeOtherWay } from './provider-identity.ts';
import { hasSecondStep, type SecondSteps, secondStepsOf, spendCode } from './second-step.ts';
import { startSession } from './session.ts';
import { beginStep, findStep, takeStep } from './steps.ts';
import { countCode, giveBack, noTries, type Tries } from './tries.ts';

const minutes = 10;

/** Ties the second step to the passphrase that was checked: another one meanwhile ends it. */
const digestOf = (account: Account) =>
  createHash('sha256')
    .update(account.secret ?? '')
    .digest('base64url');

/**
 * After the right passphrase: asks for the second step where the account has one. The try at the passphrase is given
 * back, as it was right.
 * @throws Problem people.second_step_needed with the token that goes on
 */
export async function askForSecondStep(kernel: Kernel, account: Account, tries: Tries): Promise<void> {
  const steps = await kernel.database.read(noScope, (tx) => secondStepsOf(tx, account.id));
  if (!hasSecondStep(steps)) return;
  const token = await kernel.database.write(noScope, async (tx) => {
    await giveBack({ tx }, tries);
    const step = { purpose: 'second_step', accountId: account.id, data: digestOf(account) } as const;
    return beginStep(tx, kernel.now(), minutes, step);
  });
  refuseForStep(kernel, token, steps);
}

const byProvider = 'provider:';

/** The same after the identity provider named the account. @throws Problem people.second_step_needed */
export async function askForStepAfterProvider(kernel: Kernel, identity: Identity): Promise<void> {
  const { id, accountId } = identity;
  const steps = await kernel.database.read(noScope, (tx) => secondStepsOf(tx, accountId));
  if (!hasSecondStep(steps)) return;
  const step = { purpose: 'second_step', accountId, data: `${byProvider}${id}` } as const;
  const token = await kernel.database.write(noScope, (tx) => beginStep(tx, kernel.now(), minutes, step));
  refuseForStep(kernel, token, steps);
}

function refuseForStep(kernel: Kernel, token: string, steps: SecondSteps): never {
  const passkey = steps.passkeys > 0 && canHavePasskeys(kernel.publicUrl());
  return refuse('people.second_step_needed', 'Give the code of your authenticator app, a recovery code or a passkey.', {
    facts: { token, authenticator: steps.authenticatorSince !== null, passkey },
  });
}

/** Is what came before the second step still so: the same passphrase, or the same identity? */
async function isStillGood(ctx: CommandContext, account: Account, data: string): Promise<boolean> {
  if (data.startsWith(byProvider)) return isStillLinked(ctx, account.id, data.slice(byProvider.length));
  return digestOf(account) === data && isStillSecret(ctx, account);
}

/** The second step: starts the session for whoever knew the passphrase and now has the code or the passkey. */
export const finishSigningIn = handlePrepared(finishSignIn, prepare, async (ctx, input, { kernel, passkey, tries }) => {
  demand(ctx, doorPolicy, 'finish-sign-in');
  const step = await takeStep(ctx.tx, ctx.now, input.token, 'second_step');
  const account = step.accountId ? await accountById(ctx.tx, step.accountId) : undefined;
  if (!account || !(await isStillGood(ctx, account, step.data))) return refuseOver();
  if (passkey) await spendPasskey(ctx, passkey);
  const how = passkey ? 'passkey' : await spendCode(ctx, kernel.config, account.id, input.code ?? '');
  await giveBack(ctx, tries);
  const person = (await newcomer(ctx, account)) ?? refuseOver();
  const token = await startSession(ctx, person);
  ctx.emit(signedIn, { personId: person.accountId });
  if (how === 'recovery_code') ctx.emit(secondStepChanged, { personId: account.id, what: 'code_used' });
  if (!step.data.startsWith(byProvider)) await takeOtherWay(ctx, kernel, account.id);
  ctx.setCookie(sessionCookie(kernel, token));
  return { personId: person.accountId, workspaceId: person.workspaceId };
});

/** Counts the try, for codes, and checks a passkey's signature. */
async function prepare(kernel: Kernel, input: InputOf<typeof finishSignIn>, { request }: Caller) {
  const { code, passkey: answer } = input;
  if ((code === undefined) === (answer === undefined)) refuse('input.invalid', 'Give one of code and passkey.');
  const step = await kernel.database.read(noScope, (tx) => findStep(tx, kernel.now(), input.token, 'second_step'));
  if (!step.accountId) return refuseOver();
  if (!answer) {
    return { kernel, passkey: undefined, tries: await countCode(kernel, request, step.accountId) };
  }
  const passkey = await verifyPasskey(kernel, answer);
  return passkey.accountId === step.accountId ? { kernel, passkey, tries: noTries } : refusePasskey();
}

/** Signs in by a passkey alone: it is in somebody's hands and asked for their finger, face or PIN. */
export const signInWithPasskey = handlePrepared(
  signInByPasskey,
  async (kernel, input) => ({ kernel, passkey: await verifyPasskey(kernel, input) }),
  async (ctx, _input, { kernel, passkey }) => {
    demand(ctx, doorPolicy, 'sign-in-by-passkey');
    await spendPasskey(ctx, passkey);
    const account = (await accountById(ctx.tx, passkey.accountId)) ?? refusePasskey();
    const person = (await newcomer(ctx, account)) ?? refusePasskey();
    const token = await startSession(ctx, person);
    ctx.emit(signedIn, { personId: person.accountId });
    await takeOtherWay(ctx, kernel, account.id);
    ctx.setCookie(sessionCookie(kernel, token));
    return { personId: person.accountId, workspaceId: person.workspaceId };
  },
);

function refuseOver(): never {
  return refuse('people.step_over', 'Begin again with your passphrase. An owner can tell whether you have access.');
}
