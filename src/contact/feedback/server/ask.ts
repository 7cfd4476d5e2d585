import { type Id, newId } from '#kernel/contract/ids.ts';
import type { CommandContext, Reaction } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { feedbackAsked, linkDays } from '../contract.ts';
import { settingsOf } from './settings.ts';

/** Channels that show the question to the customer. */
const offering = ['chat', 'portal'];

/**
 * One request for a conversation, where a person answered in it, the customer has not said that they do not want to be
 * asked, and was not asked lately. Whatever is likely to be answered plays no part: the same rule for everybody.
 */
const insert = statement<{ id: Id }>(
  'feedback_request_insert',
  `INSERT INTO feedback_request (workspace_id, id, conversation_id, customer_id, channel, person_id, team_id, reason_id,
     asked_at, expires_at)
   SELECT c.workspace_id, $2, c.id, c.customer_id, c.channel, c.assignee_id, c.team_id, c.wrap_up_reason_id,
     heed_now(), heed_now() + make_interval(days => $5)
   FROM conversation c
   WHERE c.workspace_id = $1 AND c.id = $3 AND c.channel = ANY ($6::text[])
     AND EXISTS (SELECT FROM message m WHERE m.workspace_id = $1 AND m.conversation_id = c.id AND m.kind = 'reply')
     AND NOT EXISTS (SELECT FROM feedback_silence s WHERE s.workspace_id = $1 AND s.customer_id = c.customer_id)
     AND NOT EXISTS (SELECT FROM feedback_request r WHERE r.workspace_id = $1 AND r.customer_id = c.customer_id
       AND r.asked_at > heed_now() - make_interval(days => $4))
   ON CONFLICT (workspace_id, conversation_id) DO NOTHING RETURNING id`,
);

async function ask(ctx: CommandContext, data: Record<string, unknown>): Promise<void> {
  const { is_on, rest_days } = await settingsOf(ctx.tx, ctx.workspaceId);
  if (!is_on) return;
  const [conversationId, customerId] = [String(data.conversationId), String(data.customerId)];
  const values = [ctx.workspaceId, newId(), conversationId, rest_days, linkDays, offering];
  const asked = await ctx.tx.first(insert, values);
  if (asked) ctx.emit(feedbackAsked, { requestId: asked.id, conversationId, customerId });
}

/** Whoever was served is asked when their conversation is resolved. */
export const onResolved: Reaction = {
  event: 'conversation.resolved',
  inline: true,
  name: 'feedback.ask',
  run: ask,
};
