import type { Identity } from '#kernel/server/actor.ts';
import { handlePrepared } from '#kernel/server/capability.ts';
import { noScope } from '#kernel/server/database.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { changePassphrase, passphraseChanged } from '../contract.ts';
import { accountById } from './accounts.ts';
import { sessionCookie } from './cookie.ts';
import { endResetLinks } from './links.ts';
import { hashPassphrase, verifyPassphrase } from './passphrase.ts';
import { doorPolicy } from './policy.ts';
import { emitIn, endSessions } from './session.ts';
import { endSteps } from './steps.ts';
import { hashToken, newToken } from './tokens.ts';
import { countOwnTry, giveBack } from './tries.ts';
import { demandStrong } from './weak-passphrase.ts';

const change = statement<{ account_id: string }>(
  'people_credential_change',
  `UPDATE credential SET secret = $3, changed_at = $4
   WHERE account_id = $1 AND kind = 'passphrase' AND secret = $2 RETURNING account_id`,
);
const renew = statement('people_session_renew', 'UPDATE session SET token_hash = $2, proved_at = $3 WHERE id = $1');

/** Changes my passphrase. This session goes on under a new token; every other one ends. */
export const changeOwnPassphrase = handlePrepared(changePassphrase, prepare, async (ctx, _input, prepared) => {
  demand(ctx, doorPolicy, 'change-passphrase');
  const { kernel, account, sessionId, secret, tries } = prepared;
  // Of two changes at once the first wins; the second checked a passphrase that is no longer the account's.
  if (!(await ctx.tx.first(change, [account.id, account.secret, secret, ctx.now]))) refuseCurrent();
  await giveBack(ctx, tries);
  await endResetLinks(ctx.tx, account.id, ctx.now);
  await endSteps(ctx.tx, account.id);
  const workspaces = await endSessions(ctx, account.id, { except: sessionId });
  const token = newToken();
  await ctx.tx.rows(renew, [sessionId, hashToken(token), ctx.now]);
  await emitIn(ctx, workspaces, passphraseChanged, { personId: account.id, by: 'self' });
  ctx.setCookie(sessionCookie(kernel, token));
  return { personId: account.id };
});

async function prepare(
  kernel: Kernel,
  input: { current: string; passphrase: string },
  { identity: { actor } }: { identity: Identity },
) {
  if (actor.kind !== 'person') return refuseCurrent();
  const account = await kernel.database.read(noScope, (tx) => accountById(tx, actor.id));
  const tries = await countOwnTry(kernel, actor.id);
  if (!account || !(await verifyPassphrase(account.secret, input.current))) return refuseCurrent();
  demandStrong(input.passphrase, account);
  return { kernel, account, sessionId: actor.sessionId, tries, secret: await hashPassphrase(input.passphrase) };
}

function refuseCurrent(): never {
  return refuse('people.wrong_passphrase', 'The present passphrase is another one. Nothing was changed.');
}
