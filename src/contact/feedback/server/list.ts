import { accessConversation } from '#contact/conversations/index.ts';
import type { InputOf } from '#kernel/contract/contract.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { type Column, csvOf } from '#kernel/exports/csv.ts';
import { answer, type QueryContext } from '#kernel/server/capability.ts';
import { cursorOf, readCursor } from '#kernel/server/page.ts';
import { demand } from '#kernel/server/policy.ts';
import { statement } from '#kernel/server/sql.ts';
import { exportFeedback, feedbackOn, listFeedback, mostExported, ratingWord } from '../contract.ts';
import { feedbackPolicy } from './policy.ts';
import { requestOf } from './requests.ts';

interface Row {
  id: Id;
  conversation_id: Id;
  number: number;
  customer_id: Id;
  customer_name: string;
  person_name: string | null;
  rating: number;
  comment: string;
  answered_at: Date;
  at: string;
  changed_at: Date | null;
}

const ratings: Record<string, number[]> = { good: [4, 5], middling: [3], poor: [1, 2] };

/** In the order of the index of answers; the names are looked up for one page only. */
const rows = statement<Row>(
  'feedback_rows',
  `SELECT f.id, f.conversation_id, c.number, f.customer_id, p.name AS customer_name, a.name AS person_name, f.rating,
     f.comment, f.answered_at, f.answered_at::text AS at, f.changed_at
   FROM (SELECT r.* FROM feedback_request r CROSS JOIN (SELECT time_zone FROM workspace WHERE id = $1) w
     WHERE r.workspace_id = $1 AND r.answered_at IS NOT NULL
       AND ($2::smallint[] IS NULL OR r.rating = ANY ($2::smallint[])) AND (NOT $3::boolean OR r.comment <> '')
       AND ($4::uuid IS NULL OR r.person_id = $4)
       AND ($5::date IS NULL OR r.answered_at >= $5::date::timestamp AT TIME ZONE w.time_zone)
       AND ($6::date IS NULL OR r.answered_at < ($6::date + 1)::timestamp AT TIME ZONE w.time_zone)
       AND ($7::timestamptz IS NULL OR (r.answered_at, r.id) < ($7, $8::uuid))
     ORDER BY r.answered_at DESC, r.id DESC LIMIT $9) f
   JOIN conversation c ON c.workspace_id = f.workspace_id AND c.id = f.conversation_id
   JOIN customer p ON p.workspace_id = f.workspace_id AND p.id = f.customer_id
   LEFT JOIN account a ON a.id = f.person_id
   ORDER BY f.answered_at DESC, f.id DESC`,
);

type Narrow = InputOf<typeof exportFeedback>;

function read(ctx: QueryContext, narrow: Narrow, place: readonly string[], limit: number): Promise<Row[]> {
  const { rating, personId, from, to } = narrow;
  return ctx.tx.rows(rows, [
    ctx.workspaceId,
    rating ? (ratings[rating] ?? null) : null,
    rating === 'commented',
    personId ?? null,
    from ?? null,
    to ?? null,
    place[0] ?? null,
    place[1] ?? null,
    limit,
  ]);
}

export const list = answer(listFeedback, async (ctx, { after, limit, ...narrow }) => {
  demand(ctx, feedbackPolicy, 'list');
  const found = await read(ctx, narrow, after ? readCursor(after, ['instant', 'id']) : [], limit + 1);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    feedback: page.map((row) => ({
      id: row.id,
      conversationId: row.conversation_id,
      reference: `H-${row.number}`,
      customerId: row.customer_id,
      customerName: row.customer_name,
      personName: row.person_name,
      rating: row.rating,
      comment: row.comment,
      answeredAt: row.answered_at.toISOString(),
      isChanged: row.changed_at !== null,
    })),
    next: last && found.length > limit ? cursorOf([last.at, last.id]) : null,
  };
});

const columns: Column<Row>[] = [
  { heading: 'Conversation', value: (row) => `H-${row.number}` },
  { heading: 'Answered at (UTC)', value: (row) => row.answered_at },
  { heading: 'Rating (1 to 5)', value: (row) => row.rating },
  { heading: 'In words', value: (row) => ratingWord(row.rating) },
  { heading: 'Comment', value: (row) => row.comment },
  { heading: 'Customer', value: (row) => row.customer_name },
  { heading: 'Served by', value: (row) => row.person_name },
  { heading: 'Changed at (UTC)', value: (row) => row.changed_at },
];

/** What the list shows, for a spreadsheet. */
export const exported = answer(exportFeedback, async (ctx, narrow) => {
  demand(ctx, feedbackPolicy, 'export');
  const found = await read(ctx, narrow, [], mostExported + 1);
  const kept = found.slice(0, mostExported);
  const fileName = `heed-feedback-${ctx.now.toISOString().slice(0, 10)}.csv`;
  return { fileName, rows: kept.length, isCut: found.length > mostExported, csv: csvOf(columns, kept) };
});

const silent = statement(
  'feedback_is_silent',
  'SELECT FROM feedback_silence WHERE workspace_id = $1 AND customer_id = $2',
);

/** What was said of one conversation, for whoever may read it. */
export const onConversation = answer(feedbackOn, async (ctx, { conversationId }) => {
  const { customer_id } = await accessConversation(ctx, conversationId, { for: 'read' });
  const row = await requestOf(ctx.tx, ctx.workspaceId, conversationId);
  const isSilent = (await ctx.tx.first(silent, [ctx.workspaceId, customer_id])) !== undefined;
  if (!row) return { request: null, isSilent };
  const { asked_at, expires_at, rating, comment, answered_at } = row;
  const request = {
    askedAt: asked_at.toISOString(),
    expiresAt: expires_at.toISOString(),
    rating,
    comment,
    answeredAt: answered_at?.toISOString() ?? null,
  };
  return { request, isSilent };
});
