import { handlePrepared } from '#kernel/server/capability.ts';
import { noScope } from '#kernel/server/database.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { signedIn, signIn } from '../contract.ts';
import { accountByEmail, isStillSecret, newcomer } from './accounts.ts';
import { sessionCookie } from './cookie.ts';
import { askForSecondStep } from './finish-sign-in.ts';
import { verifyPassphrase } from './passphrase.ts';
import { doorPolicy } from './policy.ts';
import { takeOtherWay } from './provider-identity.ts';
import { startSession } from './session.ts';
import { atTheDoor, countTry, giveBack } from './tries.ts';

/**
 * Starts a session for whoever knows the passphrase of an address. Known and unknown addresses take the same steps
 * and get the same answer, so nobody learns who has an account. Where the account has a second step, the right
 * passphrase begins it and starts no session.
 */
export const signInPerson = handlePrepared(
  signIn,
  async (kernel, { email, passphrase }, { request }) => {
    const { account, tries } = await atTheDoor(request, async () => {
      const found = await kernel.database.read(noScope, (tx) => accountByEmail(tx, email));
      return { account: found, tries: await countTry(kernel, request, email, found?.id ?? null) };
    });
    const fits = await verifyPassphrase(account?.secret, passphrase);
    if (!fits || !account) return refuseSignIn();
    await askForSecondStep(kernel, account, tries);
    return { kernel, account, tries };
  },
  async (ctx, _input, { kernel, account, tries }) => {
    demand(ctx, doorPolicy, 'sign-in');
    if (!(await isStillSecret(ctx, account))) refuseSignIn();
    const person = (await newcomer(ctx, account)) ?? refuseSignIn();
    await giveBack(ctx, tries);
    const token = await startSession(ctx, person);
    ctx.emit(signedIn, { personId: person.accountId });
    await takeOtherWay(ctx, kernel, account.id);
    ctx.setCookie(sessionCookie(kernel, token));
    return { personId: person.accountId, workspaceId: person.workspaceId };
  },
);

function refuseSignIn(): never {
  return refuse('people.wrong_passphrase', 'Check the address and the passphrase. An owner can give you a new link.');
}
