import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { conversationAssigned, type Status, statusChanged } from '../contract.ts';
import type { ConversationRecord } from './access.ts';
import { forgetSent } from './drafts.ts';
import { demandFiles } from './files/attach.ts';
import { writeMessage } from './write-message.ts';

export interface Answer {
  id: Id;
  authorId: Id | null;
  text: string;
  fileIds?: readonly Id[] | undefined;
  status: Exclude<Status, 'resolved'>;
}

/**
 * Writes a public answer into a locked conversation. Whoever answers an unassigned one takes it.
 * @throws Problem file.unknown
 */
export async function answerCustomer(ctx: CommandContext, conversation: ConversationRecord, answer: Answer) {
  const { id, authorId, text, status } = answer;
  const files = await demandFiles(ctx, answer.fileIds, authorId);
  const takes = conversation.assignee_id === null ? authorId : null;
  const about = { conversationId: conversation.id, customerId: conversation.customer_id };
  const [written] = await Promise.all([
    writeMessage(ctx, conversation, {
      id,
      kind: 'reply',
      channel: conversation.channel,
      authorId,
      text,
      files,
      status,
      assigneeId: takes,
    }),
    forgetSent(ctx, conversation.id, authorId, { kind: 'reply', text, fileIds: files.ids }),
  ]);
  if (takes) ctx.emit(conversationAssigned, { ...about, assigneeId: takes, teamId: conversation.team_id });
  if (conversation.status !== status) ctx.emit(statusChanged, { ...about, from: conversation.status, to: status });
  return written;
}

const later = statement<{ number: number; name: string | null }>(
  'reply_by_others_after',
  `SELECT m.number, a.name FROM message m LEFT JOIN account a ON a.id = m.author_id
   WHERE m.workspace_id = $1 AND m.conversation_id = $2 AND m.number > $3 AND m.kind = 'reply'
     AND m.author_id IS DISTINCT FROM $4::uuid ORDER BY m.number DESC LIMIT 1`,
);

/**
 * Refuses an answer that was begun before somebody else's was there.
 * @throws Problem conversation.answered_meanwhile with the number of theirs
 */
export async function demandNotAnswered(
  ctx: CommandContext,
  conversation: ConversationRecord,
  authorId: Id | null,
  seenNumber: number | undefined,
): Promise<void> {
  if (seenNumber === undefined || conversation.last_number <= seenNumber) return;
  const theirs = await ctx.tx.first(later, [ctx.workspaceId, conversation.id, seenNumber, authorId]);
  if (!theirs) return;
  refuse('conversation.answered_meanwhile', `${theirs.name ?? 'A colleague'} did. Nothing was sent yet.`, {
    facts: { number: theirs.number },
  });
}
