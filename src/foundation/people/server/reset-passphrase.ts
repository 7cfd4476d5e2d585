import { handlePrepared } from '#kernel/server/capability.ts';
import { noScope } from '#kernel/server/database.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { passphraseChanged, resetPassphrase, secondStepChanged, signedIn } from '../contract.ts';
import { accountById, newcomer, setSecret } from './accounts.ts';
import { sessionCookie } from './cookie.ts';
import { endResetLinks, findLink, useLink } from './links.ts';
import { hashPassphrase } from './passphrase.ts';
import { doorPolicy } from './policy.ts';
import { clearSecondSteps } from './second-step.ts';
import { emitEverywhere, emitIn, endSessions, startSession } from './session.ts';
import { demandStrong } from './weak-passphrase.ts';

/**
 * Sets a new passphrase by a reset link, ends every session of the account and starts a new one here. The link comes
 * from whoever runs the server, for somebody who lost their way in: it takes a lost second step away too.
 */
export const resetByLink = handlePrepared(resetPassphrase, prepare, async (ctx, input, { kernel, account, secret }) => {
  demand(ctx, doorPolicy, 'reset-passphrase');
  await useLink(ctx, input.token, 'reset');
  await endResetLinks(ctx.tx, account.id, ctx.now);
  const person = (await newcomer(ctx, account)) ?? linkOver();
  await setSecret(ctx, account.id, secret);
  const workspaces = await endSessions(ctx, account.id);
  const hadSecondStep = await clearSecondSteps(ctx, account.id);
  const token = await startSession(ctx, person);
  await emitIn(ctx, workspaces, passphraseChanged, { personId: account.id, by: 'link' });
  if (hadSecondStep) {
    await emitEverywhere(ctx, account.id, secondStepChanged, { personId: account.id, what: 'cleared' });
  }
  ctx.emit(signedIn, { personId: account.id });
  ctx.setCookie(sessionCookie(kernel, token));
  return { personId: account.id };
});

async function prepare(kernel: Kernel, input: { token: string; passphrase: string }) {
  const account = await kernel.database.read(noScope, async (tx) => {
    const link = await findLink(tx, kernel.now(), input.token, 'reset');
    return link.account_id ? accountById(tx, link.account_id) : undefined;
  });
  if (!account) return linkOver();
  demandStrong(input.passphrase, account);
  return { kernel, account, secret: await hashPassphrase(input.passphrase) };
}

function linkOver(): never {
  return refuse('people.link_over', 'This person has no access any more. An owner can let them in again.');
}
