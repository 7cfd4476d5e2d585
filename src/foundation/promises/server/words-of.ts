import type { Id } from '#kernel/contract/ids.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';

const words = statement<{ id: Id; words: string }>(
  'promise_words',
  'SELECT id, words FROM promise WHERE workspace_id = $1 AND id = ANY ($2::uuid[]) AND words IS NOT NULL',
);

/** What was promised in somebody's own words, by the promise's id; clocks that follow a conversation have none. */
export async function wordsOfPromises(tx: Tx, workspaceId: Id, ids: readonly Id[]): Promise<Map<Id, string>> {
  const rows = ids.length > 0 ? await tx.rows(words, [workspaceId, ids]) : [];
  return new Map(rows.map((row) => [row.id, row.words]));
}
