import { carryOver, milestone } from '#foundation/promises/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { type CommandContext, handle } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { conversationAssigned, type Status, statusChanged } from '../contract.ts';
import { conversationJoined, conversationMerged, mergeConversations } from '../contract-merge.ts';
import { type ConversationRecord, demandVersion } from './access.ts';
import { tellOwnDesks } from './drafts.ts';
import { type LastWords, lastWordsOf, lockBoth, moveMessages, recountMessages, writtenDown } from './moving.ts';
import { milestonesOf, subjectOf } from './promises.ts';
import { authorOf } from './write-message.ts';

const remember = statement(
  'conversation_merge_insert',
  `INSERT INTO conversation_merge (workspace_id, id, source_id, target_id, by_id, first_number, messages, before,
     promise_ids, target_version)
   SELECT $1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9::uuid[], version FROM conversation
   WHERE workspace_id = $1 AND id = $4`,
);
const asTheyAre = statement<{ before: unknown }>(
  'conversation_merge_before',
  `SELECT jsonb_object_agg(id::text, to_jsonb(c) - 'fields') AS before FROM conversation c
   WHERE workspace_id = $1 AND id IN ($2, $3)`,
);
// What was merged into the source before leads to where its messages are now.
const lead = statement(
  'conversation_lead_on',
  `UPDATE conversation SET merged_into_id = $3, version = version + CASE WHEN id = $2 THEN 1 ELSE 0 END,
     status = 'resolved', resolved_at = coalesce(resolved_at, heed_now())
   WHERE workspace_id = $1 AND (id = $2 OR merged_into_id = $2)`,
);
const goOn = statement(
  'conversation_go_on_of_brand',
  `UPDATE conversation SET status = $3, resolved_at = CASE WHEN $3 = 'resolved' THEN resolved_at END,
     assignee_id = $4, team_id = $5, brand_id = $6 WHERE workspace_id = $1 AND id = $2`,
);
// Where colleagues wrote down what the customer wrote themselves in the other, it goes on as the other: the customer goes
// on reading there, under the words and the brand by which they know it, and is answered there.
const goOnAs = statement(
  'conversation_go_on_as',
  'UPDATE conversation SET channel = $3, subject = $4 WHERE workspace_id = $1 AND id = $2',
);
// Who had read both to the end has read what is one now; everybody else finds it unread where messages came.
const readOn = statement(
  'read_marks_join',
  `UPDATE read_mark b SET number = $4 + a.number FROM read_mark a
   WHERE b.workspace_id = $1 AND b.conversation_id = $3 AND b.number >= $4
     AND a.workspace_id = $1 AND a.conversation_id = $2 AND a.account_id = b.account_id AND a.number >= $5`,
);
// A draft goes along; where its writer has begun one there too, both texts are kept.
const draftsJoin = statement<{ account_id: Id }>(
  'drafts_join',
  `WITH gone AS (DELETE FROM draft WHERE workspace_id = $1 AND conversation_id = $2
     RETURNING account_id, kind, text, seen_number, file_ids)
   INSERT INTO draft AS d (workspace_id, account_id, conversation_id, kind, text, seen_number, tag, file_ids)
   SELECT $1, account_id, $3, kind, text, seen_number + $4, gen_random_uuid(), file_ids FROM gone
   ON CONFLICT (workspace_id, account_id, conversation_id, kind) DO UPDATE
     SET text = left(btrim(d.text || E'\\n\\n' || excluded.text, E'\\n'), 20000), tag = excluded.tag, saved_at = heed_now(),
       file_ids = (d.file_ids || excluded.file_ids)[:10]
   RETURNING d.account_id`,
);

