import type pg from 'pg';

/**
 * Multiplies the conversations of the live workspace until there are at least `total`: every round copies all that was
 * there in the beginning (customers with their e-mail address, conversations, messages, read marks, events) under new
 * ids and numbers, spread over the time before. The event log goes on without a gap, the
 * countings behind what they counted. Keys of finished
 * writes are not copied. `client` must be the owner on a database that nobody else uses.
 */
export async function grow(client: pg.Client, total: number): Promise<void> {
  // Foreign keys hold by construction; checkDataset looks them over in one go afterwards.
  await client.query('SET session_replication_role = replica');
  const found = await client.query("SELECT id FROM workspace WHERE kind = 'live'");
  const workspace = String(found.rows[0]?.id);
  await client.query(`SELECT set_config('heed.workspace', $1, false)`, [workspace]);
  await client.query(base);
  const counted = await client.query('SELECT count(*)::int AS count FROM base_conversation');
  const each = Number(counted.rows[0]?.count);
  const rounds = Math.ceil(total / each) - 1;
  for (let round = 1; round <= rounds; round++) {
    await client.query(`BEGIN; ${copy} COMMIT`);
    if (round % 10 === 0) console.log(`  ${((round + 1) * each).toLocaleString('en')} conversations`);
  }
  await client.query(clear);
}

const base = `
  CREATE TEMP TABLE base_customer AS SELECT * FROM customer WHERE workspace_id = heed_workspace();
  CREATE TEMP TABLE base_address AS SELECT * FROM customer_address
    WHERE workspace_id = heed_workspace() AND kind = 'email' AND is_primary;
  CREATE TEMP TABLE base_conversation AS SELECT * FROM conversation WHERE workspace_id = heed_workspace();
  CREATE TEMP TABLE base_message AS SELECT * FROM message WHERE workspace_id = heed_workspace();
  CREATE TEMP TABLE base_read_mark AS SELECT * FROM read_mark WHERE workspace_id = heed_workspace();
  CREATE TEMP TABLE base_event AS
    SELECT *, (data->>'conversationId')::uuid AS conversation_id, (data->>'messageId')::uuid AS message_id
    FROM event WHERE workspace_id = heed_workspace() AND data ? 'conversationId';
  CREATE TEMP TABLE new_customer (old_id uuid, id uuid, number bigint);
  CREATE TEMP TABLE new_conversation (old_id uuid, id uuid, number bigint, old_customer_id uuid, customer_id uuid,
    earlier interval);
  CREATE TEMP TABLE new_message (old_id uuid, id uuid);
  ANALYZE base_customer, base_address, base_conversation, base_message, base_read_mark, base_event;`;

