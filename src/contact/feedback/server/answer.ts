import { accessCustomer } from '#contact/customers/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { nobody } from '#kernel/server/actor.ts';
import { type CommandContext, handle, handlePrepared } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { answerRequest, feedbackAnswered, setSilence, silenceByLink, silenceChanged } from '../contract.ts';
import { readLink } from './link.ts';
import { feedbackPolicy } from './policy.ts';
import { changeUntil, lockRequest, type RequestRow } from './requests.ts';

const save = statement<{ answered_at: Date }>(
  'feedback_request_answer',
  `UPDATE feedback_request SET rating = $3, comment = $4, answered_at = coalesce(answered_at, heed_now()),
     changed_at = CASE WHEN answered_at IS NOT NULL THEN heed_now() END
   WHERE workspace_id = $1 AND id = $2 RETURNING answered_at`,
);

/**
 * The request behind a link, locked: of two answers at once the later one is a change of the first.
 * @throws Problem feedback.wrong_link
 */
async function requestBehind(ctx: CommandContext, kernel: Kernel, link: string): Promise<RequestRow> {
  demand(ctx, feedbackPolicy, 'answer');
  const { workspaceId, requestId } = readLink(kernel.config.sealWords, link);
  await ctx.enter(workspaceId, nobody);
  const row = await ctx.tx.first(lockRequest, [workspaceId, requestId]);
  // Signed by us, so it was there: a restore took it away.
  if (!row) refuse('feedback.wrong_link', 'Nothing is asked under this link any more.');
  // From here on it is the customer who acts: the link was given to them alone. It belongs to no visit.
  await ctx.enter(workspaceId, { kind: 'customer', id: row.customer_id, visitId: row.id });
  return row;
}

export const answer = handlePrepared(
  answerRequest,
  async (kernel) => kernel,
  async (ctx, { link, rating, comment }, kernel) => {
    const row = await requestBehind(ctx, kernel, link);
    if (row.is_over) refuse('feedback.over', `It could be answered until ${row.expires_at.toISOString()}.`);
    const isSame = row.rating === rating && row.comment === comment;
    if (row.answered_at && isSame) return { rating, changeUntil: changeUntil(row.answered_at).toISOString() };
    if (row.is_settled) refuse('feedback.settled', 'It was given more than a day ago.');
    const saved = await ctx.tx.first(save, [ctx.workspaceId, row.id, rating, comment]);
    const { id: requestId, conversation_id: conversationId, customer_id: customerId } = row;
    ctx.emit(feedbackAnswered, { requestId, conversationId, customerId, rating, isChange: row.rating !== null });
    return { rating, changeUntil: changeUntil(saved?.answered_at ?? ctx.now).toISOString() };
  },
);

const silence = statement<{ customer_id: Id }>(
  'feedback_silence_insert',
  `INSERT INTO feedback_silence (workspace_id, customer_id) VALUES ($1, $2) ON CONFLICT DO NOTHING
   RETURNING customer_id`,
);
const speak = statement<{ customer_id: Id }>(
  'feedback_silence_delete',
  'DELETE FROM feedback_silence WHERE workspace_id = $1 AND customer_id = $2 RETURNING customer_id',
);

async function keepSilence(ctx: CommandContext, customerId: Id, isSilent: boolean): Promise<void> {
  const changed = await ctx.tx.first(isSilent ? silence : speak, [ctx.workspaceId, customerId]);
  if (changed) ctx.emit(silenceChanged, { customerId, isSilent });
}

/** Whoever was asked once may say that they do not want to be again, also after the time to answer is over. */
export const silenceOne = handlePrepared(
  silenceByLink,
  async (kernel) => kernel,
  async (ctx, { link, isSilent }, kernel) => {
    const { customer_id } = await requestBehind(ctx, kernel, link);
    await keepSilence(ctx, customer_id, isSilent);
    return { isSilent };
  },
);

export const setSilenceOf = handle(setSilence, async (ctx, { customerId: asked, isSilent }) => {
  const { id: customerId } = await accessCustomer(ctx, asked, { for: 'read', lock: true });
  demand(ctx, feedbackPolicy, 'set_silence');
  await keepSilence(ctx, customerId, isSilent);
  return { customerId, isSilent };
});
