import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext, QueryContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { contactBlocked } from '../contract.ts';

/** Somebody as an account knows them. */
export interface ContactRecord {
  id: Id;
  account_id: Id;
  chat_ref: string;
  name: string;
  handle: string;
  customer_id: Id;
  conversation_id: Id | null;
  blocked_at: Date | null;
}
export const contactColumns =
  'k.id, k.account_id, k.chat_ref, k.name, k.handle, k.customer_id, k.conversation_id, k.blocked_at';

// Of those whose conversations became one, the one who wrote last.
const ofConversation = statement<ContactRecord>(
  'social_contact_of_conversation',
  `SELECT ${contactColumns} FROM social_contact k
   JOIN conversation f ON f.workspace_id = k.workspace_id AND f.id = k.conversation_id
   LEFT JOIN LATERAL (SELECT m.number FROM message m
     JOIN social_message s ON s.workspace_id = m.workspace_id AND s.message_id = m.id
     WHERE m.workspace_id = $1 AND m.conversation_id = $2 AND s.contact_id = k.id ORDER BY m.number DESC LIMIT 1) l ON true
   WHERE k.workspace_id = $1 AND (f.id = $2 OR f.merged_into_id = $2) ORDER BY l.number DESC NULLS LAST, k.id LIMIT 1`,
);

/** With whom a conversation is; undefined where nobody wrote in it by messenger. */
export function contactOf(
  ctx: Pick<QueryContext, 'tx' | 'workspaceId'>,
  conversationId: Id,
): Promise<ContactRecord | undefined> {
  return ctx.tx.first(ofConversation, [ctx.workspaceId, conversationId]);
}

// What an answer met is newer than everything that the service had told by then.
const block = statement<{ is_new: boolean }>(
  'social_contact_told',
  `WITH was AS (SELECT blocked_at IS NOT NULL AS is_blocked FROM social_contact
     WHERE workspace_id = $1 AND id = $2 FOR UPDATE)
   UPDATE social_contact k SET blocked_at = CASE WHEN $3 THEN coalesce(blocked_at, heed_now()) END,
     told_ref = greatest(told_ref, coalesce($4::text, (SELECT max(ref) FROM social_update u
       WHERE u.workspace_id = $1 AND u.account_id = k.account_id))) FROM was
   WHERE k.workspace_id = $1 AND k.id = $2 AND ($4::text IS NULL OR $4 > told_ref) RETURNING was.is_blocked <> $3 AS is_new`,
);

/**
 * Notes whether somebody lets answers through, and says so where that is new. `ref` is the update that told it: one that
 * is read after a newer one changes nothing. Without: an answer met it just now.
 */
export async function setBlocked(
  ctx: CommandContext,
  contact: ContactRecord,
  isBlocked: boolean,
  ref: string | null = null,
): Promise<void> {
  const noted = await ctx.tx.first(block, [ctx.workspaceId, contact.id, isBlocked, ref]);
  if (!noted?.is_new || !contact.conversation_id) return;
  const about = { conversationId: contact.conversation_id, customerId: contact.customer_id };
  ctx.emit(contactBlocked, { ...about, isBlocked });
}
