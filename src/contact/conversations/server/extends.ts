import type { Id } from '#kernel/contract/ids.ts';
import type { Push, QueryContext, Reaction, TopicAccess, TopicKind } from '#kernel/server/capability.ts';
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
    const accessTo = (row: { customer_id: Id }): TopicAccess =>
      isStaff
        ? {
            mirrors: [`customer:${row.customer_id}`],
            mayType: may('reply', row),
            shownIn: `inbox:${ctx.workspaceId}`,
          }
        : { mirrors: [], mayType: may('write', row) };
    return new Map(rows.filter((row) => may('read', row)).map((row) => [row.id, accessTo(row)]));
  },
};

/** `inbox:WORKSPACE`: who looks at which conversation, for everybody who may list them. */
export const inboxTopic: TopicKind = {
  kind: 'inbox',
  mayWatch: async (ctx, ids) => {
    const may = ctx.actor.kind === 'person' && can(conversationPolicy, ctx.actor, 'list') === true;
    const own = may ? ids.filter((id) => id === ctx.workspaceId) : [];
    return new Map(own.map((id) => [id, { mirrors: [], mayType: false, showsPresence: true }]));
  },
};

const topics = (data: Record<string, unknown>) => [`conversation:${data.conversationId}`];

/** `own-inbox:PERSON`: what only one's own desks are told, such as a draft saved on another of them. */
export const ownInboxTopic: TopicKind = {
  kind: 'own-inbox',
  mayWatch: async (ctx, ids) => {
    const { actor } = ctx;
    const isStaff = actor.kind === 'person' && can(conversationPolicy, actor, 'draft') === true;
    const own = isStaff ? ids.filter((id) => id === actor.id) : [];
    return new Map(own.map((id) => [id, { mirrors: [], mayType: false }]));
  },
};

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
