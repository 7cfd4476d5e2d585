import { handle } from '#kernel/server/capability.ts';
import { reply } from '../contract.ts';
import { accessConversation } from './access.ts';
import { answerCustomer, demandNotAnswered } from './answer.ts';
import { authorOf, messageId } from './write-message.ts';

/** Answers the customer at once. */
export const replyToCustomer = handle(reply, async (ctx, { conversationId, text, fileIds, status, seenNumber }) => {
  const conversation = await accessConversation(ctx, conversationId, { for: 'reply', lock: true });
  const authorId = authorOf(ctx);
  await demandNotAnswered(ctx, conversation, authorId, seenNumber);
  const written = await answerCustomer(ctx, conversation, { id: messageId(ctx), authorId, text, fileIds, status });
  return { conversationId, ...written };
});
