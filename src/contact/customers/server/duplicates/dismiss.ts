import type { Id } from '#kernel/contract/ids.ts';
import { type CommandContext, handle } from '#kernel/server/capability.ts';
import { notFound } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { dismissPair, pairDismissed, pairRestored, restorePair } from '../../contract-duplicates.ts';
import { accessCustomer } from '../access.ts';
import { lookForDuplicates } from './look.ts';

const dismiss = statement<{ one_id: Id }>(
  'customer_pair_dismiss',
  `UPDATE customer_pair SET dismissed_at = coalesce(dismissed_at, heed_now()), dismissed_by = coalesce(dismissed_by, $4)
   WHERE workspace_id = $1 AND one_id = least($2::uuid, $3::uuid) AND other_id = greatest($2::uuid, $3::uuid) RETURNING one_id`,
);
const restore = statement<{ one_id: Id }>(
  'customer_pair_restore',
  `UPDATE customer_pair SET dismissed_at = NULL, dismissed_by = NULL
   WHERE workspace_id = $1 AND one_id = least($2::uuid, $3::uuid) AND other_id = greatest($2::uuid, $3::uuid) RETURNING one_id`,
);

/** Both customers, whom the actor may change; ids of merged ones lead to whom they became. */
async function both(ctx: CommandContext, customerId: Id, otherId: Id): Promise<[Id, Id]> {
  const one = await accessCustomer(ctx, customerId, { for: 'change' });
  const other = await accessCustomer(ctx, otherId, { for: 'change' });
  return [one.id, other.id];
}

/** These two are not the same person: the hint goes, and stays away whatever is found later. */
export const dismissDuplicate = handle(dismissPair, async (ctx, input) => {
  const [customerId, otherId] = await both(ctx, input.customerId, input.otherId);
  const by = ctx.actor.kind === 'person' ? ctx.actor.id : null;
  const row = await ctx.tx.first(dismiss, [ctx.workspaceId, customerId, otherId, by]);
  if (!row) notFound('pair of possible duplicates');
  ctx.emit(pairDismissed, { customerId, otherId });
  return { customerId, otherId };
});

/** Takes that back: the hint stands again if its evidence still holds. */
export const restoreDuplicate = handle(restorePair, async (ctx, input) => {
  const [customerId, otherId] = await both(ctx, input.customerId, input.otherId);
  const row = await ctx.tx.first(restore, [ctx.workspaceId, customerId, otherId]);
  if (!row) notFound('pair of possible duplicates');
  await lookForDuplicates(ctx, customerId);
  ctx.emit(pairRestored, { customerId, otherId });
  return { customerId, otherId };
});
