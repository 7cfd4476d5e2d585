import type { Status } from '#contact/conversations/contract.ts';
import { accessConversation, filesOfMessage, presentFiles } from '#contact/conversations/index.ts';
import { offerFor } from '#contact/feedback/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { answer, type QueryContext } from '#kernel/server/capability.ts';
import { cursorOf, readCursor } from '#kernel/server/page.ts';
import { notFound } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { type PortalMessage, type PortalRow, portalConversation, portalConversations } from '../contract.ts';
import { demandPortal } from './session.ts';

interface Row {
  id: Id;
  number: number;
  subject: string;
  channel: PortalRow['channel'];
  preview: string;
  by: string | null;
  is_ours: boolean;
  files: number;
  status: Status;
  is_unread: boolean;
  last_message_at: Date;
  at: string;
}

/** Of colleagues customers see the first name only. */
const firstName = (name: string | null) => (name ?? '').split(' ')[0] || 'Support';

// Row-level security shows a customer's connection their own rows alone, and of those no note.
const page = statement<Row>(
  'portal_conversations_page',
  `SELECT c.id, c.number, c.subject, c.channel, c.preview, a.name AS by, c.preview_by = 'staff' AS is_ours,
     c.preview_pictures + c.preview_files AS files, c.status, coalesce(r.number > c.customer_seen, false) AS is_unread,
     c.last_message_at, c.last_message_at::text AS at
   FROM (SELECT * FROM conversation WHERE workspace_id = $1 AND customer_id = $2 AND merged_into_id IS NULL
       AND ($3::timestamptz IS NULL OR (last_message_at, id) < ($3, $4::uuid))
     ORDER BY last_message_at DESC, id DESC LIMIT $5) c
   LEFT JOIN LATERAL (SELECT m.number, m.author_id FROM message m WHERE m.workspace_id = $1 AND m.conversation_id = c.id
     AND m.kind = 'reply' ORDER BY m.number DESC LIMIT 1) r ON true
   LEFT JOIN account a ON a.id = r.author_id
   ORDER BY c.last_message_at DESC, c.id DESC`,
);
const dues = statement<{ conversation_id: Id; due_at: Date }>(
  'portal_dues',
  'SELECT conversation_id, due_at FROM heed_portal_due($1)',
);
const called = statement<{ name: string; is_visitor: boolean }>(
  'portal_customer_name',
  'SELECT name, is_visitor FROM customer WHERE workspace_id = $1 AND id = $2',
);

/** By when an answer is owed, by conversation. */
async function dueOf(ctx: QueryContext, ids: readonly Id[]): Promise<Map<Id, string>> {
  const rows = ids.length > 0 ? await ctx.tx.rows(dues, [ids]) : [];
  return new Map(rows.map((row) => [row.conversation_id, row.due_at.toISOString()]));
}

export const list = answer(portalConversations, async (ctx, { after, limit }) => {
  const { customerId } = await demandPortal(ctx);
  const place = after ? readCursor(after, ['instant', 'id']) : [];
  const found = await ctx.tx.rows(page, [ctx.workspaceId, customerId, place[0] ?? null, place[1] ?? null, limit + 1]);
  const shown = found.slice(0, limit);
  const due = await dueOf(
    ctx,
    shown.filter((row) => row.status === 'open').map((row) => row.id),
  );
  const who = await ctx.tx.first(called, [ctx.workspaceId, customerId]);
  const last = shown.at(-1);
  return {
    name: who && !who.is_visitor ? who.name : '',
    conversations: shown.map((row) => ({
      ...{ id: row.id, reference: `H-${row.number}`, subject: row.subject, channel: row.channel },
      ...{ preview: row.preview, previewBy: row.is_ours ? firstName(row.by) : null, files: row.files },
      ...{ status: row.status, isUnread: row.is_unread, dueAt: due.get(row.id) ?? null },
      lastAt: row.last_message_at.toISOString(),
    })),
    next: last && found.length > limit ? cursorOf([last.at, last.id]) : null,
  };
});

interface MessageRow {
  number: number;
  kind: 'customer' | 'reply';
  author_name: string | null;
  text: string;
  files: PortalMessage['attachments'] | null;
  at: Date;
}
const pageSize = 50;
const messages = statement<MessageRow>(
  'portal_messages',
  `SELECT m.number, m.kind, a.name AS author_name, m.text, ${filesOfMessage}, m.at FROM message m
   LEFT JOIN account a ON a.id = m.author_id AND m.kind = 'reply'
   WHERE m.workspace_id = $1 AND m.conversation_id = $2 AND m.kind <> 'note' AND ($3::int IS NULL OR m.number < $3)
   ORDER BY m.number DESC LIMIT $4`,
);

const root = statement<{ id: Id }>(
  'portal_conversation_root',
  'SELECT coalesce(merged_into_id, id) AS id FROM conversation WHERE workspace_id = $1 AND id = $2',
);

export const one = answer(portalConversation, async (ctx, { conversationId, before }, kernel) => {
  await demandPortal(ctx);
  const goingOn = await ctx.tx.first(root, [ctx.workspaceId, conversationId]);
  if (!goingOn) return notFound('conversation of yours');
  const conversation = await accessConversation(ctx, goingOn.id, { for: 'read' });
  const { id, number, subject, status, last_number: lastNumber } = conversation;
  const found = await ctx.tx.rows(messages, [ctx.workspaceId, id, before ?? null, pageSize + 1]);
  const due = status === 'open' ? await dueOf(ctx, [id]) : new Map<Id, string>();
  const feedback = status === 'resolved' ? await offerFor(kernel, ctx.tx, ctx.workspaceId, id) : undefined;
  return {
    ...{ id, reference: `H-${number}`, subject, status, lastNumber, dueAt: due.get(id) ?? null },
    messages: found
      .slice(0, pageSize)
      .reverse()
      .map((row) => ({
        ...{ number: row.number, by: row.kind === 'customer' ? null : firstName(row.author_name), text: row.text },
        attachments: presentFiles(row.files),
        at: row.at.toISOString(),
      })),
    hasEarlier: found.length > pageSize,
    feedback: feedback ?? null,
  };
});
