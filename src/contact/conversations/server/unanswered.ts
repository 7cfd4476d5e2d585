import type { CommandContext } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import type { ConversationRecord } from './access.ts';

/** So many messages in a row a customer may send before somebody answers; nobody who wants help comes near it. */
const most = 100;

const latest = statement<{ unanswered: number }>(
  'conversation_unanswered',
  `SELECT count(*) FILTER (WHERE kind = 'customer') AS unanswered FROM (
     SELECT kind FROM message WHERE workspace_id = $1 AND conversation_id = $2 AND kind <> 'note'
     ORDER BY number DESC LIMIT $3) m`,
);

/** @throws Problem limit.too_many when as many messages as may be wait for an answer */
export async function demandAnswered(ctx: CommandContext, conversation: ConversationRecord): Promise<void> {
  // Asked only where there can be so many at all.
  if (conversation.last_number < most) return;
  const row = await ctx.tx.first(latest, [ctx.workspaceId, conversation.id, most]);
  if ((row?.unanswered ?? 0) < most) return;
  refuse('limit.too_many', 'An adviser will answer what you wrote so far. Then you can go on writing here.', {
    retryAfterS: 60,
  });
}
