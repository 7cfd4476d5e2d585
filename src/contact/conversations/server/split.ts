import { type Milestone, milestone } from '#foundation/promises/index.ts';
import { type CommandContext, handle } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { type Channel, type Status, statusChanged } from '../contract.ts';
import { conversationParted, splitConversation } from '../contract-merge.ts';
import { accessConversation, type ConversationRecord, demandVersion } from './access.ts';
import { saveLink } from './links.ts';
import { type LastWords, lastWordsOf, moveMessages, readableFirst, recountMessages, writtenDown } from './moving.ts';
import { subjectOf } from './promises.ts';
import { openConversation } from './start.ts';

const first = statement<{ text: string; channel: Channel }>(
  'split_first_readable',
  `SELECT m.text, m.channel FROM message m WHERE m.workspace_id = $1 AND m.conversation_id = $2 AND m.number >= $3
   ORDER BY ${readableFirst}, m.number LIMIT 1`,
);
const begin = statement(
  'conversation_begin_at',
  `UPDATE conversation SET status = $3, assignee_id = $4, started_at = (SELECT min(at) FROM message
     WHERE workspace_id = $1 AND conversation_id = $2) WHERE workspace_id = $1 AND id = $2`,
);
const stand = statement(
  'conversation_stand',
  'UPDATE conversation SET status = $3 WHERE workspace_id = $1 AND id = $2',
);

/** Makes a conversation of its own of a message and all that follow; they keep who wrote them and when. */
export const split = handle(splitConversation, async (ctx, { conversationId, version, fromNumber, subject }) => {
  const old = await accessConversation(ctx, conversationId, { for: 'split', lock: true });
  demandVersion(old, version);
  if (fromNumber > old.last_number) refuse('conversation.not_possible', 'There is no such message to split from.');
  const words = await lastWordsOf(ctx, conversationId, fromNumber);
  const opening = await ctx.tx.first(first, [ctx.workspaceId, conversationId, fromNumber]);
  const { id, reference } = await openConversation(ctx, {
    ...{ id: ctx.key, customerId: old.customer_id, teamId: old.team_id, brandId: old.brand_id },
    // What colleagues wrote down of a call goes on being theirs.
    channel: opening && writtenDown.includes(opening.channel) ? opening.channel : old.channel,
    ...{ subject, firstText: opening?.text || old.subject },
  });
  const shift = 1 - fromNumber;
  const messages = await moveMessages(ctx, { from: conversationId, to: id, fromNumber, shift, isMarked: false });
  for (const one of [conversationId, id]) await recountMessages(ctx, one);
  const status: Status = words.isAsking || (old.status === 'open' && !words.isSaid) ? 'open' : 'waiting';
  await ctx.tx.rows(begin, [ctx.workspaceId, id, status, old.assignee_id]);
  await saveLink(ctx, old, id, 'follow_up');
  ctx.emit(conversationParted, { conversationId, customerId: old.customer_id, intoId: id, messages });
  await milestone(ctx, subjectOf({ ...old, id }), begunBy(words, old), words.askedAt ?? undefined);
  await settleRest(ctx, old);
  return { conversationId, newConversationId: id, reference };
});

/** A question that waits is owed since it was asked, as if the new conversation had begun with it. */
function begunBy(words: LastWords, { assignee_id }: ConversationRecord): Milestone[] {
  const owner = assignee_id === null ? 'unowned' : 'owned';
  return words.isAsking ? ['begun', 'asked', owner] : ['reopened', 'waiting', owner];
}

/** What stays waits for the customer when the question went along and the rest is answered. */
async function settleRest(ctx: CommandContext, old: ConversationRecord): Promise<void> {
  const rest = await lastWordsOf(ctx, old.id);
  if (old.status !== 'open' || rest.isAsking || !rest.isSaid) return;
  await ctx.tx.rows(stand, [ctx.workspaceId, old.id, 'waiting']);
  ctx.emit(statusChanged, { conversationId: old.id, customerId: old.customer_id, from: old.status, to: 'waiting' });
  await milestone(ctx, subjectOf(old), 'waiting');
}
