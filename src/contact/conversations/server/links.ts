import type { Id } from '#kernel/contract/ids.ts';
import { answer, type CommandContext, handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import type { Status } from '../contract.ts';
import {
  conversationLinked,
  conversationUnlinked,
  findByReference,
  linkConversations,
  listLinks,
  type Relation,
  unlinkConversations,
} from '../contract-merge.ts';
import { accessConversation, type ConversationRecord } from './access.ts';
import { conversationPolicy } from './policy.ts';

interface LinkRow {
  id: Id;
  number: number;
  subject: string;
  customer_name: string;
  status: Status;
  relation: Relation;
}
// What was merged since is shown as the one that goes on.
const links = statement<LinkRow>(
  'conversation_links',
  `SELECT DISTINCT ON (c.id) c.id, c.number, c.subject, p.name AS customer_name, c.status,
     CASE WHEN l.kind = 'related' THEN 'related' WHEN l.from_id = $2 THEN 'followed_by' ELSE 'follow_up_of' END AS relation
   FROM conversation_link l
   JOIN conversation a ON a.workspace_id = l.workspace_id AND a.id = CASE WHEN l.from_id = $2 THEN l.to_id ELSE l.from_id END
   JOIN conversation c ON c.workspace_id = a.workspace_id AND c.id = coalesce(a.merged_into_id, a.id)
   JOIN customer p ON p.workspace_id = c.workspace_id AND p.id = c.customer_id
   WHERE l.workspace_id = $1 AND (l.from_id = $2 OR l.to_id = $2) AND c.id <> $2
   ORDER BY c.id, l.at LIMIT 100`,
);
const merges = statement<{ id: Id; number: number; subject: string; by_name: string; at: Date }>(
  'conversation_merges_into',
  `SELECT c.id, c.number, c.subject, a.name AS by_name, g.at FROM conversation_merge g
   JOIN conversation c ON c.workspace_id = g.workspace_id AND c.id = g.source_id
   JOIN account a ON a.id = g.by_id
   WHERE g.workspace_id = $1 AND g.target_id = $2 AND g.undone_at IS NULL ORDER BY g.at DESC LIMIT 100`,
);
const save = statement<{ to_id: Id }>(
  'conversation_link_save',
  `INSERT INTO conversation_link (workspace_id, from_id, to_id, kind) VALUES ($1, $2, $3, $4)
   ON CONFLICT DO NOTHING RETURNING to_id`,
);
const rename = statement<{ to_id: Id }>(
  'conversation_link_rename',
  `UPDATE conversation_link SET from_id = $2, to_id = $3, kind = $4
   WHERE workspace_id = $1 AND (from_id, to_id) IN (($2, $3), ($3, $2)) AND (from_id <> $2 OR kind <> $4)
   RETURNING to_id`,
);
const remove = statement<{ to_id: Id }>(
  'conversation_link_remove',
  `DELETE FROM conversation_link WHERE workspace_id = $1 AND (from_id, to_id) IN (($2, $3), ($3, $2)) RETURNING to_id`,
);
interface Found {
  id: Id;
  number: number;
  subject: string;
  customer_id: Id;
  customer_name: string;
  status: Status;
  was_merged: boolean;
}
const byNumber = statement<Found>(
  'conversation_by_number',
  `SELECT c.id, c.number, c.subject, c.customer_id, p.name AS customer_name, c.status, c.id <> a.id AS was_merged
   FROM conversation a
   JOIN conversation c ON c.workspace_id = a.workspace_id AND c.id = coalesce(a.merged_into_id, a.id)
   JOIN customer p ON p.workspace_id = c.workspace_id AND p.id = c.customer_id
   WHERE a.workspace_id = $1 AND a.number = $2`,
);

export const linkList = answer(listLinks, async (ctx, { conversationId }) => {
  await accessConversation(ctx, conversationId, { for: 'read' });
  const linked = await ctx.tx.rows(links, [ctx.workspaceId, conversationId]);
  const merged = await ctx.tx.rows(merges, [ctx.workspaceId, conversationId]);
  return {
    links: linked.map(({ id, number, subject, customer_name, status, relation }) => ({
      ...{ id, reference: `H-${number}`, subject, customerName: customer_name, status, relation },
    })),
    merged: merged.map((row) => ({
      ...{ id: row.id, reference: `H-${row.number}`, subject: row.subject, byName: row.by_name },
      at: row.at.toISOString(),
    })),
  };
});

/** Keeps a link, once whichever way round, and says so when it is new or another kind. */
export async function saveLink(
  ctx: CommandContext,
  from: { id: Id; customer_id: Id },
  toId: Id,
  kind: 'related' | 'follow_up',
): Promise<void> {
  const values = [ctx.workspaceId, from.id, toId, kind];
  const changed = (await ctx.tx.first(save, values)) ?? (await ctx.tx.first(rename, values));
  if (changed)
    ctx.emit(conversationLinked, { conversationId: from.id, customerId: from.customer_id, otherId: toId, kind });
}

/** Links another conversation; again with another kind changes what it is. */
export const link = handle(linkConversations, async (ctx, { conversationId, otherId, kind }) => {
  if (conversationId === otherId) refuse('conversation.not_possible', 'Choose another conversation than this one.');
  const conversation = await accessConversation(ctx, conversationId, { for: 'link' });
  await accessConversation(ctx, otherId, { for: 'link' });
  await saveLink(ctx, conversation, otherId, kind);
  return { conversationId, otherId };
});

export const unlink = handle(unlinkConversations, async (ctx, { conversationId, otherId }) => {
  const conversation: ConversationRecord = await accessConversation(ctx, conversationId, { for: 'link' });
  const gone = await ctx.tx.first(remove, [ctx.workspaceId, conversationId, otherId]);
  if (gone) ctx.emit(conversationUnlinked, { conversationId, customerId: conversation.customer_id, otherId });
  return { conversationId, otherId };
});

export const byReference = answer(findByReference, async (ctx, { reference }) => {
  demand(ctx, conversationPolicy, 'list');
  const row = await ctx.tx.first(byNumber, [ctx.workspaceId, reference.slice(2)]);
  if (!row) return notFound('conversation');
  return {
    ...{ id: row.id, reference: `H-${row.number}`, subject: row.subject, status: row.status },
    ...{ customerId: row.customer_id, customerName: row.customer_name, wasMerged: row.was_merged },
  };
});
