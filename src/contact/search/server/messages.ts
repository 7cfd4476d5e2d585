import type { OutputOf } from '#kernel/contract/contract.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { cursorOf, readCursor } from '#kernel/server/page.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import type { searchMessages } from '../contract.ts';
import type { Asked } from './asked.ts';
import { hitsIn, marked, passageOf } from './passage.ts';
import type { Page } from './people.ts';

type Found = OutputOf<typeof searchMessages>;
type Message = Found['messages'][number];

interface MessageRow {
  /** Null in a last row, which says how far back was looked. */
  id: Id | null;
  at_text: string;
  at: Date;
  conversation_id: Id;
  conversation_number: number;
  number: number;
  kind: Message['kind'];
  channel: Message['channel'];
  text: string;
  file_names: string[] | null;
  customer_name: string;
  author_name: string;
}

// The functions give ids, the rows are read under the policy: what is not to be seen here drops out. A message is found
// by its text, or by the name of a file that it carries.
const find = statement<MessageRow>(
  'search_messages_and_files',
  `SELECT f.message_id AS id, f.written_at::text AS at_text, f.written_at AS at, m.conversation_id, m.number, m.kind,
     m.channel, m.text, c.number AS conversation_number, p.name AS customer_name,
     coalesce(a.name, p.name) AS author_name,
     (SELECT array_agg(x.name ORDER BY x.place) FROM file x WHERE x.workspace_id = $1 AND x.message_id = m.id)
       AS file_names
   FROM (SELECT * FROM heed_find_messages($2::text[], $3, $4, $5, $6, $7::uuid[], $8, $9, $10, $11, $12, $13, $14)
     UNION SELECT * FROM heed_find_files($2::text[], $3, $4, $5, $6, $7::uuid[], $8, $9, $10, $11, $12, $13)
       WHERE $14 OR cardinality($2::text[]) > 0) f
   LEFT JOIN message m ON m.workspace_id = $1 AND m.id = f.message_id
   LEFT JOIN conversation c ON c.workspace_id = $1 AND c.id = m.conversation_id
   LEFT JOIN customer p ON p.workspace_id = $1 AND p.id = m.customer_id
   LEFT JOIN account a ON a.id = m.author_id AND m.kind <> 'customer'
   WHERE f.message_id IS NULL OR p.id IS NOT NULL
   ORDER BY f.written_at DESC, f.message_id DESC NULLS LAST`,
);

const nothing = ({ wrong }: Asked): Found => ({ messages: [], next: null, lookedBackTo: null, wrong });
const highestId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
/** A beginning of fewer signs would stand for half the dictionary. */
const shortestBeginning = 3;

/** Whether the last word is looked for as it stands, or as the beginning of one. */
type Mode = 'word' | 'beginning';
interface Place {
  mode: Mode | null;
  at: string | Date | null;
  id: string | null;
}

/**
 * Messages with all of the words, the newest first. While the last word is being typed it is looked for as it stands, and
 * as a beginning where that does not fill the page; the cursor keeps which of the two it was.
 * @throws Problem input.invalid when the cursor is not ours
 */
export async function findMessages(ctx: QueryContext, asked: Asked, page: Page): Promise<Found> {
  const { words, authors } = asked;
  const isAsked = words.length > 0 || authors !== null || asked.hasFile;
  if (asked.isNobody || asked.reference?.kind || !isAsked) return nothing(asked);
  const place = page.after ? readPlace(page.after) : { mode: null, at: asked.until, id: highestId };
  const last = words.at(-1) ?? '';
  const mayBegin = asked.isLastOpen && [...last].length >= shortestBeginning;
  const first = place.mode ?? 'word';
  const rows = await look(ctx, asked, first, place, page.limit + 1);
  const isShort = place.mode === null && mayBegin && rows.length <= page.limit;
  if (!isShort) return present(rows, first, asked, page);
  return present(await look(ctx, asked, 'beginning', place, page.limit + 1), 'beginning', asked, page);
}

function look(ctx: QueryContext, asked: Asked, mode: Mode, place: Place, most: number): Promise<MessageRow[]> {
  const { words, since, authors, channel, status, assigneeId, isUnassigned, tags, hasFile } = asked;
  const wanted = [words, mode === 'beginning', place.at, place.id, since ?? '-infinity', authors];
  const narrowing = [channel, status, assigneeId, isUnassigned, most, tags, hasFile];
  return ctx.tx.rows(find, [ctx.workspaceId, ...wanted, ...narrowing]);
}

function readPlace(after: string): Place {
  const [mode, at = '', id = ''] = readCursor(after, ['text', 'instant', 'id']);
  if (mode === 'word' || mode === 'beginning') return { mode, at, id };
  return refuse('input.invalid', 'Use the cursor `next` of the page before, unchanged.');
}

function present(rows: MessageRow[], mode: Mode, asked: Asked, page: Page): Found {
  const { words } = asked;
  const isOpen = (index: number) => mode === 'beginning' && index === words.length - 1;
  // Whichever of the two stopped earlier on its way back: beyond that only one of them has looked.
  const stopped = rows.find((row) => row.id === null);
  const whole = rows.filter(
    (row): row is MessageRow & { id: Id } => row.id !== null && (!stopped || row.at > stopped.at),
  );
  const shown = whole.slice(0, page.limit);
  const last = whole.length > page.limit ? shown.at(-1) : undefined;
  const goOn = last ? [mode, last.at_text, last.id] : stopped ? [mode, stopped.at_text, highestId] : null;
  return {
    messages: shown.map((row) => ({
      id: row.id,
      conversationId: row.conversation_id,
      reference: `H-${row.conversation_number}`,
      number: row.number,
      kind: row.kind,
      channel: row.channel,
      customerName: row.customer_name,
      authorName: row.author_name,
      at: row.at.toISOString(),
      passage: passageOf(row.text, words, isOpen),
      attachment: attachmentOf(row.file_names, asked, isOpen),
    })),
    next: goOn && cursorOf(goOn),
    lookedBackTo: !last && stopped ? stopped.at.toISOString() : null,
    wrong: asked.wrong,
  };
}

/** The file whose name was found, else the first where anything was looked for that carries one. */
function attachmentOf(
  names: readonly string[] | null,
  { words, hasFile }: Asked,
  isOpen: (index: number) => boolean,
): Message['attachment'] {
  const found = names?.find((name) => hitsIn(name, words, isOpen).length > 0);
  if (found !== undefined) return marked(found, hitsIn(found, words, isOpen));
  const first = hasFile ? names?.[0] : undefined;
  return first === undefined ? null : [{ text: first, isHit: false }];
}
