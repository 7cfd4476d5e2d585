import type { OutputOf } from '#kernel/contract/contract.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { cursorOf, readCursor } from '#kernel/server/page.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import type { searchPeople } from '../contract.ts';
import type { Asked } from './asked.ts';
import { nameWords } from './names.ts';
import { folded, hitsIn, marked } from './passage.ts';

interface PersonRow {
  id: Id;
  number: number;
  name: string;
  email: string | null;
  phone: string | null;
  conversations: number;
  last_contact_at: Date | null;
  rank: number;
  at_text: string;
}

const primary = (kind: string) => `(SELECT value FROM customer_address a WHERE a.workspace_id = $1
  AND a.customer_id = c.id AND a.kind = '${kind}' AND a.is_primary)`;
const shown = `c.id, c.number, c.name, ${primary('email')} AS email, ${primary('phone')} AS phone, c.conversations,
  c.last_contact_at`;

// Who is called so is gathered first, at most 500 of each kind, then put in order: whoever was meant by a reference, then
// whoever was in contact last.
const called = statement<PersonRow>(
  'search_people',
  `SELECT ${shown}, c.rank, c.at::text AS at_text FROM (
     SELECT p.id, p.number, p.name, p.conversations, p.last_contact_at, coalesce(p.last_contact_at, p.created_at) AS at,
       min(f.rank) AS rank
     FROM (
       SELECT id, 0 AS rank FROM customer WHERE workspace_id = $1 AND number = $2
       UNION ALL (SELECT customer_id, 1 FROM customer_address
         WHERE workspace_id = $1 AND value_key >= $3 AND value_key < $4 LIMIT 500)
       UNION ALL (SELECT id, 1 FROM customer
         WHERE workspace_id = $1 AND name_key >= $5 AND name_key < $6 ORDER BY name_key, id LIMIT 100)
       UNION ALL SELECT customer_id, 1 FROM heed_find_names($7::text[], 500)) f
     JOIN customer p ON p.workspace_id = $1 AND p.id = f.id GROUP BY p.workspace_id, p.id) c
   WHERE $8::int IS NULL OR c.rank > $8 OR (c.rank = $8 AND (c.at, c.id) < ($9::timestamptz, $10::uuid))
   ORDER BY c.rank, c.at DESC, c.id DESC LIMIT $11`,
);
const alike = statement<PersonRow>(
  'search_people_alike',
  `SELECT ${shown}, 2 AS rank, '' AS at_text FROM heed_find_similar_names($2::text[], $3) f
   JOIN customer c ON c.workspace_id = $1 AND c.id = f.customer_id ORDER BY f.likeness DESC, c.id`,
);

export interface Page {
  after?: string | undefined;
  limit: number;
}

type Found = OutputOf<typeof searchPeople>;
const nobody = ({ wrong }: Asked): Found => ({ people: [], next: null, wrong });
const mostAlike = 8;

/**
 * People who are called so, or whose address or reference it is. When there are none, those of a similar name, as guesses.
 * @throws Problem input.invalid when the cursor is not ours
 */
export async function findPeople(ctx: QueryContext, asked: Asked, page: Page): Promise<Found> {
  // Filters ask about messages and conversations.
  if (asked.hasFilters || asked.words.length === 0 || asked.reference?.kind === 'H') return nobody(asked);
  const rows = await ctx.tx.rows(called, [ctx.workspaceId, ...wantedOf(asked), ...placeOf(page), page.limit + 1]);
  const words = nameWords(asked.words.join(' '));
  if (rows.length === 0 && !page.after && asked.reference === null && words.length > 0) {
    const keys = words.map((word) => folded(word).text);
    const guesses = await ctx.tx.rows(alike, [ctx.workspaceId, keys, Math.min(mostAlike, page.limit)]);
    return { people: guesses.map((row) => present(row, asked)), next: null, wrong: asked.wrong };
  }
  const people = rows.slice(0, page.limit);
  const last = rows.length > page.limit ? people.at(-1) : undefined;
  return {
    people: people.map((row) => present(row, asked)),
    next: last ? cursorOf([String(last.rank), last.at_text, last.id]) : null,
    wrong: asked.wrong,
  };
}

/** A number, the two ends of a range of addresses, those of a range of names, and the words of a name. */
function wantedOf({ words, reference }: Asked): unknown[] {
  if (reference?.kind === 'P') return [reference.number, '', '', '', '', []];
  const text = words.map((word) => word.replaceAll('"', '')).join(' ');
  const address = addressStart(text);
  const name = nameStart(text);
  // The end of a range is its beginning followed by the highest code point, which nothing typed contains.
  const range = (from: string) => (from === '' ? ['', ''] : [from, `${from}\u{10FFFF}`]);
  return [reference?.number ?? null, ...range(address), ...range(name), nameWords(text)];
}

/** How an address begins that is kept as the database keeps it; nothing where it is a sentence. */
function addressStart(text: string): string {
  if (/^[+\d\s().\-/]{4,}$/.test(text)) return text.replace(/[\s().\-/]/g, '').replace(/^00/, '+');
  return text.length >= 2 && !text.includes(' ') ? text.toLowerCase() : '';
}

function nameStart(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

function placeOf(page: Page): [number | null, string | null, string | null] {
  if (!page.after) return [null, null, null];
  const [rank = '', at = '', id = ''] = readCursor(page.after, ['text', 'instant', 'id']);
  if (!/^[01]$/.test(rank)) refuse('input.invalid', 'Use the cursor `next` of the page before, unchanged.');
  return [Number(rank), at, id];
}

function present(row: PersonRow, { words }: Asked): Found['people'][number] {
  return {
    id: row.id,
    reference: `P-${row.number}`,
    name: marked(
      row.name,
      hitsIn(row.name, nameWords(words.join(' ')), () => true),
    ),
    email: row.email,
    phone: row.phone,
    conversations: row.conversations,
    lastContactAt: row.last_contact_at?.toISOString() ?? null,
    isGuess: row.rank === 2,
  };
}