// Unfinished conversations stay young; finished ones lie up to 90 days further back, after their customer was made.
const copy = `
  TRUNCATE new_customer, new_conversation, new_message;
  INSERT INTO new_customer SELECT b.id, uuidv7(), k.value + row_number() OVER (ORDER BY b.number)
    FROM base_customer b, (SELECT max(number) AS value FROM customer WHERE workspace_id = heed_workspace()) k;
  INSERT INTO new_conversation
    SELECT b.id, uuidv7(), k.value + row_number() OVER (ORDER BY b.number), b.customer_id, p.id,
      random() * CASE WHEN b.status = 'resolved' THEN interval '90 days' ELSE interval '1 day' END
    FROM (SELECT max(number) AS value FROM conversation WHERE workspace_id = heed_workspace()) k,
      base_conversation b JOIN new_customer p ON p.old_id = b.customer_id;
  INSERT INTO new_message SELECT b.id, uuidv7() FROM base_message b ORDER BY b.conversation_id, b.number;
  ANALYZE new_customer, new_conversation, new_message;

  INSERT INTO customer (workspace_id, id, number, name, name_key, is_visitor, locale, time_zone, created_at,
      last_contact_at, conversations, version)
    SELECT b.workspace_id, n.id, n.number, b.name, b.name_key, b.is_visitor, b.locale, b.time_zone,
      b.created_at - interval '91 days', c.last_at, b.conversations, b.version
    FROM base_customer b JOIN new_customer n ON n.old_id = b.id
    LEFT JOIN (SELECT x.customer_id, max(o.started_at - x.earlier) AS last_at FROM new_conversation x
      JOIN base_conversation o ON o.id = x.old_id GROUP BY x.customer_id) c ON c.customer_id = n.id
    ORDER BY n.number;
  INSERT INTO customer_address (workspace_id, id, customer_id, kind, value, value_key, is_primary, verified_at,
      created_at)
    SELECT b.workspace_id, uuidv7(), n.id, b.kind, replace(b.value, '@', '+' || n.number || '@'),
      replace(b.value_key, '@', '+' || n.number || '@'), true, b.verified_at, b.created_at - interval '91 days'
    FROM base_address b JOIN new_customer n ON n.old_id = b.customer_id;
  INSERT INTO conversation (workspace_id, id, number, customer_id, channel, subject, status, assignee_id, team_id,
      wrap_up_reason_id, started_at, resolved_at, last_message_at, last_number, last_inbound_number, customer_seen,
      staff_seen, preview, preview_by, version)
    SELECT b.workspace_id, n.id, n.number, n.customer_id, b.channel, b.subject, b.status, b.assignee_id, b.team_id,
      b.wrap_up_reason_id, b.started_at - n.earlier, b.resolved_at - n.earlier, b.last_message_at - n.earlier,
      b.last_number, b.last_inbound_number, b.customer_seen, b.staff_seen, b.preview, b.preview_by, b.version
    FROM base_conversation b JOIN new_conversation n ON n.old_id = b.id ORDER BY n.number;
  INSERT INTO message (workspace_id, conversation_id, number, id, customer_id, kind, channel, author_id, text, at)
    SELECT b.workspace_id, n.id, b.number, m.id, n.customer_id, b.kind, b.channel,
      CASE b.kind WHEN 'customer' THEN n.customer_id ELSE b.author_id END, b.text, b.at - n.earlier
    FROM base_message b JOIN new_conversation n ON n.old_id = b.conversation_id JOIN new_message m ON m.old_id = b.id
    ORDER BY n.number, b.number;
  INSERT INTO read_mark (workspace_id, conversation_id, account_id, number, at)
    SELECT b.workspace_id, n.id, b.account_id, b.number, b.at - n.earlier
    FROM base_read_mark b JOIN new_conversation n ON n.old_id = b.conversation_id ORDER BY n.number;

  INSERT INTO event (workspace_id, seq, type, at, audience, actor_kind, customer_id, request_id, subjects, data)
    SELECT s.workspace_id, s.head + row_number() OVER (ORDER BY n.number), 'customer.created',
      b.created_at - interval '91 days', 'staff', 'system', n.id, uuidv7(), ARRAY['customers', 'customer:' || n.id],
      jsonb_build_object('customerId', n.id)
    FROM workspace_stream s, base_customer b JOIN new_customer n ON n.old_id = b.id
    WHERE s.workspace_id = heed_workspace();
  INSERT INTO event (workspace_id, seq, type, at, audience, actor_kind, actor_id, on_behalf_of, customer_id,
      request_id, reason, subjects, data)
    SELECT s.workspace_id, s.head + (SELECT count(*) FROM new_customer) + row_number() OVER (ORDER BY n.number, b.seq),
      b.type, b.at - n.earlier, b.audience, b.actor_kind,
      CASE b.actor_kind WHEN 'customer' THEN n.customer_id ELSE b.actor_id END, b.on_behalf_of, n.customer_id,
      md5(b.request_id::text || n.number)::uuid, b.reason,
      string_to_array(replace(replace(array_to_string(b.subjects, ' '), n.old_id::text, n.id::text),
        n.old_customer_id::text, n.customer_id::text), ' '),
      b.data || jsonb_build_object('conversationId', n.id, 'customerId', n.customer_id)
        || CASE WHEN m.id IS NULL THEN '{}'::jsonb ELSE jsonb_build_object('messageId', m.id) END
    FROM workspace_stream s, base_event b JOIN new_conversation n ON n.old_id = b.conversation_id
    LEFT JOIN new_message m ON m.old_id = b.message_id
    WHERE s.workspace_id = heed_workspace();

  UPDATE workspace_stream SET head = (SELECT max(seq) FROM event WHERE workspace_id = heed_workspace())
    WHERE workspace_id = heed_workspace();
  SELECT setval('counting."customer_' || heed_workspace() || '"', (SELECT max(number) FROM new_customer)),
    setval('counting."conversation_' || heed_workspace() || '"', (SELECT max(number) FROM new_conversation));`;

const clear = `DROP TABLE base_customer, base_address, base_conversation, base_message, base_read_mark, base_event,
  new_customer, new_conversation, new_message`;