/** Merges one conversation into another. Of two people who merge the same pair the second is told that it is done. */
export const merge = handle(mergeConversations, async (ctx, { conversationId, version, intoId, otherCustomer }) => {
  if (conversationId === intoId) refuse('conversation.not_possible', 'A conversation cannot be merged into itself.');
  const [source, target] = await lockBoth(ctx, { id: conversationId, for: 'merge' }, { id: intoId, for: 'merge' });
  demandVersion(source, version);
  if (source.customer_id !== target.customer_id && !otherCustomer) differentCustomers(source, target);
  const before = (await ctx.tx.first(asTheyAre, [ctx.workspaceId, conversationId, intoId]))?.before;
  const words = await lastWordsOf(ctx, conversationId);
  const shift = target.last_number;
  const messages = await moveMessages(ctx, { from: conversationId, to: intoId, fromNumber: 1, shift, isMarked: true });
  await recountMessages(ctx, conversationId);
  await ctx.tx.rows(readOn, [ctx.workspaceId, conversationId, intoId, shift, source.last_number]);
  const writers = await ctx.tx.rows(draftsJoin, [ctx.workspaceId, conversationId, intoId, shift]);
  for (const { account_id } of writers) tellOwnDesks(ctx, intoId, null, account_id);
  if (writtenDown.includes(target.channel) && !writtenDown.includes(source.channel)) {
    await ctx.tx.rows(goOnAs, [ctx.workspaceId, intoId, source.channel, source.subject]);
    target.channel = source.channel;
    target.brand_id = source.brand_id ?? target.brand_id;
  }
  await recountMessages(ctx, intoId);
  await ctx.tx.rows(lead, [ctx.workspaceId, conversationId, intoId]);
  ctx.emit(conversationMerged, { conversationId, customerId: source.customer_id, intoId });
  const joined = { fromId: conversationId, firstNumber: shift + 1, messages };
  ctx.emit(conversationJoined, { conversationId: intoId, customerId: target.customer_id, ...joined });
  const promiseIds = await goOnWith(ctx, source, target, words);
  const kept = [shift + 1, messages, JSON.stringify(before), promiseIds];
  await ctx.tx.rows(remember, [ctx.workspaceId, ctx.key, conversationId, intoId, authorOf(ctx), ...kept]);
  return { conversationId, intoId };
});

function differentCustomers(source: ConversationRecord, target: ConversationRecord): never {
  const [one, other] = [source, target].map((row) => `H-${row.number} is of ${row.customer_name}`);
  return refuse(
    'conversation.other_customer',
    `${one}, ${other}. ${source.customer_name} will not see these messages in their chat any more, and answers go to ${target.customer_name} alone.`,
  );
}

/** How the one that goes on stands afterwards: what is owed in either is owed there. Returns the clocks that went over. */
async function goOnWith(
  ctx: CommandContext,
  source: ConversationRecord,
  target: ConversationRecord,
  words: LastWords,
): Promise<Id[]> {
  const status = wider(source.status, target.status);
  const assignee_id = target.assignee_id ?? source.assignee_id;
  const team_id = target.team_id ?? source.team_id;
  const brand_id = target.brand_id ?? source.brand_id;
  await ctx.tx.rows(goOn, [ctx.workspaceId, target.id, status, assignee_id, team_id, brand_id]);
  const about = { conversationId: target.id, customerId: target.customer_id };
  if (status !== target.status) ctx.emit(statusChanged, { ...about, from: target.status, to: status });
  const isGiven = assignee_id !== target.assignee_id || team_id !== target.team_id;
  if (isGiven) ctx.emit(conversationAssigned, { ...about, assigneeId: assignee_id, teamId: team_id });
  const after = subjectOf({ ...target, assignee_id, team_id, brand_id });
  const promiseIds = await carryOver(ctx, source.id, after);
  await milestone(ctx, subjectOf(source), 'closed');
  if (status !== target.status || isGiven) {
    const asks = words.isAsking && source.status === 'open';
    const message = { kind: 'customer' as const, channel: target.channel, authorId: null, status };
    const opened = [
      ...(asks ? milestonesOf(message, target) : []),
      ...(status === 'waiting' ? (['waiting'] as const) : (['owing'] as const)),
      ...(target.status === 'resolved' && !asks ? (['reopened'] as const) : []),
    ];
    await milestone(ctx, after, [
      ...(status === target.status ? [] : opened),
      ...(isGiven && assignee_id ? (['owned'] as const) : []),
    ]);
  }
  return promiseIds;
}

const order: readonly Status[] = ['resolved', 'waiting', 'open'];

/** Of two states the one in which more is owed. */
function wider(one: Status, other: Status): Status {
  return order.indexOf(one) > order.indexOf(other) ? one : other;
}
