import type { Id } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import type { CommandContext, QueryContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';

/** What somebody answered to a point, and what it was an answer to. */
export interface Answer {
  point: string;
  clause_id: Id | null;
  reason: string | null;
  seen: string;
  answered_by: string | null;
}

/** Answers by the name of their point. */
export type Answers = ReadonlyMap<string, Answer>;

const all = statement<Answer>(
  'standard_answers',
  `SELECT w.point, w.clause_id, w.reason, w.seen, a.name AS answered_by FROM standard_answer w
   LEFT JOIN account a ON a.id = w.answered_by WHERE w.workspace_id = $1 AND w.version_id = $2`,
);

export async function answersOf(ctx: QueryContext, versionId: Id): Promise<Answers> {
  return new Map((await ctx.tx.rows(all, [ctx.workspaceId, versionId])).map((row) => [row.point, row]));
}

/** The answer, if it was one to what the point says now: to something else it is none. */
export function standing(answers: Answers, point: string, seen: string): Answer | undefined {
  const answer = answers.get(point);
  return answer?.seen === seen ? answer : undefined;
}

/** What every point shows of its answer. */
export const shown = (point: string, answer: Answer | undefined) => ({
  point,
  reason: answer?.reason ?? null,
  answeredBy: answer?.answered_by ?? null,
});

const save = statement(
  'standard_answer_save',
  `INSERT INTO standard_answer (workspace_id, version_id, point, clause_id, reason, seen, answered_by)
   VALUES ($1, $2, $3, $4, $5, $6, $7)
   ON CONFLICT (workspace_id, version_id, point) DO UPDATE SET clause_id = excluded.clause_id, reason = excluded.reason,
     seen = excluded.seen, answered_by = excluded.answered_by, answered_at = heed_now()`,
);
const remove = statement(
  'standard_answer_remove',
  'DELETE FROM standard_answer WHERE workspace_id = $1 AND version_id = $2 AND point = $3',
);

export interface NewAnswer {
  point: string;
  clauseId: Id | null;
  reason: string | null;
  seen: string;
}

/** Keeps an answer; one with neither clause nor reason takes the one before back. */
export async function writeAnswer(ctx: CommandContext, versionId: Id, answer: NewAnswer): Promise<void> {
  const { point, clauseId, reason, seen } = answer;
  if (clauseId === null && reason === null) {
    await ctx.tx.rows(remove, [ctx.workspaceId, versionId, point]);
    return;
  }
  await ctx.tx.rows(save, [ctx.workspaceId, versionId, point, clauseId, reason, seen, actorId(ctx.actor)]);
}

const carryAnswers = statement(
  'standard_answers_carry',
  `INSERT INTO standard_answer (workspace_id, version_id, point, clause_id, reason, seen, answered_by, answered_at)
   SELECT workspace_id, $3, point, clause_id, reason, seen, answered_by, answered_at FROM standard_answer
   WHERE workspace_id = $1 AND version_id = $2`,
);
const carryLinks = statement(
  'standard_links_carry',
  `INSERT INTO standard_link (workspace_id, version_id, clause_id, agrees_with, place, item_id, words)
   SELECT workspace_id, $3, clause_id, agrees_with, place, item_id, words FROM standard_link
   WHERE workspace_id = $1 AND version_id = $2`,
);

/** The next version begins with links and answers of the one before; what changes asks anew. */
export async function carryAlignment(ctx: CommandContext, from: Id, to: Id): Promise<void> {
  await ctx.tx.rows(carryLinks, [ctx.workspaceId, from, to]);
  await ctx.tx.rows(carryAnswers, [ctx.workspaceId, from, to]);
}
