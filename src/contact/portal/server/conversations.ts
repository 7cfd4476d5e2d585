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
  last_number: number;
  found_number: number | null;
  found_text: string | null;
}

/** Messages of a conversation at once. */
const pageSize = 50;

/** Of colleagues customers see the first name only. */
const firstName = (name: string | null) => (name ?? '').split(' ')[0] || 'Support';

// Row-level security shows a customer's connection their own rows alone, and of those no note.
const page = statement<Row>(
  'portal_conversations_page',
  `SELECT c.id, c.number, c.subject, c.channel, c.preview, a.name AS by, c.preview_by = 'staff' AS is_ours,
     c.preview_pictures + c.preview_files AS files, c.status, coalesce(r.number > c.customer_seen, false) AS is_unread,
     c.last_message_at, c.last_message_at::text AS at, c.last_number, f.number AS found_number, f.text AS found_text
   FROM (SELECT * FROM conversation o WHERE workspace_id = $1 AND customer_id = $2 AND merged_into_id IS NULL
       AND ($3::timestamptz IS NULL OR (last_message_at, id) < ($3, $4::uuid))
       AND NOT EXISTS (SELECT FROM unnest($6::text[]) AS w (word) WHERE strpos(heed_plain(o.subject), heed_plain(word)) = 0
         AND NOT EXISTS (SELECT FROM message m WHERE m.workspace_id = $1 AND m.conversation_id = o.id
           AND m.kind <> 'note' AND strpos(heed_plain(m.text), heed_plain(word)) > 0))
     ORDER BY last_message_at DESC, id DESC LIMIT $5) c
   LEFT JOIN LATERAL (SELECT m.number, m.author_id FROM message m WHERE m.workspace_id = $1 AND m.conversation_id = c.id
     AND m.kind = 'reply' ORDER BY m.number DESC LIMIT 1) r ON true
   LEFT JOIN account a ON a.id = r.author_id
   LEFT JOIN LATERAL (SELECT m.number, m.text FROM message m WHERE m.workspace_id = $1 AND m.conversation_id = c.id
     AND cardinality($6::text[]) > 0 AND m.kind <> 'note' AND EXISTS (SELECT FROM unnest($6::text[]) AS w (word)
       WHERE strpos(heed_plain(m.text), heed_plain(word)) > 0)
     ORDER BY m.number DESC LIMIT 1) f ON true
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

/** As many as anybody types; the others of a pasted text are left out. */
const mostWords = 8;
const wordsOf = (search: string | undefined) => (search ?? '').split(/\s+/).filter(Boolean).slice(0, mostWords);

const before = 60;
const around = 200;

/** A message cut to where the first of the words stands. */
function passage(text: string, words: readonly string[]): string {
  const small = text.toLowerCase();
  const at = Math.max(0, ...words.map((word) => small.indexOf(word.toLowerCase())));
  const from = Math.max(0, at - before);
  const cut = [...text.slice(from, from + around).replace(/\s+/g, ' ')].join('').trim();
  return `${from > 0 ? '…' : ''}${cut}${from + around < text.length ? '…' : ''}`;
}

/** As a page shows one message, and whether that lies before those which a conversation opens with. */
function foundIn({ found_number: number, found_text: text, last_number }: Row, words: readonly string[]) {
  if (number === null || text === null) return null;
  return { number, text: passage(text, words), isEarlier: last_number - number >= pageSize };
}

export const list = answer(portalConversations, async (ctx, { search, after, limit }) => {
  const { customerId } = await demandPortal(ctx);
  const place = after ? readCursor(after, ['instant', 'id']) : [];
  const words = wordsOf(search);
  const asked = [ctx.workspaceId, customerId, place[0] ?? null, place[1] ?? null, limit + 1, words];
  const found = await ctx.tx.rows(page, asked);
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
      found: foundIn(row, words),
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
