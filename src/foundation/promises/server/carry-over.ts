import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';

// A clock goes on where the other subject has none of its kind that runs; what was promised by hand always does.
const carry = statement<{ id: Id }>(
  'promise_carry_over',
  `UPDATE promise p SET subject_id = $3, customer_id = $4 WHERE p.workspace_id = $1 AND p.subject_id = $2
     AND p.ended_at IS NULL AND (p.measure IN ('task', 'call_back') OR NOT EXISTS (SELECT FROM promise q
       WHERE q.workspace_id = p.workspace_id AND q.subject_id = $3 AND q.measure = p.measure AND q.ended_at IS NULL))
   RETURNING p.id`,
);
const carryBackTo = statement(
  'promise_carry_back',
  'UPDATE promise SET subject_id = $3, customer_id = $4 WHERE workspace_id = $1 AND id = ANY ($2::uuid[])',
);

interface Subject {
  id: Id;
  customerId: Id | null;
}

/**
 * What is still owed for one subject is owed for another from now on, by the same time. Returns the ids of what went
 * over; the rest stays, for the caller to close. The caller holds both locks and says in an event what happened.
 */
export async function carryOver(ctx: CommandContext, from: Id, to: Subject): Promise<Id[]> {
  const rows = await ctx.tx.rows(carry, [ctx.workspaceId, from, to.id, to.customerId]);
  return rows.map((row) => row.id);
}

/** Gives back what `carryOver` took, also what ended meanwhile. */
export async function carryBack(ctx: CommandContext, promiseIds: readonly Id[], to: Subject): Promise<void> {
  if (promiseIds.length > 0) await ctx.tx.rows(carryBackTo, [ctx.workspaceId, promiseIds, to.id, to.customerId]);
}
