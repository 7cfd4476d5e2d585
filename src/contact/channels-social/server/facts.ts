import { accessConversation } from '#contact/conversations/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { answer } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { type SocialDelivery, socialOfConversation } from '../contract.ts';
import { contactOf } from './contacts.ts';
import { accountOf } from './rows.ts';

interface Row {
  message_id: Id;
  edits_id: Id | null;
  left_out: { name: string; reason: string }[] | null;
  state: SocialDelivery | null;
  reason: string | null;
  at: Date | null;
}
const facts = statement<Row>(
  'social_facts_of_conversation',
  `SELECT m.id AS message_id, s.edits_id, s.left_out, o.state, o.reason, o.at
   FROM (SELECT workspace_id, id, number FROM message WHERE workspace_id = $1 AND conversation_id = $2
     ORDER BY number DESC LIMIT 200) m
   LEFT JOIN social_message s ON s.workspace_id = m.workspace_id AND s.message_id = m.id
   LEFT JOIN social_out o ON o.workspace_id = m.workspace_id AND o.message_id = m.id
   WHERE s.message_id IS NOT NULL OR o.message_id IS NOT NULL ORDER BY m.number`,
);

export const ofConversation = answer(socialOfConversation, async (ctx, { conversationId }) => {
  await accessConversation(ctx, conversationId, { for: 'read' });
  const contact = await contactOf(ctx, conversationId);
  const account = contact && (await accountOf(ctx.tx, ctx.workspaceId, contact.account_id));
  const rows = await ctx.tx.rows(facts, [ctx.workspaceId, conversationId]);
  return {
    contact:
      contact && account
        ? {
            ...{ connector: account.connector, account: account.name, name: contact.name, handle: contact.handle },
            blockedAt: contact.blocked_at?.toISOString() ?? null,
          }
        : null,
    messages: rows.map((row) => ({
      ...{ messageId: row.message_id, editsId: row.edits_id, leftOut: row.left_out ?? [] },
      delivery: row.state && { state: row.state, reason: row.reason ?? '', at: row.at?.toISOString() ?? '' },
    })),
  };
});
