import { type Milestone, milestone } from '#foundation/promises/index.ts';
import { type CommandContext, handle } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { reopen, type Status, setWaiting, statusChanged } from '../contract.ts';
import { accessConversation, type ConversationRecord, demandVersion } from './access.ts';
import { subjectOf } from './promises.ts';
import { routeSoon } from './route.ts';

const save = statement<{ version: number }>(
  'conversation_status',
  `UPDATE conversation SET status = $3, resolved_at = NULL, version = version + 1
   WHERE workspace_id = $1 AND id = $2 RETURNING version`,
);

async function setStatus(ctx: CommandContext, conversation: ConversationRecord, to: Status) {
  const { id, customer_id, status, version } = conversation;
  if (status === to) return { conversationId: id, version };
  const saved = await ctx.tx.first(save, [ctx.workspaceId, id, to]);
  ctx.emit(statusChanged, { conversationId: id, customerId: customer_id, from: status, to });
  const isUnowned = status === 'resolved' && conversation.assignee_id === null;
  const reported: Milestone[] = [
    to === 'waiting' ? 'waiting' : 'owing',
    ...(status === 'resolved' ? (['reopened'] as const) : []),
    ...(isUnowned ? (['unowned'] as const) : []),
  ];
  await milestone(ctx, subjectOf(conversation), reported);
  await routeSoon(ctx, conversation.team_id);
  return { conversationId: id, version: saved?.version ?? version + 1 };
}

/** Opens a resolved conversation again. */
export const reopenConversation = handle(reopen, async (ctx, { conversationId, version }) => {
  const conversation = await accessConversation(ctx, conversationId, { for: 'reopen', lock: true });
  demandVersion(conversation, version);
  return setStatus(ctx, conversation, 'open');
});

/** Says who is owed something now: the customer (open) or we (waiting). */
export const setConversationWaiting = handle(setWaiting, async (ctx, { conversationId, version, waiting }) => {
  const conversation = await accessConversation(ctx, conversationId, { for: 'wait', lock: true });
  demandVersion(conversation, version);
  return setStatus(ctx, conversation, waiting ? 'waiting' : 'open');
});
