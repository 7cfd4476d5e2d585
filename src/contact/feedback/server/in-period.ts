import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';

/** Days of a time zone, both counted. */
export interface Days {
  from: string;
  to: string;
  timeZone: string;
}

const within = (column: string) =>
  `${column} >= $2::date::timestamp AT TIME ZONE $4 AND ${column} < ($3::date + 1)::timestamp AT TIME ZONE $4`;

const counted = statement<{ rating: number; count: number }>(
  'feedback_counts_in',
  `SELECT rating::int, count(*)::int AS count FROM feedback_request
   WHERE workspace_id = $1 AND answered_at IS NOT NULL AND ${within('answered_at')} GROUP BY 1 ORDER BY 1 DESC`,
);
const requests = statement<{ asked: number; answered: number }>(
  'feedback_asked_in',
  `SELECT count(*)::int AS asked, count(answered_at)::int AS answered FROM feedback_request
   WHERE workspace_id = $1 AND ${within('asked_at')}`,
);
const themed = statement<{ name: string | null; answers: number; good: number; poor: number }>(
  'feedback_themes_in',
  `SELECT w.name, count(*)::int AS answers, (count(*) FILTER (WHERE r.rating >= 4))::int AS good,
     (count(*) FILTER (WHERE r.rating <= 2))::int AS poor
   FROM feedback_request r LEFT JOIN wrap_up_reason w ON w.workspace_id = r.workspace_id AND w.id = r.reason_id
   WHERE r.workspace_id = $1 AND r.answered_at IS NOT NULL AND ${within('r.answered_at')}
   GROUP BY w.name ORDER BY 4 DESC, 2 DESC, 1 LIMIT 20`,
);
export interface Example {
  id: Id;
  conversation_id: Id;
  number: number;
  rating: number;
  answered_at: Date;
}
const exemplary = statement<Example>(
  'feedback_examples_in',
  `SELECT id, conversation_id, number, rating, answered_at FROM (
     SELECT r.id, r.conversation_id, c.number, r.rating::int, r.answered_at,
       row_number() OVER (PARTITION BY r.rating <= 2 ORDER BY r.answered_at DESC, r.id DESC) AS nth
     FROM feedback_request r JOIN conversation c ON c.workspace_id = r.workspace_id AND c.id = r.conversation_id
     WHERE r.workspace_id = $1 AND r.answered_at IS NOT NULL AND r.comment <> '' AND ${within('r.answered_at')}) x
   WHERE nth <= 4 ORDER BY rating, answered_at DESC, id LIMIT 8`,
);

/**
 * What customers said from one day to another: how many, by the reason of the conversation, and the newest examples of
 * what was poor and what was not. The words of the examples by `feedbackWords`. Policy is the caller's.
 */
export async function feedbackIn(ctx: QueryContext, { from, to, timeZone }: Days) {
  const values = [ctx.workspaceId, from, to, timeZone];
  return {
    requests: (await ctx.tx.first(requests, values)) ?? { asked: 0, answered: 0 },
    ratings: await ctx.tx.rows(counted, values),
    themes: await ctx.tx.rows(themed, values),
    examples: await ctx.tx.rows(exemplary, values),
  };
}

const words = statement<{ id: Id; comment: string }>(
  'feedback_words',
  `SELECT id, comment FROM feedback_request WHERE workspace_id = $1 AND id = ANY ($2::uuid[]) AND comment <> ''`,
);

/** What was written, by the id of the request. */
export async function feedbackWords(ctx: QueryContext, ids: readonly Id[]): Promise<Map<Id, string>> {
  const rows = ids.length > 0 ? await ctx.tx.rows(words, [ctx.workspaceId, ids]) : [];
  return new Map(rows.map((row) => [row.id, row.comment]));
}
