import type { Id } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import { type CommandContext, handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { mergeUndone, undoMerge } from '../../contract-merge.ts';
import { lookForDuplicates } from '../duplicates/look.ts';
import { customerPolicy } from '../policy.ts';
import { settleFirstChoices } from './addresses.ts';
import { goBack } from './choose.ts';
import { endMerge, type MergeRow, mergeOf, moveAllBack } from './journal.ts';
import { mergeableOf, saveRecord } from './record.ts';

const lock = statement<{ id: Id; merged_into: Id | null }>(
  'customer_undo_lock',
  'SELECT id, merged_into FROM customer WHERE workspace_id = $1 AND id = ANY ($2::uuid[]) ORDER BY id FOR UPDATE',
);
const revive = statement(
  'customer_revive',
  `UPDATE customer SET merged_into = NULL, conversations = $3, version = version + 1
   WHERE workspace_id = $1 AND id = $2`,
);

/** Locks both and says in words why it cannot be undone, where it cannot. */
async function demandPossible(ctx: CommandContext, merge: MergeRow): Promise<void> {
  const rows = await ctx.tx.rows(lock, [ctx.workspaceId, [merge.customer_id, merge.other_id]]);
  const [customer, other] = [merge.customer_id, merge.other_id].map((id) => rows.find((row) => row.id === id));
  const no = (why: string) => refuse('customer.undo_not_possible', why);
  const now = await mergeOf(ctx, merge.id);
  if (now?.undone_at) no('Somebody undid this merge already.');
  if (merge.undo_until <= ctx.now) no('A merge can be undone for 30 days, and these are over.');
  if (customer?.merged_into) no('This customer was merged into another one since. Undo that merge first.');
  if (other?.merged_into !== merge.customer_id) no('The other record is no longer a part of this customer.');
}

/** Puts everything back to where it was; what was changed or went elsewhere meanwhile stays, and is named. */
export const undo = handle(undoMerge, async (ctx, { mergeId }) => {
  const merge = await mergeOf(ctx, mergeId);
  if (!merge) {
    ctx.decided = true;
    return notFound('merge');
  }
  demand(ctx, customerPolicy, 'undo_merge', merge);
  await demandPossible(ctx, merge);
  const { customer_id: customerId, other_id: otherId } = merge;
  const { contacts, missing } = await moveAllBack(ctx, merge);
  const now = await mergeableOf(ctx, customerId);
  const { restored, kept } = goBack(now, merge.before, merge.after);
  await ctx.tx.rows(revive, [ctx.workspaceId, otherId, contacts]);
  await saveRecord(ctx, customerId, restored, -contacts);
  await settleFirstChoices(ctx, [customerId, otherId], merge.before.steppedBack);
  await endMerge(ctx, mergeId, actorId(ctx.actor));
  await lookForDuplicates(ctx, customerId);
  await lookForDuplicates(ctx, otherId);
  ctx.emit(mergeUndone, { customerId, otherId, mergeId, movedId: customerId });
  return {
    customerId,
    otherId,
    kept: [
      ...kept.map((what) => ({ what, why: 'changed_since' as const, count: 1 })),
      ...[...missing].map(([what, count]) => ({ what, why: 'gone_since' as const, count })),
    ],
  };
});
