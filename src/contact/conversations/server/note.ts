import { handle } from '#kernel/server/capability.ts';
import { writeNote } from '../contract.ts';
import { accessConversation } from './access.ts';
import { forgetSent } from './drafts.ts';
import { demandFiles } from './files/attach.ts';
import { demandMentioned, mention } from './mention.ts';
import { authorOf, messageId, writeMessage } from './write-message.ts';

/** Writes a note for colleagues; it changes neither state nor order, and no customer ever gets it. */
export const noteForColleagues = handle(writeNote, async (ctx, { conversationId, text, fileIds, mentions }) => {
  const conversation = await accessConversation(ctx, conversationId, { for: 'note', lock: true });
  const named = mentions ? await demandMentioned(ctx, mentions) : [];
  const authorId = authorOf(ctx);
  const files = await demandFiles(ctx, fileIds, authorId);
  const [written] = await Promise.all([
    writeMessage(ctx, conversation, {
      id: messageId(ctx),
      kind: 'note',
      channel: conversation.channel,
      authorId,
      text,
      files,
      status: conversation.status,
    }),
    forgetSent(ctx, conversation.id, authorId, { kind: 'note', text, fileIds: files.ids }),
  ]);
  await mention(ctx, conversation, { messageId: written.messageId, authorId }, named);
  return { conversationId, ...written };
});
