import type { Id } from '#kernel/contract/ids.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';

const byNames = statement<{ id: Id }>('search_names', 'SELECT customer_id AS id FROM heed_find_names($1::text[], $2)');

/** Ids of customers whose name has a word that begins like each of these; at most so many, whichever. */
export async function findNames(tx: Tx, words: string, most: number): Promise<Id[]> {
  const asked = nameWords(words);
  return asked.length === 0 ? [] : (await tx.rows(byNames, [asked, most])).map((row) => row.id);
}

/** The words of a name; the index reads them without case and marks. */
export function nameWords(text: string): string[] {
  return (text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).slice(0, 8);
}
