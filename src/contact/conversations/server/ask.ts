import type { Id } from '#kernel/contract/ids.ts';
import { type CommandContext, handle } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { type Ask, askInChat } from '../contract-asks.ts';
import { accessConversation, type ConversationRecord } from './access.ts';
import { answerCustomer, demandNotAnswered } from './answer.ts';
import { authorOf, messageId } from './write-message.ts';

const keep = statement('message_ask_keep', 'UPDATE message SET ask = $3 WHERE workspace_id = $1 AND id = $2');

/**
 * Asks the customer of a locked conversation by quick replies or a form. Without an author it is the workspace itself
 * that asks: for rules that act on their own.
 * @throws Problem conversation.cannot_answer_here
 */
export async function askCustomer(
  ctx: CommandContext,
  conversation: ConversationRecord,
  asked: { id: Id; authorId: Id | null; text: string; ask: Ask },
) {
  const { ask, ...message } = asked;
  if (conversation.channel !== 'chat') {
    refuse('conversation.cannot_answer_here', 'It did not come by the chat, so there is no panel to show buttons in.');
  }
  const written = await answerCustomer(ctx, conversation, { ...message, status: 'waiting' });
  await ctx.tx.rows(keep, [ctx.workspaceId, message.id, ask]);
  return written;
}

export const ask = handle(askInChat, async (ctx, { conversationId, text, ask: asked, seenNumber }) => {
  const conversation = await accessConversation(ctx, conversationId, { for: 'reply', lock: true });
  const authorId = authorOf(ctx);
  await demandNotAnswered(ctx, conversation, authorId, seenNumber);
  const written = await askCustomer(ctx, conversation, { id: messageId(ctx), authorId, text, ask: asked });
  return { conversationId, ...written };
});

const question = statement<{ ask: Ask; conversation_id: Id; is_answered: boolean }>(
  'message_ask_of',
  `SELECT m.ask, m.conversation_id, EXISTS (SELECT FROM message a
     WHERE a.workspace_id = $1 AND a.answers_id = m.id) AS is_answered
   FROM message m WHERE m.workspace_id = $1 AND m.id = $2 AND m.ask IS NOT NULL`,
);
const keepAnswer = statement(
  'message_answer_keep',
  'UPDATE message SET answers_id = $3, answer = $4 WHERE workspace_id = $1 AND id = $2',
);

/** What a message asked, as its customer may see it. Undefined when there is no such question. */
export async function questionOf(ctx: CommandContext, id: Id) {
  return ctx.tx.first(question, [ctx.workspaceId, id]);
}

/** Notes which question a customer's message answers, and by what. An index lets a question have one answer only. */
export async function keepAnswerTo(
  ctx: CommandContext,
  messageId_: Id,
  questionId: Id,
  values: Record<string, string>,
): Promise<void> {
  await ctx.tx.rows(keepAnswer, [ctx.workspaceId, messageId_, questionId, values]);
}
