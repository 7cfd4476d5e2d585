import type { Id } from '#kernel/contract/ids.ts';
import type { Push, QueryContext, Reaction, TopicKind } from '#kernel/server/capability.ts';
import { can } from '#kernel/server/policy.ts';
import { statement } from '#kernel/server/sql.ts';
import { messageSent, noteWritten } from '../contract.ts';
import type { ConversationRecord } from './access.ts';
import { conversationPolicy } from './policy.ts';
import { messagesById, presentMessage } from './queries.ts';
import { addFirstReasons } from './wrap-up-reasons.ts';

const owners = statement<{ id: Id; customer_id: Id }>(
  'conversation_owners',
  'SELECT id, customer_id FROM conversation WHERE workspace_id = $1 AND id = ANY ($2::uuid[])',
);

/** `conversation:ID`: whoever may read it may watch it; what those type who may answer is shown to its customer. */
export const conversationTopic: TopicKind = {
  kind: 'conversation',
  mayWatch: async (ctx: QueryContext, ids) => {
    const rows = await ctx.tx.rows(owners, [ctx.workspaceId, ids]);
    const may = (action: 'read' | 'reply' | 'write', row: { customer_id: Id }) =>
      can(conversationPolicy, ctx.actor, action, row as ConversationRecord) === true;
    const isStaff = ctx.actor.kind === 'person';
    return new Map(
      rows
        .filter((row) => may('read', row))
        .map((row) => {
          const mirrors = isStaff ? [`customer:${row.customer_id}`] : [];
          return [row.id, { mirrors, mayType: may(isStaff ? 'reply' : 'write', row) }];
        }),
    );
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
