import type { Id } from '#kernel/contract/ids.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';

const visits = statement<{ id: Id; conversation_id: Id }>(
  'visits_of_conversations',
  `SELECT id, conversation_id FROM visit
   WHERE workspace_id = $1 AND customer_id = ANY ($2::uuid[]) AND conversation_id = ANY ($3::uuid[])`,
);

/** The visits that have these conversations, by conversation. */
export async function visitsOf(
  tx: Tx,
  workspaceId: Id,
  of: readonly { conversation_id: Id; customer_id: Id }[],
): Promise<Map<Id, Id[]>> {
  const [customerIds, conversationIds] = [of.map((one) => one.customer_id), of.map((one) => one.conversation_id)];
  const rows = await tx.rows(visits, [workspaceId, customerIds, conversationIds]);
  const found = new Map<Id, Id[]>();
  for (const row of rows) found.set(row.conversation_id, [...(found.get(row.conversation_id) ?? []), row.id]);
  return found;
}
