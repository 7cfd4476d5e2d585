import type { Id } from '#kernel/contract/ids.ts';
import { answer, handle, type QueryContext } from '#kernel/server/capability.ts';
import { cursorOf, readCursor } from '#kernel/server/page.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { chatConversations, openChat } from '../contract-service.ts';
import { chatPolicy } from './policy.ts';

interface Row {
  id: Id;
  subject: string;
  preview: string;
  last_message_at: Date;
  at: string;
  is_resolved: boolean;
  is_unread: boolean;
}

const columns = `c.id, c.subject, c.preview, c.last_message_at, c.last_message_at::text AS at,
  c.status = 'resolved' AS is_resolved, c.preview_by = 'staff' AND c.customer_seen < c.last_number AS is_unread`;
/**
 * What somebody wrote wherever the shop vouched for them. Not everything of their customer: after a merge that was a
 * mistake some of it is somebody else's.
 */
const verified = statement<Row>(
  'chat_conversations_verified',
  `SELECT ${columns} FROM chat_opening o JOIN conversation c ON c.workspace_id = o.workspace_id AND c.id = o.conversation_id
   WHERE o.workspace_id = $1 AND o.identity_id = $2 AND c.merged_into_id IS NULL
     AND ($3::timestamptz IS NULL OR (c.last_message_at, c.id) < ($3, $4::uuid))
   ORDER BY c.last_message_at DESC, c.id DESC LIMIT $5`,
);
const own = statement<Row>(
  'chat_conversation_of_device',
  `SELECT ${columns} FROM visit v JOIN conversation c ON c.workspace_id = v.workspace_id AND c.id = v.conversation_id
   WHERE v.workspace_id = $1 AND v.id = $2`,
);
const visit = statement<{ identity_id: Id | null }>(
  'visit_identity',
  'SELECT identity_id FROM visit WHERE workspace_id = $1 AND id = $2',
);

async function rowsFor(ctx: QueryContext, visitId: Id, identityId: Id | null, place: string[], limit: number) {
  if (identityId === null) return ctx.tx.rows(own, [ctx.workspaceId, visitId]);
  return ctx.tx.rows(verified, [ctx.workspaceId, identityId, place[0] ?? null, place[1] ?? null, limit + 1]);
}

export const conversationList = answer(chatConversations, async (ctx, { after, limit }) => {
  if (ctx.actor.kind !== 'customer') refuse('access.forbidden', 'This is for customers in the widget.');
  demand(ctx, chatPolicy, 'read', { customer_id: ctx.actor.id });
  const { visitId } = ctx.actor;
  const identityId = (await ctx.tx.first(visit, [ctx.workspaceId, visitId]))?.identity_id ?? null;
  const place = after ? readCursor(after, ['instant', 'id']) : [];
  const rows = await rowsFor(ctx, visitId, identityId, place, limit);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    isVerified: identityId !== null,
    conversations: page.map((row) => ({
      id: row.id,
      subject: row.subject,
      preview: row.preview,
      lastAt: row.last_message_at.toISOString(),
      isResolved: row.is_resolved,
      isUnread: row.is_unread,
    })),
    next: last && rows.length > limit ? cursorOf([last.at, last.id]) : null,
  };
});

/** Only a visit that the shop vouches for goes from one conversation to another, and only among that person's own. Each stays where it is. */
const open = statement<{ id: Id }>(
  'visit_open_one_of_its_conversations',
  `UPDATE visit v SET conversation_id = $3 WHERE v.workspace_id = $1 AND v.id = $2
     AND (v.conversation_id = $3 OR v.identity_id IS NOT NULL AND ($3::uuid IS NULL
       OR EXISTS (SELECT FROM chat_opening o WHERE o.workspace_id = $1 AND o.conversation_id = $3
         AND o.identity_id = v.identity_id))) RETURNING v.id`,
);

export const openOne = handle(openChat, async (ctx, { conversationId }) => {
  if (ctx.actor.kind !== 'customer') refuse('access.forbidden', 'This is for customers in the widget.');
  demand(ctx, chatPolicy, 'read', { customer_id: ctx.actor.id });
  const opened = await ctx.tx.first(open, [ctx.workspaceId, ctx.actor.visitId, conversationId]);
  if (!opened) notFound('conversation of yours');
  return { conversationId };
});
