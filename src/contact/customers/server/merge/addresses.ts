import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import type { MergeChoices, TakeFrom } from '../../contract-merge.ts';

type Kind = 'email' | 'phone';
const primaries = statement<{ id: Id; customer_id: Id; kind: Kind }>(
  'customer_merge_primaries',
  `SELECT id, customer_id, kind FROM customer_address
   WHERE workspace_id = $1 AND customer_id = ANY ($2::uuid[]) AND is_primary`,
);
const demote = statement(
  'customer_merge_demote',
  'UPDATE customer_address SET is_primary = false WHERE workspace_id = $1 AND id = ANY ($2::uuid[])',
);
const settle = statement(
  'customer_merge_settle',
  `UPDATE customer_address SET is_primary = true WHERE workspace_id = $1 AND id IN (
     SELECT DISTINCT ON (a.kind) a.id FROM customer_address a
     WHERE a.workspace_id = $1 AND a.customer_id = $2 AND NOT EXISTS (SELECT FROM customer_address p
       WHERE p.workspace_id = $1 AND p.customer_id = $2 AND p.kind = a.kind AND p.is_primary)
     ORDER BY a.kind, a.id = ANY ($3::uuid[]) DESC, a.created_at, a.id)`,
);

/**
 * Of each kind one of the two first choices steps back, before the addresses move: one customer has one first choice.
 * Returns those that stepped back.
 */
export async function stepBack(ctx: CommandContext, customerId: Id, otherId: Id, take: MergeChoices): Promise<Id[]> {
  const rows = await ctx.tx.rows(primaries, [ctx.workspaceId, [customerId, otherId]]);
  const back = (['email', 'phone'] as const).flatMap((kind) => {
    const mine = rows.find((row) => row.kind === kind && row.customer_id === customerId);
    const theirs = rows.find((row) => row.kind === kind && row.customer_id === otherId);
    if (!mine || !theirs) return [];
    const from: TakeFrom = take[kind] ?? 'this';
    return [from === 'this' ? theirs.id : mine.id];
  });
  if (back.length > 0) await ctx.tx.rows(demote, [ctx.workspaceId, back]);
  return back;
}

/** After addresses went back: who has addresses has a first choice of each kind, those before the merge preferred. */
export async function settleFirstChoices(
  ctx: CommandContext,
  ids: readonly Id[],
  preferred: readonly Id[],
): Promise<void> {
  for (const id of ids) await ctx.tx.rows(settle, [ctx.workspaceId, id, preferred]);
}
