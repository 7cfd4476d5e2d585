import type { FactSource } from '#foundation/measures/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { statement } from '#kernel/server/sql.ts';

const numbers = statement<{ id: Id; number: number }>(
  'conversation_fact_numbers',
  'SELECT id, number FROM conversation WHERE workspace_id = $1 AND id = ANY ($2::uuid[])',
);

/**
 * What stands about the conversation itself. Every step carries it along: PostgreSQL cannot know how many rows a list of
 * ids gives, and would join the parts of this statement by comparing each with each.
 */
const own = 'customer_id, channel, team_id, brand_id, assignee_id, reason_id, started_at, status';
const carried = own.replaceAll(/\w+/g, 'c.$&');

/**
 * What happened in a conversation, in order: messages that the customer sees by people (`replied`) or the customer
 * (`asked`), and changes of its state. Messages come before a change of the same instant, because one command writes
 * the message first. `turn` counts replies and resolutions before a step: within one turn the customer waits.
 */
const steps = `
  c AS MATERIALIZED (SELECT id, customer_id, channel, team_id, brand_id, assignee_id, wrap_up_reason_id AS reason_id,
      started_at, status
    FROM conversation WHERE workspace_id = $1 AND id = ANY ($2::uuid[]) AND merged_into_id IS NULL),
  kin AS MATERIALIZED (SELECT c.id, k.customer_id FROM c CROSS JOIN LATERAL unnest(heed_customer_kin(c.customer_id)) AS k (customer_id)),
  step AS (
    SELECT c.id, m.at, 0 AS rank, m.number::bigint AS place,
      CASE m.kind WHEN 'customer' THEN 'asked' ELSE 'replied' END AS what, m.author_id AS person_id, ${carried}
    FROM c JOIN message m ON m.workspace_id = $1 AND m.conversation_id = c.id
    WHERE m.kind = 'customer' OR (m.kind = 'reply' AND m.author_id IS NOT NULL)
    UNION ALL
    SELECT c.id, e.at, 1, e.seq,
      CASE WHEN e.type = 'conversation.resolved' THEN 'resolved' ELSE e.data->>'to' END,
      CASE e.actor_kind WHEN 'person' THEN e.actor_id ELSE e.on_behalf_of END, ${carried}
    FROM c JOIN kin ON kin.id = c.id JOIN event e ON e.workspace_id = $1 AND e.customer_id = kin.customer_id
      AND e.type IN ('conversation.resolved', 'conversation.status_changed') AND e.data->>'conversationId' = c.id::text
    UNION ALL SELECT c.id, c.started_at, -1, 0, 'began', NULL, ${carried} FROM c),
  told AS MATERIALIZED (
    SELECT step.*, row_number() OVER w AS nth,
      count(*) FILTER (WHERE what IN ('replied', 'resolved')) OVER past AS turn,
      count(*) FILTER (WHERE what = 'resolved') OVER past AS stretch,
      first_value(what) OVER (PARTITION BY id ORDER BY what NOT IN ('asked', 'replied'), at, rank, place) AS first_word
    FROM step WINDOW w AS (PARTITION BY id ORDER BY rank = -1 DESC, at, rank, place),
      past AS (PARTITION BY id ORDER BY rank = -1 DESC, at, rank, place ROWS BETWEEN UNBOUNDED PRECEDING
        AND 1 PRECEDING))`;

/** Replies that ended a wait, with the oldest unanswered message; and how long after the reply before they came. */
const replies = `
  waited AS (
    SELECT id, turn, min(at) FILTER (WHERE what = 'asked') AS asked_at, max(at) FILTER (WHERE what = 'replied') AS at,
      (array_agg(person_id) FILTER (WHERE what = 'replied'))[1] AS person_id, channel, team_id, brand_id, reason_id
    FROM told WHERE what IN ('asked', 'replied') GROUP BY id, turn, channel, team_id, brand_id, reason_id),
  answered AS (
    SELECT *, row_number() OVER (PARTITION BY id ORDER BY turn) AS nth FROM waited
    WHERE asked_at IS NOT NULL AND at IS NOT NULL),
  gap AS (
    SELECT told.*, lag(at) OVER w AS before_at FROM told WHERE what = 'replied'
    WINDOW w AS (PARTITION BY id, stretch ORDER BY nth)),
  gaps AS (
    SELECT gap.*, row_number() OVER (PARTITION BY id ORDER BY nth) AS ordinal FROM gap WHERE before_at IS NOT NULL)`;

/**
 * States from one change to the next; the first is waiting when we wrote first and open otherwise. After a resolution
 * comes nothing or the reopening.
 */
const states = `
  span AS MATERIALIZED (
    SELECT s.*, lag(state) OVER w AS prior, lead(at) OVER w AS until,
      row_number() OVER (PARTITION BY id, state ORDER BY nth) AS ordinal
    FROM (SELECT told.*, CASE WHEN what <> 'began' THEN what WHEN first_word = 'replied' THEN 'waiting' ELSE 'open' END
        AS state FROM told WHERE what NOT IN ('asked', 'replied')) s
    WINDOW w AS (PARTITION BY id ORDER BY nth)),
  handled AS (
    SELECT id, max(at) FILTER (WHERE state = 'resolved') AS at, started_at, channel, team_id, brand_id,
      reason_id,
      coalesce(sum(extract(epoch FROM until - at)) FILTER (WHERE state = 'open'), 0) AS open_s,
      (array_agg(person_id ORDER BY nth DESC) FILTER (WHERE state = 'resolved'))[1] AS person_id
    FROM span WHERE status = 'resolved' GROUP BY id, started_at, channel, team_id, brand_id, reason_id)`;

