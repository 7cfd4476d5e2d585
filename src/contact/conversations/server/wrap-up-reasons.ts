import { newId } from '#kernel/contract/ids.ts';
import { type CommandContext, handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { addWrapUpReason, retireWrapUpReason, wrapUpReasonChanged } from '../contract.ts';
import { conversationPolicy } from './policy.ts';

const insert = statement<{ id: string }>(
  'wrap_up_reason_insert',
  `INSERT INTO wrap_up_reason (workspace_id, id, name) VALUES ($1, $2, $3)
   ON CONFLICT (workspace_id, lower(name)) WHERE retired_at IS NULL DO NOTHING RETURNING id`,
);
const retire = statement<{ id: string }>(
  'wrap_up_reason_retire',
  `UPDATE wrap_up_reason SET retired_at = coalesce(retired_at, heed_now()) WHERE workspace_id = $1 AND id = $2 RETURNING id`,
);

/** With these a new workspace can resolve its first conversation; owners change them under Settings. */
const firstReasons = [
  'Question answered',
  'Order or delivery',
  'Return or refund',
  'Fault or damage',
  'Account or payment',
  'Something else',
];

/** Adds a reason to choose from. */
export const addReason = handle(addWrapUpReason, async (ctx, { name }) => {
  demand(ctx, conversationPolicy, 'keep_reasons');
  const row = await ctx.tx.first(insert, [ctx.workspaceId, newId(), name]);
  if (!row) refuse('conversation.reason_taken', `There is already a reason “${name}”.`);
  ctx.emit(wrapUpReasonChanged, { wrapUpReasonId: row.id, what: 'added' });
  return { wrapUpReasonId: row.id };
});

/** Takes a reason off the list. What was resolved with it keeps it. */
export const retireReason = handle(retireWrapUpReason, async (ctx, { wrapUpReasonId }) => {
  demand(ctx, conversationPolicy, 'keep_reasons');
  const row = await ctx.tx.first(retire, [ctx.workspaceId, wrapUpReasonId]);
  if (!row) notFound('wrap-up reason');
  ctx.emit(wrapUpReasonChanged, { wrapUpReasonId, what: 'retired' });
  return { wrapUpReasonId };
});

/** Gives a new workspace its first reasons. */
export async function addFirstReasons(ctx: CommandContext): Promise<void> {
  for (const name of firstReasons) {
    const row = await ctx.tx.first(insert, [ctx.workspaceId, newId(), name]);
    if (row) ctx.emit(wrapUpReasonChanged, { wrapUpReasonId: row.id, what: 'added' });
  }
}
