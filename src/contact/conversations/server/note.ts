import { handle } from '#kernel/server/capability.ts';
import { writeNote } from '../contract.ts';
import { accessConversation } from './access.ts';
import { authorOf, messageId, writeMessage } from './write-message.ts';

/** Writes a note for colleagues; it changes neither state nor order, and no customer ever gets it. */
export const noteForColleagues = handle(writeNote, async (ctx, { conversationId, text }) => {
  const conversation = await accessConversation(ctx, conversationId, { for: 'note', lock: true });
  const written = await writeMessage(ctx, conversation, {
    id: messageId(ctx),
    kind: 'note',
    channel: conversation.channel,
    authorId: authorOf(ctx),
    text,
    status: conversation.status,
  });
  return { conversationId, ...written };
});
