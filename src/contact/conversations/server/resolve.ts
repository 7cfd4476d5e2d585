import { milestone } from '#foundation/promises/index.ts';
import { handle } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { conversationResolved, resolve } from '../contract.ts';
import { accessConversation, demandVersion } from './access.ts';
import { subjectOf } from './promises.ts';
import { routeSoon } from './route.ts';

const save = statement<{ version: number }>(
  'conversation_resolve_awake',
  `UPDATE conversation SET status = 'resolved', resolved_at = heed_now(), wrap_up_reason_id = $3,
     snoozed_until = NULL, snoozed_by = NULL, version = version + 1
   WHERE workspace_id = $1 AND id = $2 RETURNING version`,
);
const reasons = statement<{ id: string; name: string }>(
  'conversation_reasons',
  'SELECT id, name FROM wrap_up_reason WHERE workspace_id = $1 AND retired_at IS NULL ORDER BY created_at, id',
);

/** Resolves, with the reason that wrap-up asks for: without one the conversation stays as it was. */
export const resolveConversation = handle(resolve, async (ctx, { conversationId, version, wrapUpReasonId }) => {
  const conversation = await accessConversation(ctx, conversationId, { for: 'resolve', lock: true });
  demandVersion(conversation, version);
  const choices = await ctx.tx.rows(reasons, [ctx.workspaceId]);
  const reason = choices.find((choice) => choice.id === wrapUpReasonId);
  if (!reason) {
    const detail = wrapUpReasonId ? 'This reason is not on the list any more.' : 'No reason was given.';
    refuse('conversation.wrap_up_needed', `${detail} Choose one of: ${choices.map((one) => one.name).join(', ')}.`, {
      facts: { reasons: choices },
    });
  }
  const saved = await ctx.tx.first(save, [ctx.workspaceId, conversationId, reason.id]);
  ctx.emit(conversationResolved, {
    conversationId,
    customerId: conversation.customer_id,
    wrapUpReasonId: reason.id,
    from: conversation.status,
  });
  await milestone(ctx, subjectOf(conversation), 'done');
  await routeSoon(ctx, conversation.team_id);
  return { conversationId, version: saved?.version ?? version + 1 };
});
