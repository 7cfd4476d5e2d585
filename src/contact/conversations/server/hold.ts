import type { Id } from '#kernel/contract/ids.ts';
import { actorId, system } from '#kernel/server/actor.ts';
import { type DeadlineKind, handle } from '#kernel/server/capability.ts';
import { setDeadline } from '#kernel/server/deadlines.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { holdReply, takeBack } from '../contract-writing.ts';
import { accessConversation, accessRoot } from './access.ts';
import { answerCustomer, demandNotAnswered } from './answer.ts';
import { forgetSent } from './drafts.ts';
import { demandFiles } from './files/attach.ts';
import { conversationPolicy } from './policy.ts';
import { authorOf, messageId } from './write-message.ts';

const leaves = 'conversations.held';

const insert = statement<{ leaves_at: Date }>(
  'held_reply_insert_with_files',
  `INSERT INTO held_reply (workspace_id, id, conversation_id, account_id, text, status, leaves_at, file_ids)
   VALUES ($1, $2, $3, $4, $5, $6, heed_now() + make_interval(secs => $7), $8) RETURNING leaves_at`,
);
interface Held {
  conversation_id: Id;
  account_id: Id;
  text: string;
  file_ids: Id[];
  status: 'open' | 'waiting';
}
// Whoever takes the row decides what becomes of it: its writer takes it back, or the deadline sends it. Never both.
const take = statement<Held>(
  'held_reply_take_with_files',
  `DELETE FROM held_reply WHERE workspace_id = $1 AND id = $2 RETURNING conversation_id, account_id, text, file_ids,
     status`,
);
const takeOwn = statement<Held>(
  'held_reply_take_own_with_files',
  `DELETE FROM held_reply WHERE workspace_id = $1 AND id = $2 AND account_id = $3
   RETURNING conversation_id, account_id, text, file_ids, status`,
);
const left = statement<{ id: Id }>(
  'held_reply_left',
  "SELECT id FROM message WHERE workspace_id = $1 AND id = $2 AND author_id = $3 AND kind = 'reply'",
);

/** Holds an answer for a moment. It is on the server from now on, so it leaves also when its writer's page is closed. */
export const holdAnswer = handle(
  holdReply,
  async (ctx, { conversationId, text, fileIds, status, seenNumber, seconds }) => {
    const conversation = await accessConversation(ctx, conversationId, { for: 'reply', lock: true });
    const authorId = authorOf(ctx);
    await demandNotAnswered(ctx, conversation, authorId, seenNumber);
    const id = messageId(ctx);
    const { ids } = await demandFiles(ctx, fileIds, authorId);
    const row = [ctx.workspaceId, id, conversation.id, authorId, text, status, seconds, ids];
    const held = await ctx.tx.first(insert, row);
    if (!held) throw new Error('the reply was not held');
    await setDeadline(ctx, leaves, id, held.leaves_at);
    await forgetSent(ctx, conversation.id, authorId, { kind: 'reply', text, fileIds: ids });
    return { conversationId, messageId: id, leavesAt: held.leaves_at.toISOString() };
  },
);

/** Takes an answer back that has not left. The deadline is left alone: it finds nothing to send. */
export const takeAnswerBack = handle(takeBack, async (ctx, { messageId: id }) => {
  demand(ctx, conversationPolicy, 'draft');
  const own = [ctx.workspaceId, id, actorId(ctx.actor)];
  const held = await ctx.tx.first(takeOwn, own);
  if (held) return { conversationId: held.conversation_id, messageId: id };
  if (await ctx.tx.first(left, own)) refuse('conversation.already_sent', 'The customer may have read it by now.');
  return notFound('reply');
});

/** Sends what was held, in its writer's name. */
export const heldReplyLeaves: DeadlineKind = {
  kind: leaves,
  fire: async (ctx, id) => {
    const held = await ctx.tx.first(take, [ctx.workspaceId, id]);
    if (!held) return;
    const { actor } = ctx;
    ctx.actor = { ...system, onBehalfOf: held.account_id };
    try {
      const conversation = await accessRoot(ctx, held.conversation_id, { for: 'reply' });
      if (!conversation) throw new Error('a held reply lost its conversation');
      const { text, file_ids: fileIds, status, account_id: authorId } = held;
      await answerCustomer(ctx, conversation, { id, authorId, text, fileIds, status });
    } finally {
      ctx.actor = actor;
    }
  },
};
