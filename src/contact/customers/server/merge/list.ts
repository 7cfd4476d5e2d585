import type { Id } from '#kernel/contract/ids.ts';
import { answer } from '#kernel/server/capability.ts';
import { can } from '#kernel/server/policy.ts';
import { statement } from '#kernel/server/sql.ts';
import { listMerges } from '../../contract-merge.ts';
import { accessCustomer } from '../access.ts';
import { customerPolicy } from '../policy.ts';

interface Row {
  id: Id;
  number: number;
  name: string;
  merged_by: Id | null;
  by_name: string | null;
  merged_at: Date;
  undo_until: Date;
  undone_at: Date | null;
}
const rows = statement<Row>(
  'customer_merges',
  `SELECT m.id, c.number, c.name, m.merged_by, a.name AS by_name, m.merged_at, m.undo_until, m.undone_at
   FROM customer_merge m JOIN customer c ON c.workspace_id = m.workspace_id AND c.id = m.other_id
   LEFT JOIN account a ON a.id = m.merged_by
   WHERE m.workspace_id = $1 AND m.customer_id = $2 ORDER BY m.merged_at DESC, m.id DESC LIMIT 50`,
);

/** What was merged into a customer. */
export const merges = answer(listMerges, async (ctx, { customerId }) => {
  const customer = await accessCustomer(ctx, customerId, { for: 'read' });
  const found = await ctx.tx.rows(rows, [ctx.workspaceId, customer.id]);
  return {
    merges: found.map((row) => ({
      id: row.id,
      otherReference: `P-${row.number}`,
      otherName: row.name,
      byName: row.by_name,
      at: row.merged_at.toISOString(),
      undoUntil: row.undo_until.toISOString(),
      undoneAt: row.undone_at?.toISOString() ?? null,
      mayUndo: !row.undone_at && row.undo_until > ctx.now && can(customerPolicy, ctx.actor, 'undo_merge', row) === true,
    })),
  };
});
