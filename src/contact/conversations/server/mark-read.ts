import { actorId } from '#kernel/server/actor.ts';
import { handle } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { markRead } from '../contract.ts';
import { accessConversation } from './access.ts';

const mark = statement(
  'read_mark_set',
  `INSERT INTO read_mark (workspace_id, conversation_id, account_id, number) VALUES ($1, $2, $3, $4)
   ON CONFLICT (workspace_id, conversation_id, account_id) DO UPDATE SET number = excluded.number, at = heed_now()`,
);
const seen = statement(
  'conversation_staff_seen',
  `UPDATE conversation SET staff_seen = $3 WHERE workspace_id = $1 AND id = $2 AND staff_seen < $3`,
);

/** Notes how far I have read. The customer sees "seen" from the first colleague who read. */
export const markConversationRead = handle(markRead, async (ctx, { conversationId, number }) => {
  const conversation = await accessConversation(ctx, conversationId, { for: 'mark_read' });
  const upTo = Math.min(number, conversation.last_number);
  await ctx.tx.rows(mark, [ctx.workspaceId, conversationId, actorId(ctx.actor), upTo]);
  if (upTo > conversation.staff_seen && conversation.last_inbound_number > conversation.staff_seen) {
    await ctx.tx.rows(seen, [ctx.workspaceId, conversationId, upTo]);
    const topics = [`customer:${conversation.customer_id}`, `conversation:${conversationId}`];
    ctx.whisper({ topics, audience: 'all', kind: 'seen', data: { conversationId, by: 'staff', number: upTo } });
  }
  return { conversationId, number: upTo };
});
