import type { Id } from '#kernel/contract/ids.ts';
import { handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { identityUnlinked, unlinkIdentity } from '../contract.ts';
import { accountById } from './accounts.ts';
import { doorPolicy } from './policy.ts';
import { holdAccount, secondStepsOf } from './second-step.ts';
import { emitEverywhere, selfOf } from './session.ts';

const remove = statement<{ id: Id }>(
  'people_identity_remove',
  'DELETE FROM provider_identity WHERE id = $1 AND account_id = $2 RETURNING id',
);

/** Unlinks an identity of mine; another way in must remain. */
export const unlinkOwnIdentity = handle(unlinkIdentity, async (ctx, { identityId }) => {
  demand(ctx, doorPolicy, 'change-methods');
  const { id } = selfOf(ctx);
  await holdAccount(ctx, id);
  if (!(await ctx.tx.first(remove, [identityId, id]))) notFound('identity');
  const account = await accountById(ctx.tx, id);
  const { passkeys } = await secondStepsOf(ctx.tx, id);
  if (account?.secret == null && passkeys === 0) {
    refuse('people.only_way_in', 'Without a passphrase and a passkey you could not come back. Add a passkey first.');
  }
  await emitEverywhere(ctx, id, identityUnlinked, { personId: id, identityId });
  return { identityId };
});
