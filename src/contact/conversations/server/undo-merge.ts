import { carryBack, milestone } from '#foundation/promises/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { type CommandContext, handle, type QueryContext } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { conversationParted, conversationUnmerged, undoMerge } from '../contract-merge.ts';
import { accessConversation, type ConversationRecord } from './access.ts';
import { lastWordsOf, lockBoth, moveMessages, recountMessages } from './moving.ts';
import { subjectOf } from './promises.ts';

interface Merge {
  id: Id;
  target_id: Id;
  first_number: number;
  messages: number;
  promise_ids: Id[];
  target_version: number;
}
const standing = statement<Merge>(
  'conversation_merge_standing',
  `SELECT id, target_id, first_number, messages, promise_ids, target_version FROM conversation_merge
   WHERE workspace_id = $1 AND source_id = $2 AND undone_at IS NULL`,
);
const undone = statement(
  'conversation_merge_undone',
  'UPDATE conversation_merge SET undone_at = heed_now() WHERE workspace_id = $1 AND id = $2',
);
const restored = `status = o.status, resolved_at = o.resolved_at, wrap_up_reason_id = o.wrap_up_reason_id,
  assignee_id = o.assignee_id, team_id = o.team_id, customer_seen = o.customer_seen, staff_seen = o.staff_seen,
  last_message_at = o.last_message_at, preview = o.preview, preview_by = o.preview_by,
  preview_pictures = coalesce(o.preview_pictures, 0), preview_files = coalesce(o.preview_files, 0)`;
// Both rows as they stood; only `version` goes on, so that no screen takes an old one for the newest.
const restore = statement(
  'conversation_restore',
  `UPDATE conversation c SET ${restored}, merged_into_id = NULL FROM conversation_merge g,
     jsonb_populate_record(NULL::conversation, g.before -> ($3::uuid)::text) o
   WHERE c.workspace_id = $1 AND c.id = $3::uuid AND g.workspace_id = $1 AND g.id = $2`,
);
// Whatever else was changed meanwhile: what the customer wrote is gone from it with its brand, and the rest is for
// colleagues again. Nobody else changes a brand.
const goOnAsBefore = statement(
  'conversation_go_on_as_before_of_brand',
  `UPDATE conversation c SET channel = o.channel, brand_id = o.brand_id,
     subject = CASE WHEN c.channel = o.channel THEN c.subject ELSE o.subject END FROM conversation_merge g,
     jsonb_populate_record(NULL::conversation, g.before -> ($3::uuid)::text) o
   WHERE c.workspace_id = $1 AND c.id = $3::uuid AND g.workspace_id = $1 AND g.id = $2`,
);
const leadBack = statement(
  'conversation_lead_back',
  `WITH RECURSIVE below AS (
     SELECT source_id FROM conversation_merge WHERE workspace_id = $1 AND target_id = $2 AND undone_at IS NULL
     UNION SELECT g.source_id FROM conversation_merge g JOIN below ON g.target_id = below.source_id
       WHERE g.workspace_id = $1 AND g.undone_at IS NULL)
   UPDATE conversation SET merged_into_id = $2 WHERE workspace_id = $1 AND id IN (SELECT source_id FROM below)`,
);
const readBack = statement(
  'read_marks_part',
  'UPDATE read_mark SET number = $3 WHERE workspace_id = $1 AND conversation_id = $2 AND number > $3',
);
const draftsBack = statement(
  'drafts_seen_back',
  `UPDATE draft SET seen_number = $3 WHERE workspace_id = $1 AND conversation_id = $2 AND seen_number > $3`,
);

