import type pg from 'pg';

export interface Counted {
  customers: number;
  conversations: number;
  messages: number;
  events: number;
}

/** Each counts what must not be; the words say what it would mean. */
const faults: Record<string, string> = {
  'events with a gap in their numbers': `SELECT count(*) FROM workspace_stream s
    WHERE s.head <> (SELECT count(*) FROM event e WHERE e.workspace_id = s.workspace_id)
      OR s.head <> (SELECT coalesce(max(e.seq), 0) FROM event e WHERE e.workspace_id = s.workspace_id)`,
  'conversations whose messages are not numbered 1 to last': `SELECT count(*) FROM conversation c
    LEFT JOIN (SELECT workspace_id, conversation_id, count(*) AS count, max(number) AS last FROM message
      GROUP BY workspace_id, conversation_id) m ON m.workspace_id = c.workspace_id AND m.conversation_id = c.id
    WHERE coalesce(m.count, 0) <> c.last_number OR coalesce(m.last, 0) <> c.last_number`,
  'messages without their event, or the other way round': `SELECT abs((SELECT count(*) FROM message)
    - (SELECT count(*) FROM event WHERE type IN ('message.sent', 'note.written')))`,
  'messages of another customer than their conversation': `SELECT count(*) FROM message m
    LEFT JOIN conversation c ON c.workspace_id = m.workspace_id AND c.id = m.conversation_id
    WHERE c.customer_id IS DISTINCT FROM m.customer_id`,
  'conversations without a customer': `SELECT count(*) FROM conversation c
    LEFT JOIN customer p ON p.workspace_id = c.workspace_id AND p.id = c.customer_id WHERE p.id IS NULL`,
  'read marks beyond a conversation': `SELECT count(*) FROM read_mark r
    LEFT JOIN conversation c ON c.workspace_id = r.workspace_id AND c.id = r.conversation_id
    WHERE c.id IS NULL OR r.number > c.last_number`,
  'countings behind what they counted': `SELECT count(*)
    FROM (SELECT 'customer' AS name, workspace_id, max(number) AS reached FROM customer GROUP BY workspace_id
      UNION ALL SELECT 'conversation', workspace_id, max(number) FROM conversation GROUP BY workspace_id) n
    LEFT JOIN pg_sequences s ON s.schemaname = 'counting' AND s.sequencename = n.name || '_' || n.workspace_id
    WHERE coalesce(s.last_value, 0) < n.reached`,
  'customers with another number of conversations than they count': `SELECT count(*) FROM customer p
    LEFT JOIN (SELECT workspace_id, customer_id, count(*) AS count FROM conversation GROUP BY 1, 2) c
      ON c.workspace_id = p.workspace_id AND c.customer_id = p.id
    WHERE p.conversations <> coalesce(c.count, 0)`,
};

/** Counts the data and proves that it hangs together. Throws naming every rule that is broken. */
export async function checkDataset(client: pg.Client): Promise<Counted> {
  const broken: string[] = [];
  for (const [words, text] of Object.entries(faults)) {
    const result = await client.query(text);
    const count = Number(Object.values(result.rows[0] ?? {})[0]);
    if (count !== 0) broken.push(`${count} ${words}`);
  }
  if (broken.length > 0) throw new Error(`The data does not hang together: ${broken.join('; ')}.`);
  const counted = await client.query(`SELECT (SELECT count(*) FROM customer)::int AS customers,
    (SELECT count(*) FROM conversation)::int AS conversations, (SELECT count(*) FROM message)::int AS messages,
    (SELECT count(*) FROM event)::int AS events`);
  return counted.rows[0] as Counted;
}
