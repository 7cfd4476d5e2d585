import { handle } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { priorityChanged, setPriority } from '../contract.ts';
import { accessConversation, demandVersion } from './access.ts';

const save = statement<{ version: number }>(
  'conversation_priority',
  'UPDATE conversation SET priority = $3, version = version + 1 WHERE workspace_id = $1 AND id = $2 RETURNING version',
);

/** Says how much it matters that this is done before the rest. No clock follows from it: promises go by targets. */
export const setConversationPriority = handle(setPriority, async (ctx, { conversationId, version, priority }) => {
  const conversation = await accessConversation(ctx, conversationId, { for: 'set_priority', lock: true });
  demandVersion(conversation, version);
  if (conversation.priority === priority) return { conversationId, version };
  const saved = await ctx.tx.first(save, [ctx.workspaceId, conversationId, priority]);
  const about = { conversationId, customerId: conversation.customer_id };
  ctx.emit(priorityChanged, { ...about, from: conversation.priority, to: priority });
  return { conversationId, version: saved?.version ?? version + 1 };
});
