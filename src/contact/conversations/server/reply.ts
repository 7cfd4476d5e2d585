import { handle } from '#kernel/server/capability.ts';
import { conversationAssigned, reply, statusChanged } from '../contract.ts';
import { accessConversation } from './access.ts';
import { authorOf, messageId, writeMessage } from './write-message.ts';

/** Answers the customer. Whoever answers an unassigned conversation takes it. */
export const replyToCustomer = handle(reply, async (ctx, { conversationId, text, status }) => {
  const conversation = await accessConversation(ctx, conversationId, { for: 'reply', lock: true });
  const authorId = authorOf(ctx);
  const takes = conversation.assignee_id === null ? authorId : null;
  const about = { conversationId, customerId: conversation.customer_id };
  const written = await writeMessage(ctx, conversation, {
    id: messageId(ctx),
    kind: 'reply',
    channel: conversation.channel,
    authorId,
    text,
    status,
    assigneeId: takes,
  });
  if (takes) ctx.emit(conversationAssigned, { ...about, assigneeId: takes, teamId: conversation.team_id });
  if (conversation.status !== status) ctx.emit(statusChanged, { ...about, from: conversation.status, to: status });
  return { conversationId, ...written };
});
