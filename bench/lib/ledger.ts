import { rowsOf } from './sql.ts';

/** A message as it was sent and confirmed. */
export interface Entry {
  conversationId: string;
  id: string;
  text: string;
  /** The number that the server answered. */
  number: number;
}

/** What was sent, held against what is in the database. */
export interface Verdict {
  messages: number;
  lost: number;
  twice: number;
  outOfOrder: number;
}

interface Stored {
  id: string;
  conversation_id: string;
  number: number;
  text: string;
  events: number;
}

/**
 * Compares every message that was confirmed with the database. Entries of one conversation must be in the order in
 * which they were sent. Lost: no row, no event, or another text. Twice: a row nobody sent, or a second event.
 * Out of order: not numbered 1, 2, 3 … in the order of sending, or with another number than was answered.
 */
export async function compare(ownerUrl: string, sent: readonly Entry[]): Promise<Verdict> {
  const stored = await rowsOf<Stored>(
    ownerUrl,
    `SELECT m.id, m.conversation_id, m.number, m.text, count(e.seq)::int AS events FROM message m
     LEFT JOIN event e ON e.workspace_id = m.workspace_id AND e.type = 'message.sent'
       AND e.data->>'messageId' = m.id::text
     GROUP BY m.workspace_id, m.conversation_id, m.number`,
  );
  const found = new Map(stored.map((row) => [row.id, row]));
  const place = new Map<string, number>();
  let lost = 0;
  let outOfOrder = 0;
  for (const { id, conversationId, text, number } of sent) {
    const row = found.get(id);
    found.delete(id);
    const expected = (place.get(conversationId) ?? 0) + 1;
    place.set(conversationId, expected);
    if (!row || row.events === 0 || row.text !== text) lost++;
    else if (row.conversation_id !== conversationId || row.number !== expected || number !== expected) outOfOrder++;
  }
  const twice = found.size + stored.filter((row) => row.events > 1).length;
  return { messages: sent.length, lost, twice, outOfOrder };
}
