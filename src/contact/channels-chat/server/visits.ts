import type { Id } from '#kernel/contract/ids.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';

const visits = statement<{ id: Id; conversation_id: Id }>(
  'visits_of_conversations_that_go_on',
  `SELECT v.id, coalesce(c.merged_into_id, c.id) AS conversation_id FROM visit v
   JOIN conversation c ON c.workspace_id = v.workspace_id AND c.id = v.conversation_id
   WHERE v.workspace_id = $1 AND v.customer_id = ANY ($2::uuid[]) AND coalesce(c.merged_into_id, c.id) = ANY ($3::uuid[])`,
);

/** The visits that have these conversations, or had one that was merged into them, by conversation. */
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
