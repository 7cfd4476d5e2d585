import { accessConversation } from '#contact/conversations/index.ts';
import { handle } from '#kernel/server/capability.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { sendSocialAgain } from '../../contract.ts';
import { lockOut, setOutState } from './out.ts';
import { sendSoon } from './soon.ts';

const anew = statement(
  'social_out_anew',
  'UPDATE social_out SET queued_at = heed_now(), tries = 0 WHERE workspace_id = $1 AND message_id = $2',
);

/** Sends a failed answer once more, from the piece on that is not there. */
export const again = handle(sendSocialAgain, async (ctx, { conversationId, messageId }) => {
  const conversation = await accessConversation(ctx, conversationId, { for: 'reply', lock: true });
  const out = await lockOut(ctx, messageId);
  if (out?.conversation_id !== conversation.id) return notFound('answer by messenger');
  if (out.state !== 'failed') refuse('social.not_possible', `It has not failed: it is ${out.state}.`);
  await ctx.tx.rows(anew, [ctx.workspaceId, messageId]);
  await setOutState(ctx, out, 'queued', '', { nextAt: ctx.now });
  sendSoon(ctx, out.account_id);
  return { messageId };
});
