import type { Ask } from '#contact/conversations/contract.ts';
import { filesOfMessage, presentFiles } from '#contact/conversations/index.ts';
import { offerFor } from '#contact/feedback/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { answer, handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { chatHistory, chatSeen, type WidgetMessage } from '../contract.ts';
import type { GoesOn } from '../contract-look.ts';
import { chatPolicy } from './policy.ts';

const pageSize = 100;

export interface CustomerMessageRow {
  id: Id;
  conversation_id: Id;
  number: number;
  kind: 'customer' | 'reply' | 'note';
  author_name: string | null;
  text: string;
  files: WidgetMessage['attachments'] | null;
  at: Date;
  ask: Ask | null;
  answers_id: Id | null;
}

interface State {
  id: Id;
  is_resolved: boolean;
  customer_seen: number;
  staff_seen: number;
  goes_on: GoesOn | null;
}
const state = statement<State>(
  'visit_conversation_and_how_it_goes_on',
  `SELECT c.id, c.status = 'resolved' AS is_resolved, c.customer_seen, c.staff_seen, heed_goes_on_by_mail(c.id) AS goes_on
   FROM visit v
   JOIN conversation b ON b.workspace_id = v.workspace_id AND b.id = v.conversation_id
   JOIN conversation c ON c.workspace_id = v.workspace_id AND c.id = coalesce(b.merged_into_id, b.id)
   WHERE v.workspace_id = $1 AND v.id = $2`,
);
// Notes are left out here and, below, by row-level security: a customer's connection cannot see them at all.
const after = statement<CustomerMessageRow>(
  'visit_messages_with_files',
  `SELECT m.id, m.conversation_id, m.number, m.kind, a.name AS author_name, m.text, ${filesOfMessage}, m.at, m.ask,
     m.answers_id
   FROM message m
   LEFT JOIN account a ON a.id = m.author_id AND m.kind = 'reply'
   WHERE m.workspace_id = $1 AND m.conversation_id = $2 AND m.number > $3 AND m.kind <> 'note'
   ORDER BY m.number LIMIT $4`,
);

/** A message as its customer sees it: of colleagues the first name only. */
export function presentForCustomer(row: CustomerMessageRow): WidgetMessage {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    number: row.number,
    by: row.kind === 'customer' ? 'me' : 'staff',
    name: row.kind === 'customer' ? '' : (row.author_name ?? '').split(' ')[0] || 'Support',
    text: row.text,
    attachments: presentFiles(row.files),
    at: row.at.toISOString(),
    ...(row.ask && { ask: row.ask }),
    ...(row.answers_id && { answers: row.answers_id }),
  };
}

export const history = answer(chatHistory, async (ctx, input, kernel) => {
  if (ctx.actor.kind !== 'customer') refuse('access.forbidden', 'This is for customers in the widget.');
  demand(ctx, chatPolicy, 'read', { customer_id: ctx.actor.id });
  const conversation = await ctx.tx.first(state, [ctx.workspaceId, ctx.actor.visitId]);
  if (!conversation) {
    const nothing = { messages: [], staffSeen: 0, mySeen: 0, hasMore: false, feedback: null, goesOn: null };
    return { conversationId: null, ...nothing };
  }
  const rows = await ctx.tx.rows(after, [ctx.workspaceId, conversation.id, input.after, pageSize + 1]);
  const { is_resolved: isResolved, id } = conversation;
  const feedback = isResolved ? await offerFor(kernel, ctx.tx, ctx.workspaceId, id) : undefined;
  return {
    feedback: feedback ?? null,
    goesOn: conversation.goes_on,
    conversationId: conversation.id,
    messages: rows.slice(0, pageSize).map(presentForCustomer),
    staffSeen: conversation.staff_seen,
    mySeen: conversation.customer_seen,
    hasMore: rows.length > pageSize,
  };
});

const markSeen = statement<{ customer_seen: number }>(
  'conversation_customer_seen',
  `UPDATE conversation SET customer_seen = greatest(customer_seen, least($3, last_number))
   WHERE workspace_id = $1 AND id = $2 AND customer_id = $4 RETURNING customer_seen`,
);

/** Notes how far the customer has seen, and shows it to whoever has the conversation open. */
export const seen = handle(chatSeen, async (ctx, { conversationId, number }) => {
  if (ctx.actor.kind !== 'customer') refuse('access.forbidden', 'This is for customers in the widget.');
  demand(ctx, chatPolicy, 'read', { customer_id: ctx.actor.id });
  const row = await ctx.tx.first(markSeen, [ctx.workspaceId, conversationId, number, ctx.actor.id]);
  if (!row) notFound('conversation');
  const data = { conversationId, by: 'customer', number: row.customer_seen };
  const topics = [`conversation:${conversationId}`, `customer:${ctx.actor.id}`];
  ctx.whisper({ topics, audience: 'all', kind: 'seen', data });
  return { number: row.customer_seen };
});