/** Undoes a merge: messages, numbers and what was owed are where they were. Refused once it cannot be so any more. */
export const undo = handle(undoMerge, async (ctx, { conversationId }) => {
  // Asked first without a lock, to learn which pair it is; the pair is then locked in the order in which merging does.
  await accessConversation(ctx, conversationId, { for: 'undo_merge' });
  const { target_id: fromId } = await demandStanding(ctx, conversationId);
  const [source, target] = await lockBoth(ctx, { id: conversationId, for: 'undo_merge' }, { id: fromId, for: 'read' });
  const merged = await demandStanding(ctx, conversationId);
  demandUndoable(source, target, merged);
  const { first_number: first, messages } = merged;
  await moveMessages(ctx, { from: fromId, to: conversationId, fromNumber: first, shift: 1 - first, isMarked: false });
  await ctx.tx.rows(goOnAsBefore, [ctx.workspaceId, merged.id, fromId]);
  for (const id of [conversationId, fromId]) await recountMessages(ctx, id);
  await ctx.tx.rows(restore, [ctx.workspaceId, merged.id, conversationId]);
  // What was changed meanwhile in the one that went on stands.
  const isAsBefore = target.version === merged.target_version;
  if (isAsBefore) await ctx.tx.rows(restore, [ctx.workspaceId, merged.id, fromId]);
  await ctx.tx.rows(leadBack, [ctx.workspaceId, conversationId]);
  await ctx.tx.rows(readBack, [ctx.workspaceId, fromId, first - 1]);
  await ctx.tx.rows(draftsBack, [ctx.workspaceId, fromId, first - 1]);
  await ctx.tx.rows(undone, [ctx.workspaceId, merged.id]);
  ctx.emit(conversationUnmerged, { conversationId, customerId: source.customer_id, fromId });
  ctx.emit(conversationParted, {
    ...{ conversationId: fromId, customerId: target.customer_id },
    ...{ intoId: conversationId, messages },
  });
  await oweAgain(ctx, conversationId, merged);
  if (isAsBefore) await settleTarget(ctx, target);
  return { conversationId, fromId };
});

async function demandStanding(ctx: QueryContext, conversationId: Id): Promise<Merge> {
  const merged = await ctx.tx.first(standing, [ctx.workspaceId, conversationId]);
  if (!merged) refuse('conversation.not_possible', 'It is not merged any more; somebody undid that already.');
  return merged;
}

function demandUndoable(source: ConversationRecord, target: ConversationRecord, merged: Merge): void {
  if (target.merged_into_id !== null) {
    const detail = `H-${target.number} was merged further itself. Undo that merge first, then this one.`;
    refuse('conversation.not_possible', detail);
  }
  const last = merged.first_number + merged.messages - 1;
  if (target.last_number > last) {
    const count = target.last_number - last;
    const came = count === 1 ? 'one message came' : `${count} messages came`;
    const detail = `Since then ${came} to H-${target.number}. Split off what belongs to H-${source.number} instead.`;
    refuse('conversation.not_possible', detail);
  }
  if (target.last_number < last) {
    refuse('conversation.not_possible', `H-${target.number} was split since then, so the messages are not together.`);
  }
}

/** The clocks that went over come back; those that were closed start anew. */
async function oweAgain(ctx: CommandContext, id: Id, merged: Merge): Promise<void> {
  const now = await accessConversation(ctx, id, { for: 'read' });
  await carryBack(ctx, merged.promise_ids, { id, customerId: now.customer_id });
  if (now.status === 'resolved') return;
  const { isAsking } = await lastWordsOf(ctx, id);
  await milestone(ctx, subjectOf(now), [
    ...(isAsking && now.status === 'open' ? (['asked'] as const) : []),
    now.status === 'waiting' ? 'waiting' : 'owing',
    'reopened',
  ]);
}

/** The one that went on stands as before, and so do its clocks. */
async function settleTarget(ctx: CommandContext, was: ConversationRecord): Promise<void> {
  const now = await accessConversation(ctx, was.id, { for: 'read' });
  if (now.status === was.status) return;
  await milestone(ctx, subjectOf(now), now.status === 'resolved' ? 'done' : 'waiting');
}
