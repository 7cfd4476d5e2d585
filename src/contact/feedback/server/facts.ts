import type { FactSource } from '#foundation/measures/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { statement } from '#kernel/server/sql.ts';

const references = statement<{ id: Id; number: number; conversation_id: Id }>(
  'feedback_fact_references',
  `SELECT f.id, c.number, c.id AS conversation_id FROM feedback_request f
   JOIN conversation c ON c.workspace_id = f.workspace_id AND c.id = f.conversation_id
   WHERE f.workspace_id = $1 AND f.id = ANY ($2::uuid[])`,
);

const row = (kind: string, at: string, value: string, when: string) =>
  `SELECT '${kind}' AS kind, id AS subject_id, 0 AS ordinal, ${at} AS at, (${value})::int::numeric AS value, channel,
     team_id, person_id, reason_id, (SELECT c.brand_id FROM conversation c WHERE c.workspace_id = $1
       AND c.id = f.conversation_id) AS brand_id, NULL::text AS excluded
   FROM feedback_request f WHERE workspace_id = $1 AND id = ANY ($2::uuid[]) ${when}`;

/** Answers (satisfied: 4 or 5) on the day they were given, requests on the day of asking. */
export const feedbackFacts: FactSource = {
  name: 'feedback',
  version: 2,
  kinds: ['csat', 'feedback_asked'],
  durations: [],
  listens: { 'feedback.asked': 'requestId', 'feedback.answered': 'requestId' },
  rows: `${row('csat', 'answered_at', 'rating >= 4', 'AND answered_at IS NOT NULL')}
  UNION ALL ${row('feedback_asked', 'asked_at', 'answered_at IS NOT NULL', '')}`,
  all: `SELECT id FROM feedback_request WHERE workspace_id = $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
  describe: async (ctx, ids) => {
    const rows = await ctx.tx.rows(references, [ctx.workspaceId, ids]);
    return new Map(
      rows.map((one) => [one.id, { reference: `H-${one.number}`, link: `/inbox/all/${one.conversation_id}` }]),
    );
  },
  reasonNames: 'SELECT id, name FROM wrap_up_reason WHERE workspace_id = $1 AND id = ANY ($2::uuid[])',
};
