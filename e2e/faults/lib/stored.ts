import { rowsOf } from './database.ts';

export interface StoredMessage {
  conversationId: string;
  number: number;
  token: string;
}

/** What the database holds in the end. */
export interface Stored {
  messages: StoredMessage[];
  /** Conversations and the last number each believes to have given. */
  lastNumbers: Map<string, number>;
  /** Workspaces whose event numbers have a gap, or whose head is not the last event. */
  brokenStreams: number;
}

/** Every conversation in which a message begins with `tag`, read as owner. `database`: data folder or login. */
export async function readStored(database: string, tag: string): Promise<Stored> {
  const touched = "id IN (SELECT conversation_id FROM message WHERE text LIKE $1 || ' %')";
  const messages = await rowsOf<{ conversation_id: string; number: number; text: string }>(
    database,
    `SELECT conversation_id, number, text FROM message WHERE conversation_${touched} ORDER BY conversation_id, number`,
    [tag],
  );
  const heads = await rowsOf<{ id: string; last_number: number }>(
    database,
    `SELECT id, last_number FROM conversation WHERE ${touched}`,
    [tag],
  );
  const broken = await rowsOf<{ count: number }>(
    database,
    `SELECT count(*)::int AS count FROM workspace_stream s LEFT JOIN LATERAL (
       SELECT count(*) AS events, coalesce(max(seq), 0) AS last FROM event e WHERE e.workspace_id = s.workspace_id
     ) e ON true WHERE e.events <> s.head OR e.last <> s.head`,
  );
  return {
    messages: messages.map((row) => ({ conversationId: row.conversation_id, number: row.number, token: row.text })),
    lastNumbers: new Map(heads.map((row) => [row.id, row.last_number])),
    brokenStreams: broken[0]?.count ?? 0,
  };
}
