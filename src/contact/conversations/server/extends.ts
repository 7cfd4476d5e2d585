import type { Push, QueryContext, Reaction, TopicKind } from '#kernel/server/capability.ts';
import { can } from '#kernel/server/policy.ts';
import { statement } from '#kernel/server/sql.ts';
import { messageSent, noteWritten } from '../contract.ts';
import type { ConversationRecord } from './access.ts';
import { conversationPolicy } from './policy.ts';
import { messagesById, presentMessage } from './queries.ts';
import { addFirstReasons } from './wrap-up-reasons.ts';

const owner = statement<{ customer_id: string }>(
  'conversation_owner',
  'SELECT customer_id FROM conversation WHERE workspace_id = $1 AND id = $2',
);

/** `conversation:ID`: whoever may read it may watch it; what staff type there is shown to its customer. */
export const conversationTopic: TopicKind = {
  kind: 'conversation',
  mayWatch: async (ctx: QueryContext, id) => {
    const row = await ctx.tx.first(owner, [ctx.workspaceId, id]);
    if (!row) return null;
    const may = can(conversationPolicy, ctx.actor, 'read', row as ConversationRecord);
    return may === true ? { mirrors: ctx.actor.kind === 'person' ? [`customer:${row.customer_id}`] : [] } : null;
  },
};

const topics = (data: Record<string, unknown>) => [`conversation:${data.conversationId}`];

/** The text of new messages and notes for desks that have the conversation open. */
export const deskPushes: Push[] = [messageSent.type, noteWritten.type].map((event) => ({
  event,
  topics,
  load: async (tx, workspaceId, events) => {
    const messages = await tx.rows(messagesById, [workspaceId, events.map((one) => one.data.messageId)]);
    return messages.map((row) => ({
      topic: `conversation:${row.conversation_id}`,
      to: 'staff' as const,
      kind: 'message',
      data: { conversationId: row.conversation_id, message: presentMessage(row) },
    }));
  },
}));

/** A new workspace gets reasons to choose from. */
export const onSetUp: Reaction = {
  event: 'workspace.set_up',
  inline: true,
  name: 'conversations.first-reasons',
  run: (ctx) => addFirstReasons(ctx),
};
