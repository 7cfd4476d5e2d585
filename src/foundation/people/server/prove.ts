import type { InputOf } from '#kernel/contract/contract.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { type Caller, type CommandContext, handlePrepared } from '#kernel/server/capability.ts';
import { noScope } from '#kernel/server/database.ts';
import { freshMs } from '#kernel/server/fresh.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { confirmed, prove, secondStepChanged } from '../contract.ts';
import { accountById, isStillSecret } from './accounts.ts';
import { refusePasskey, spendPasskey, verifyPasskey } from './passkeys.ts';
import { verifyPassphrase } from './passphrase.ts';
import { doorPolicy } from './policy.ts';
import { spendCode } from './second-step.ts';
import { selfOf } from './session.ts';
import { countOwnCode, countOwnTry, giveBack, noTries } from './tries.ts';

const renew = statement('people_session_prove', 'UPDATE session SET proved_at = $2 WHERE id = $1');

/** Opens risky changes to this session for five minutes. */
export async function renewProof(ctx: CommandContext, sessionId: Id): Promise<void> {
  await ctx.tx.rows(renew, [sessionId, ctx.now]);
}

/** Confirms that the person at this session is who they are: risky changes are open for five minutes then. */
export const proveOwnSelf = handlePrepared(
  prove,
  prepare,
  async (ctx, { code }, { kernel, account, passkey, tries }) => {
    demand(ctx, doorPolicy, 'prove');
    const { id, sessionId } = selfOf(ctx);
    let how: 'passphrase' | 'authenticator' | 'recovery_code' | 'passkey' = 'passphrase';
    if (account && !(await isStillSecret(ctx, account))) refusePassphrase();
    if (passkey) {
      await spendPasskey(ctx, passkey);
      how = 'passkey';
    }
    if (code) how = await spendCode(ctx, kernel.config, id, code);
    await giveBack(ctx, tries);
    await renewProof(ctx, sessionId);
    ctx.emit(confirmed, { personId: id, how });
    if (how === 'recovery_code') ctx.emit(secondStepChanged, { personId: id, what: 'code_used' });
    return { personId: id, until: new Date(ctx.now.getTime() + freshMs).toISOString() };
  },
);

/** Counts the try and checks what needs no transaction; exactly one of the three proofs is given. */
async function prepare(kernel: Kernel, input: InputOf<typeof prove>, { identity: { actor } }: Caller) {
  const given = [input.passphrase, input.code, input.passkey].filter((one) => one !== undefined);
  if (given.length !== 1) refuse('input.invalid', 'Give one of passphrase, code and passkey.');
  if (actor.kind !== 'person') return refusePassphrase();
  const none = { kernel, account: undefined, passkey: undefined, tries: noTries };
  if (input.passkey) {
    const passkey = await verifyPasskey(kernel, input.passkey);
    return passkey.accountId === actor.id ? { ...none, passkey } : refusePasskey();
  }
  if (input.code) return { ...none, tries: await countOwnCode(kernel, actor.id) };
  const account = await kernel.database.read(noScope, (tx) => accountById(tx, actor.id));
  const tries = await countOwnTry(kernel, actor.id);
  if (!account || !(await verifyPassphrase(account.secret, input.passphrase ?? ''))) return refusePassphrase();
  return { ...none, account, tries };
}

function refusePassphrase(): never {
  return refuse('people.wrong_passphrase', 'This is not your passphrase. Nothing was changed; try again.');
}
