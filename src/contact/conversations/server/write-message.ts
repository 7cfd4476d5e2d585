import { type Id, newId } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { type Channel, messageSent, noteWritten, type Status } from '../contract.ts';
import type { ConversationRecord } from './access.ts';
import { attachFiles, type Carried, fileIdsOf, noFiles } from './files/attach.ts';
import { reportMessage } from './promises.ts';

/**
 * Takes the conversation's next number and stores the message in one statement; lists read the preview columns.
 * A customer's message counts as a change of the record: who resolves must have seen it.
 */
const append = statement<{ number: number; at: Date }>(
  'message_append_with',
  `WITH counted AS (
     UPDATE conversation SET
       last_number = last_number + 1,
       last_inbound_number = CASE WHEN $5 = 'customer' THEN last_number + 1 ELSE last_inbound_number END,
       customer_seen = CASE WHEN $5 = 'customer' THEN last_number + 1 ELSE customer_seen END,
       status = CASE WHEN $5 = 'note' THEN status ELSE $8 END,
       resolved_at = CASE WHEN $5 = 'note' OR $8 = 'resolved' THEN resolved_at END,
       assignee_id = coalesce(assignee_id, $10::uuid),
       last_message_at = CASE WHEN $5 = 'note' THEN last_message_at ELSE heed_now() END,
       preview = CASE WHEN $5 = 'note' THEN preview ELSE left($9, 200) END,
       preview_by = CASE $5 WHEN 'note' THEN preview_by WHEN 'customer' THEN 'customer' ELSE 'staff' END,
       preview_pictures = CASE WHEN $5 = 'note' THEN preview_pictures ELSE $11 END,
       preview_files = CASE WHEN $5 = 'note' THEN preview_files ELSE $12 END,
       version = version + CASE
         WHEN $5 = 'note' OR ($5 = 'reply' AND status = $8 AND ($10::uuid IS NULL OR assignee_id IS NOT NULL)) THEN 0
         ELSE 1 END
     WHERE workspace_id = $1 AND id = $2
     RETURNING last_number, customer_id),
   written AS (
     INSERT INTO message (workspace_id, conversation_id, number, id, customer_id, kind, channel, author_id, text)
     SELECT $1, $2, last_number, $3, customer_id, $5, $6, $4, $7 FROM counted
     RETURNING number, at)
   SELECT number, at FROM written`,
);

export interface NewMessage {
  id: Id;
  kind: 'customer' | 'reply' | 'note';
  channel: Channel;
  authorId: Id | null;
  text: string;
  /** What goes with it, demanded before (`demandFiles`). */
  files?: Carried;
  /** State of the conversation afterwards; notes leave it as it is. */
  status: Status;
  /** Takes an unassigned conversation, e.g. for whoever answers first. */
  assigneeId?: Id | null;
}

/** The conversation as it was when its lock was taken, before the message. */
export type Before = Pick<
  ConversationRecord,
  'id' | 'customer_id' | 'status' | 'team_id' | 'brand_id' | 'assignee_id' | 'last_number' | 'last_inbound_number'
>;

/**
 * Stores a message in a locked conversation, emits that it was sent and tells the conversation's clocks; both leave for
 * the database together. Returns its number and instant.
 */
export async function writeMessage(
  ctx: CommandContext,
  conversation: Before,
  message: NewMessage,
): Promise<{ messageId: Id; number: number; at: string }> {
  const preview = message.text.replace(/\s+/g, ' ').trim();
  const number = conversation.last_number + 1;
  const files = message.files ?? noFiles;
  const facts = {
    conversationId: conversation.id,
    customerId: conversation.customer_id,
    messageId: message.id,
    number,
    ...fileIdsOf(files),
  };
  if (message.kind === 'note') ctx.emit(noteWritten, facts);
  else ctx.emit(messageSent, { ...facts, kind: message.kind });
  const [written] = await Promise.all([
    ctx.tx.first(append, [
      ctx.workspaceId,
      conversation.id,
      message.id,
      message.authorId,
      message.kind,
      message.channel,
      message.text,
      message.status,
      preview,
      message.assigneeId ?? null,
      files.pictures,
      files.ids.length - files.pictures,
    ]),
    attachFiles(ctx, message.id, files),
    reportMessage(ctx, conversation, message),
  ]);
  if (written?.number !== number) throw new Error('the conversation was not locked');
  return { messageId: message.id, number, at: written.at.toISOString() };
}

/** The id of the person who writes; a command run on somebody's behalf names them. */
export function authorOf(ctx: CommandContext): Id | null {
  return ctx.actor.kind === 'system' ? ctx.actor.onBehalfOf : actorId(ctx.actor);
}

/** The write's own key becomes the message's id, so one key can never make two messages. */
export function messageId(ctx: CommandContext): Id {
  return ctx.key ?? newId();
}
