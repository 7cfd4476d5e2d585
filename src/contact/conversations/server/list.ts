import { filterOf } from '#foundation/fields/index.ts';
import type { InputOf } from '#kernel/contract/contract.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import { answer, type QueryContext } from '#kernel/server/capability.ts';
import { cursorOf, readCursor } from '#kernel/server/page.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { type Statement, statement } from '#kernel/server/sql.ts';
import { type Channel, listConversations, type Status, type View } from '../contract.ts';
import { conversationPolicy } from './policy.ts';

interface ListRow {
  id: Id;
  number: number;
  channel: Channel;
  customer_id: Id;
  customer_name: string;
  subject: string;
  preview: string;
  preview_by: 'customer' | 'staff';
  status: Status;
  assignee_id: Id | null;
  team_id: Id | null;
  last_message_at: Date;
  last_at_text: string;
  is_unread: boolean;
}

/**
 * Each view is one condition with an index of its own (workspace_id …, last_message_at DESC, id DESC), so a page
 * costs the same at a million rows. $2 is the reader, $3 the view's own value (team or customer), $4 and $5 the
 * place to go on from, $6 the number of rows.
 */
const conditions: Record<View | 'customer', string> = {
  mine: "c.assignee_id = $2 AND c.status <> 'resolved' AND $3::uuid IS NULL",
  unassigned: "c.status = 'open' AND c.assignee_id IS NULL AND $3::uuid IS NULL",
  open: "c.status = 'open' AND $3::uuid IS NULL",
  waiting: "c.status = 'waiting' AND $3::uuid IS NULL",
  resolved: "c.status = 'resolved' AND $3::uuid IS NULL",
  team: "c.team_id = $3 AND c.status <> 'resolved'",
  customer: 'c.customer_id = $3',
  all: '$3::uuid IS NULL',
};

/**
 * How a filter by fields narrows a view ($7). A rare value: to the ids that the index gave. A common one: to rows that
 * hold it, which a walk in the order of the list meets soon.
 */
const narrowed = {
  all: '',
  among: 'AND c.id = ANY ($7::uuid[])',
  holding: "AND c.fields <> '{}' AND c.fields @> $7::jsonb",
};
type Narrowing = keyof typeof narrowed;

// The page is cut from the index first; names and read marks are looked up for its rows only.
function listStatement(view: View | 'customer', how: Narrowing, isFirst: boolean): Statement<ListRow> {
  const place = isFirst ? '$4::timestamptz IS NULL AND $5::uuid IS NULL' : '(c.last_message_at, c.id) < ($4, $5)';
  return statement(
    `conversation_list_${view}_${how}_${isFirst ? 'first' : 'next'}`,
    `SELECT c.id, c.number, c.channel, c.customer_id, p.name AS customer_name, c.subject, c.preview, c.preview_by,
       c.status, c.assignee_id, c.team_id, c.last_message_at, c.last_message_at::text AS last_at_text,
       c.last_inbound_number > coalesce(r.number, 0) AND c.status <> 'resolved' AS is_unread
     FROM (SELECT * FROM conversation c WHERE c.workspace_id = $1 AND ${conditions[view]} AND ${place} ${narrowed[how]}
       ORDER BY c.last_message_at DESC, c.id DESC LIMIT $6) c
     JOIN customer p ON p.workspace_id = $1 AND p.id = c.customer_id
     LEFT JOIN read_mark r ON r.workspace_id = $1 AND r.conversation_id = c.id AND r.account_id = $2
     ORDER BY c.last_message_at DESC, c.id DESC`,
  );
}

const statements = new Map(
  (Object.keys(conditions) as (View | 'customer')[]).flatMap((view) =>
    (Object.keys(narrowed) as Narrowing[]).map((how) => [
      `${view} ${how}`,
      { first: listStatement(view, how, true), next: listStatement(view, how, false) },
    ]),
  ),
);
const holders = statement<{ id: Id }>('conversations_with', 'SELECT id FROM heed_conversations_with($1::jsonb) AS id');
/** What heed_conversations_with gives at most; with more the value is common. */
const fewHolders = 2_000;

export const conversationList = answer(listConversations, async (ctx, input) => {
  demand(ctx, conversationPolicy, 'list');
  if (input.view === 'team' && !input.teamId) refuse('input.invalid', 'The view team needs teamId.');
  const rows = await rowsOf(ctx, input.customerId ? 'customer' : input.view, input);
  const last = rows.length === input.limit ? rows.at(-1) : undefined;
  return {
    conversations: rows.map((row) => ({
      id: row.id,
      reference: `H-${row.number}`,
      channel: row.channel,
      customerId: row.customer_id,
      customerName: row.customer_name,
      subject: row.subject,
      preview: row.preview,
      previewBy: row.preview_by,
      status: row.status,
      assigneeId: row.assignee_id,
      teamId: row.team_id,
      lastMessageAt: row.last_message_at.toISOString(),
      isUnread: row.is_unread,
    })),
    next: last ? cursorOf([last.last_at_text, last.id]) : null,
  };
});

async function rowsOf(
  ctx: QueryContext,
  view: View | 'customer',
  input: InputOf<typeof listConversations>,
): Promise<ListRow[]> {
  const { how, by } = await narrowing(ctx, input.fields);
  const list = statements.get(`${view} ${how}`);
  if (!list) throw new Error(`no view ${view}`);
  const [at, id] = input.after ? readCursor(input.after, ['instant', 'id']) : [null, null];
  const own = view === 'team' ? input.teamId : view === 'customer' ? input.customerId : null;
  return ctx.tx.rows(at ? list.next : list.first, [
    ctx.workspaceId,
    actorId(ctx.actor),
    own ?? null,
    at,
    id,
    input.limit,
    ...by,
  ]);
}

async function narrowing(ctx: QueryContext, fields: string | undefined): Promise<{ how: Narrowing; by: unknown[] }> {
  if (!fields) return { how: 'all', by: [] };
  const wanted = JSON.stringify(await filterOf(ctx, 'conversation', fields));
  const ids = (await ctx.tx.rows(holders, [wanted])).map((row) => row.id);
  return ids.length > fewHolders ? { how: 'holding', by: [wanted] } : { how: 'among', by: [ids] };
}