const ms = (interval: string) => `round(extract(epoch FROM ${interval}) * 1000)`;
const seven = "interval '7 days'";
const row = (kind: string, ordinal: string, at: string, value: string, person = 'person_id') =>
  `SELECT ${kind} AS kind, id AS subject_id, ${ordinal}::int AS ordinal, ${at} AS at, ${value}::numeric AS value,
     channel, team_id, ${person} AS person_id, reason_id, brand_id, NULL::text AS excluded`;

/** Nothing here looks at the present time. */
const facts = [
  `${row("'contact'", '0', 'started_at', '1', 'assignee_id')} FROM c`,
  `${row("'open'", '0', 'started_at', 'NULL', 'assignee_id')} FROM c WHERE status <> 'resolved'`,
  `${row("'opened'", 'nth', 'at', '1', 'assignee_id')} FROM span
     WHERE state <> 'resolved' AND coalesce(prior, 'resolved') = 'resolved'`,
  `${row("'closed'", 'ordinal', 'at', '1', 'assignee_id')} FROM span WHERE state = 'resolved'`,
  `${row("CASE nth WHEN 1 THEN 'first_response' ELSE 'next_response' END", 'nth', 'at', ms('at - asked_at'))}
     FROM answered`,
  `${row("'update_gap'", 'ordinal', 'at', ms('at - before_at'))} FROM gaps`,
  `${row("'resolution'", 'ordinal', 'at', `CASE WHEN until <= at + ${seven} THEN 1 ELSE 0 END`)} FROM span
     WHERE state = 'resolved'`,
  `${row("'first_resolution'", '0', 'at', ms('at - started_at'))} FROM span WHERE state = 'resolved' AND ordinal = 1`,
  `${row(
    "'one_contact'",
    '0',
    'at',
    `CASE WHEN until <= at + ${seven} OR EXISTS (SELECT FROM conversation o WHERE o.workspace_id = $1
       AND o.customer_id = s.customer_id AND o.id <> s.id AND o.started_at > s.started_at
       AND o.started_at <= s.at + ${seven}) THEN 0 ELSE 1 END`,
  )} FROM span s WHERE state = 'resolved' AND ordinal = 1`,
  `${row("'full_resolution'", '0', 'at', ms('at - started_at'))} FROM handled WHERE at IS NOT NULL`,
  ...['requester_wait', 'agent_work'].map(
    (kind) => `${row(`'${kind}'`, '0', 'at', 'round(open_s * 1000)')} FROM handled WHERE at IS NOT NULL`,
  ),
].join('\n  UNION ALL ');

/** Conversations as facts for the library of measures. Replies count for who wrote them, resolutions for who resolved. */
export const conversationFacts: FactSource = {
  name: 'conversations',
  version: 2,
  kinds: [
    ...['contact', 'open', 'opened', 'closed', 'resolution', 'one_contact'],
    ...['first_response', 'next_response', 'update_gap'],
    ...['first_resolution', 'full_resolution', 'requester_wait', 'agent_work'],
  ],
  durations: [
    ...['first_response', 'next_response', 'update_gap'],
    ...['first_resolution', 'full_resolution', 'requester_wait', 'agent_work'],
  ],
  hourly: ['contact'],
  listens: {
    'conversation.started': 'conversationId',
    'message.sent': 'conversationId',
    'conversation.assigned': 'conversationId',
    'conversation.status_changed': 'conversationId',
    'conversation.resolved': 'conversationId',
    'conversation.merged': 'conversationId',
    'conversation.joined': 'conversationId',
    'conversation.unmerged': 'conversationId',
    'conversation.parted': 'conversationId',
  },
  // A new contact may undo that an earlier one of the same customer was enough.
  spreads: {
    'conversation.started': `SELECT o.id FROM conversation n JOIN conversation o ON o.workspace_id = n.workspace_id
      AND o.customer_id = n.customer_id AND o.id <> n.id
      JOIN fact f ON f.workspace_id = $1 AND f.subject_id = o.id AND f.kind = 'one_contact'
        AND f.at >= n.started_at - ${seven}
      WHERE n.workspace_id = $1 AND n.id = ANY ($2::uuid[])`,
  },
  rows: `WITH ${steps}, ${replies}, ${states}
  ${facts}`,
  all: `SELECT id FROM conversation WHERE workspace_id = $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
  describe: async (ctx, ids) => {
    const rows = await ctx.tx.rows(numbers, [ctx.workspaceId, ids]);
    return new Map(rows.map(({ id, number }) => [id, { reference: `H-${number}`, link: `/inbox/all/${id}` }]));
  },
  reasonNames: 'SELECT id, name FROM wrap_up_reason WHERE workspace_id = $1 AND id = ANY ($2::uuid[])',
};
