import type { OutputOf } from '#kernel/contract/contract.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { cursorOf, readCursor } from '#kernel/server/page.ts';
import { statement } from '#kernel/server/sql.ts';
import type { searchConversations } from '../contract.ts';
import type { Asked } from './asked.ts';
import { nameWords } from './names.ts';
import { hitsIn, marked } from './passage.ts';
import type { Page } from './people.ts';

interface ConversationRow {
  id: Id;
  number: number;
  subject: string;
  customer_name: string;
  channel: Found['conversations'][number]['channel'];
  status: Found['conversations'][number]['status'];
  last_message_at: Date;
  at_text: string;
}

const shown = `SELECT c.id, c.number, c.subject, p.name AS customer_name, c.channel, c.status, c.last_message_at,
    c.last_message_at::text AS at_text
  FROM conversation c JOIN customer p ON p.workspace_id = $1 AND p.id = c.customer_id`;
/** $2, $3: the place to go on from; $4: since; $5 to $8 and $10: filters. */
const narrowed = `(c.last_message_at, c.id) < ($2::timestamptz, $3::uuid) AND c.last_message_at >= $4::timestamptz
  AND ($5::text IS NULL OR c.channel = $5) AND ($6::text IS NULL OR c.status = $6)
  AND ($7::uuid IS NULL OR c.assignee_id = $7) AND (NOT $8::boolean OR c.assignee_id IS NULL)
  AND ($10::uuid[] IS NULL OR c.tag_ids && $10)`;
const inOrder = 'ORDER BY c.last_message_at DESC, c.id DESC';

// Three ways to one list: the subject, the customer, the reference. Each gives its own newest, so the newest of all are
// among them.
const found = statement<ConversationRow>(
  'search_conversations_tagged',
  `${shown} WHERE c.workspace_id = $1 AND ${narrowed} AND c.id IN (
     SELECT conversation_id FROM heed_find_conversations($11::text[], $12, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     UNION (SELECT c.id FROM conversation c WHERE c.workspace_id = $1 AND c.customer_id = ANY ($13::uuid[])
       AND ${narrowed} ${inOrder} LIMIT $9)
     UNION SELECT c.id FROM conversation c WHERE c.workspace_id = $1 AND c.number = $14::bigint)
   ${inOrder} LIMIT $9`,
);
// Filters alone: the newest 20,000 are looked through, which is as far as anybody scrolls.
const filtered = statement<ConversationRow>(
  'search_conversations_filtered_tagged',
  `${shown} WHERE c.workspace_id = $1 AND c.id IN (
     SELECT c.id FROM (SELECT c.id, c.last_message_at, c.channel, c.status, c.assignee_id, c.tag_ids FROM conversation c
         WHERE c.workspace_id = $1 AND (c.last_message_at, c.id) < ($2::timestamptz, $3::uuid)
         ${inOrder} LIMIT 20000) c
       WHERE ${narrowed} ${inOrder} LIMIT $9)
   ${inOrder} LIMIT $9`,
);

// A tag that few bear narrows to the ids that its index gave, so that old ones are found as well.
const ofTag = statement<ConversationRow>(
  'search_conversations_of_tag',
  `${shown} WHERE c.workspace_id = $1 AND ${narrowed} AND c.id = ANY ($11::uuid[]) ${inOrder} LIMIT $9`,
);
const tagged = statement<{ id: Id }>('search_tagged', 'SELECT heed_conversations_tagged($1::uuid[]) AS id');
const few = 2_000;

type Found = OutputOf<typeof searchConversations>;
const nothing = (asked: Asked): Found => ({ conversations: [], next: null, wrong: asked.wrong });
const highestId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/**
 * Conversations whose subject has the words, whose customer is called so (`customers`: who that is), or whose reference it
 * is. With filters alone: whatever fits them.
 * @throws Problem input.invalid when the cursor is not ours
 */
export async function findConversations(
  ctx: QueryContext,
  asked: Asked,
  customers: readonly Id[],
  page: Page,
): Promise<Found> {
  const { words, filters, authors } = asked;
  if (asked.isNobody || (words.length === 0 && !asked.hasFilters)) return nothing(asked);
  // What somebody wrote, or sent along, is found among the messages.
  if ((authors && words.length > 0) || asked.hasFile) return nothing(asked);
  const [at = null, id = highestId] = page.after ? readCursor(page.after, ['instant', 'id']) : [];
  const place = [at ?? asked.until ?? 'infinity', id, asked.since ?? '-infinity'];
  const narrowing = [asked.channel, asked.status, asked.assigneeId, asked.isUnassigned];
  const values = [ctx.workspaceId, ...place, ...narrowing, page.limit + 1, asked.tags];
  const rows =
    words.length === 0 && filters.from === undefined
      ? await fitting(ctx, asked, values)
      : await ctx.tx.rows(found, [...values, ...wantedOf(asked, customers)]);
  const conversations = rows.slice(0, page.limit);
  const last = rows.length > page.limit ? conversations.at(-1) : undefined;
  return {
    conversations: conversations.map((row) => present(row, asked)),
    next: last ? cursorOf([last.at_text, last.id]) : null,
    wrong: asked.wrong,
  };
}

async function fitting(ctx: QueryContext, { tags }: Asked, values: unknown[]): Promise<ConversationRow[]> {
  const ids = tags ? (await ctx.tx.rows(tagged, [tags])).map((row) => row.id) : null;
  return ids && ids.length <= few ? ctx.tx.rows(ofTag, [...values, ids]) : ctx.tx.rows(filtered, values);
}

/** Words of a subject, whether the last is a beginning, customers, and a number. */
function wantedOf({ words, isLastOpen, reference, authors }: Asked, customers: readonly Id[]): unknown[] {
  if (reference?.kind) return [[], false, customers, reference.kind === 'H' ? reference.number : null];
  return [words, isLastOpen, authors ?? customers, reference?.number ?? null];
}

function present(row: ConversationRow, { words, isLastOpen }: Asked): Found['conversations'][number] {
  const isOpen = (index: number) => isLastOpen && index === words.length - 1;
  return {
    id: row.id,
    reference: `H-${row.number}`,
    subject: marked(row.subject, hitsIn(row.subject, words, isOpen)),
    customerName: marked(
      row.customer_name,
      hitsIn(row.customer_name, nameWords(words.join(' ')), () => true),
    ),
    channel: row.channel,
    status: row.status,
    lastMessageAt: row.last_message_at.toISOString(),
  };
}
