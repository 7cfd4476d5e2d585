import type { Invariant } from '#kernel/server/capability.ts';
import { shownInLists } from './moving.ts';

/** What the code calls white space when it makes a preview of a text. */
const space = String.raw`[\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+`;
/** The message that a list shows: the last one that the customer may see too. */
const shown = `SELECT m.id, m.kind, m.text, m.at FROM message m
  WHERE m.workspace_id = c.workspace_id AND m.conversation_id = c.id AND ${shownInLists}
  ORDER BY m.number DESC LIMIT 1`;

/** What conversations count and show about their messages, and what others say about conversations. */
export const conversationInvariants: Invariant[] = [
  {
    name: 'messages are numbered without gaps, and counted',
    broken: `SELECT 'H-' || c.number || ' counts ' || c.last_number || ' messages (the customer’s last is '
        || c.last_inbound_number || '), but holds ' || coalesce(m.count, 0)
        || coalesce(', numbered ' || m.first || ' to ' || m.last || ' (' || m.inbound || ')', '') || '.' AS what
      FROM conversation c LEFT JOIN (
        SELECT conversation_id, count(*) AS count, min(number) AS first, max(number) AS last,
          coalesce(max(number) FILTER (WHERE kind = 'customer'), 0) AS inbound
        FROM message WHERE workspace_id = $1 GROUP BY conversation_id) m ON m.conversation_id = c.id
      WHERE c.workspace_id = $1 AND (c.last_number <> coalesce(m.count, 0) OR c.last_number <> coalesce(m.last, 0)
        OR coalesce(m.first, 1) <> 1 OR c.last_inbound_number <> coalesce(m.inbound, 0))`,
  },
  {
    name: 'lists show the last message',
    broken: `SELECT 'H-' || c.number || ' shows another message in lists than its last one.' AS what
      FROM conversation c CROSS JOIN LATERAL (${shown}) m
      WHERE c.workspace_id = $1 AND ((c.preview_by = 'customer') <> (m.kind = 'customer')
        OR abs(extract(epoch FROM c.last_message_at - m.at)) > 1
        OR m.text <> '' AND c.preview <> left(btrim(regexp_replace(m.text, '${space}', ' ', 'g')), 200))`,
  },
  {
    name: 'lists tell what the last message carries',
    broken: `SELECT 'H-' || c.number || ' tells ' || c.preview_pictures || ' pictures and ' || c.preview_files
        || ' other files in lists; its last message carries ' || f.pictures || ' and ' || f.files || '.' AS what
      FROM conversation c CROSS JOIN LATERAL (${shown}) m
      CROSS JOIN LATERAL (SELECT count(width) AS pictures, count(*) - count(width) AS files FROM file
        WHERE workspace_id = $1 AND message_id = m.id) f
      WHERE c.workspace_id = $1 AND (c.preview_pictures <> f.pictures OR c.preview_files <> f.files)`,
  },
  {
    name: 'messages belong to the customer of their conversation',
    broken: `SELECT 'H-' || c.number || ', message ' || m.number || ': of another customer than the conversation.' AS what
      FROM message m JOIN conversation c ON c.workspace_id = m.workspace_id AND c.id = m.conversation_id
      WHERE m.workspace_id = $1 AND m.customer_id <> c.customer_id`,
  },
  {
    name: 'nobody has read past the last message',
    broken: `SELECT 'H-' || c.number || ' was read up to ' || greatest(r.number, c.customer_seen, c.staff_seen)
        || ', but has ' || c.last_number || ' messages.' AS what
      FROM conversation c LEFT JOIN (SELECT conversation_id, max(number) AS number FROM read_mark
        WHERE workspace_id = $1 GROUP BY conversation_id) r ON r.conversation_id = c.id
      WHERE c.workspace_id = $1 AND greatest(r.number, c.customer_seen, c.staff_seen) > c.last_number`,
  },
  {
    name: 'customers count their conversations',
    broken: `SELECT 'P-' || p.number || ' counts ' || p.conversations || ' conversations, but has '
        || coalesce(c.count, 0) || '.' AS what
      FROM customer p LEFT JOIN (SELECT customer_id, count(*) AS count FROM conversation
        WHERE workspace_id = $1 GROUP BY customer_id) c ON c.customer_id = p.id
      WHERE p.workspace_id = $1 AND p.conversations <> coalesce(c.count, 0)`,
  },
  {
    name: 'the next reference is free',
    broken: `SELECT 'The next conversation would be H-' || (coalesce(s.last_value, s.start_value - 1) + 1)
        || ', but there is H-' || n.reached || ' already.' AS what
      FROM pg_sequences s, (SELECT max(number) AS reached FROM conversation WHERE workspace_id = $1) n
      WHERE s.schemaname = 'counting' AND s.sequencename = 'conversation_' || $1::uuid::text
        AND coalesce(s.last_value, s.start_value - 1) < n.reached`,
  },
  {
    name: 'what is owed or told about a conversation finds it',
    broken: `SELECT 'The promise ' || p.id || ' is about a conversation that is not there.' AS what
      FROM promise p LEFT JOIN conversation c ON c.workspace_id = p.workspace_id AND c.id = p.subject_id
      WHERE p.workspace_id = $1 AND p.subject_kind = 'conversation' AND c.id IS NULL
      UNION ALL
      SELECT 'The notice ' || n.id || ' is about a conversation that is not there.'
      FROM notice n LEFT JOIN conversation c ON c.workspace_id = n.workspace_id AND c.id = n.about_id
      WHERE n.workspace_id = $1 AND n.about_kind = 'conversation' AND c.id IS NULL`,
  },
];
