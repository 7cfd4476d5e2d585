import { type Id, newId } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import { answer, type CommandContext, handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import type { Attachment } from '../contract-files.ts';
import { type DraftKind, getDrafts, listDrafts, saveDraft } from '../contract-writing.ts';
import { accessConversation } from './access.ts';
import { demandFiles, filesOfList, presentFiles } from './files/attach.ts';
import { conversationPolicy } from './policy.ts';

interface DraftRow {
  kind: DraftKind;
  text: string;
  files: Attachment[] | null;
  seen_number: number;
  tag: Id;
  saved_at: Date;
}

const own = statement<DraftRow>(
  'drafts_with_files',
  `SELECT kind, text, ${filesOfList('d.file_ids', 'd.workspace_id')}, seen_number, tag, saved_at FROM draft d
   WHERE workspace_id = $1 AND account_id = $2 AND conversation_id = $3 ORDER BY kind`,
);
const everywhere = statement<{ conversation_id: Id; kind: DraftKind; saved_at: Date }>(
  'drafts_of_person',
  `SELECT conversation_id, kind, saved_at FROM draft WHERE workspace_id = $1 AND account_id = $2
   ORDER BY saved_at DESC LIMIT 200`,
);
// Written only upon the state that the writer saw, so two devices never overwrite each other; a repeat changes nothing.
const save = statement<{ tag: Id; saved_at: Date }>(
  'draft_save_with_files',
  `INSERT INTO draft AS d (workspace_id, account_id, conversation_id, kind, text, seen_number, tag, file_ids)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $9)
   ON CONFLICT (workspace_id, account_id, conversation_id, kind) DO UPDATE
     SET text = excluded.text, file_ids = excluded.file_ids, seen_number = excluded.seen_number, tag = excluded.tag, saved_at = heed_now()
     WHERE d.tag = $8::uuid OR (d.text = excluded.text AND d.file_ids = excluded.file_ids)
   RETURNING tag, saved_at`,
);
const forget = statement<{ left: number }>(
  'draft_forget',
  `WITH gone AS (DELETE FROM draft WHERE workspace_id = $1 AND account_id = $2 AND conversation_id = $3 AND kind = $4
     AND tag = $5::uuid RETURNING 1)
   SELECT (SELECT count(*) FROM draft WHERE workspace_id = $1 AND account_id = $2 AND conversation_id = $3
     AND kind = $4) - (SELECT count(*) FROM gone) AS left`,
);
const sent = statement<{ kind: DraftKind }>(
  'draft_sent_with_files',
  `DELETE FROM draft WHERE workspace_id = $1 AND account_id = $2 AND conversation_id = $3 AND kind = $4
     AND btrim(text, E' \\n\\t\\r') = $5 AND file_ids = $6::uuid[] RETURNING kind`,
);

export const myDrafts = answer(listDrafts, async (ctx) => {
  demand(ctx, conversationPolicy, 'draft');
  const rows = await ctx.tx.rows(everywhere, [ctx.workspaceId, actorId(ctx.actor)]);
  return {
    drafts: rows.map((row) => ({
      conversationId: row.conversation_id,
      kind: row.kind,
      savedAt: row.saved_at.toISOString(),
    })),
  };
});

export const draftsHere = answer(getDrafts, async (ctx, { conversationId }) => {
  // Of one that was merged there are none any more, which is no refusal.
  const conversation = await accessConversation(ctx, conversationId, { for: 'read' });
  demand(ctx, conversationPolicy, 'draft', conversation);
  const rows = await ctx.tx.rows(own, [ctx.workspaceId, actorId(ctx.actor), conversationId]);
  return {
    drafts: rows.map((row) => ({
      kind: row.kind,
      text: row.text,
      attachments: presentFiles(row.files),
      seenNumber: row.seen_number,
      tag: row.tag,
      savedAt: row.saved_at.toISOString(),
    })),
  };
});

/** Keeps what somebody writes, for themselves alone; it is no event, only their own other desks are told. */
export const keepDraft = handle(saveDraft, async (ctx, { conversationId, kind, text, fileIds, seenNumber, basis }) => {
  await accessConversation(ctx, conversationId, { for: 'draft' });
  const place = [ctx.workspaceId, actorId(ctx.actor), conversationId, kind];
  if (text.trim() === '' && fileIds.length === 0) {
    const rest = await ctx.tx.first(forget, [...place, basis]);
    if (Number(rest?.left) > 0) changedElsewhere();
    tellOwnDesks(ctx, conversationId, null);
    return { conversationId, tag: null, savedAt: null };
  }
  await demandFiles(ctx, fileIds, actorId(ctx.actor));
  const saved = await ctx.tx.first(save, [...place, text, seenNumber, newId(), basis, fileIds]);
  if (!saved) return changedElsewhere();
  tellOwnDesks(ctx, conversationId, saved.tag);
  return { conversationId, tag: saved.tag, savedAt: saved.saved_at.toISOString() };
});

function changedElsewhere(): never {
  return refuse('conversation.draft_changed', 'Load it again; both texts are there.');
}

/** What was sent is no draft any more; one that was begun meanwhile stays. */
export async function forgetSent(
  ctx: CommandContext,
  conversationId: Id,
  authorId: Id | null,
  message: { kind: DraftKind; text: string; fileIds: readonly Id[] },
): Promise<void> {
  if (authorId === null) return;
  const { kind, text, fileIds } = message;
  const gone = await ctx.tx.first(sent, [ctx.workspaceId, authorId, conversationId, kind, text, fileIds]);
  if (gone) tellOwnDesks(ctx, conversationId, null, authorId);
}

/** Tells the desks of one person, and nobody else, that a draft of theirs changed. */
export function tellOwnDesks(
  ctx: CommandContext,
  conversationId: Id,
  tag: Id | null,
  personId = actorId(ctx.actor),
): void {
  const topics = [`own-inbox:${personId}`];
  ctx.whisper({ topics, audience: 'staff', kind: 'draft', data: { conversationId, tag } });
}
