import { dayIn, scopeOf } from '#foundation/measures/index.ts';
import { standardRead } from '#foundation/standards/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import { type CommandContext, handle } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { addFinding, changeFinding, evaluate, findingWritten, metricEvaluated } from '../contract.ts';
import { packOf } from './pack.ts';
import { accessOpen, findingNamed, type ReviewRow } from './rows.ts';

const write = statement(
  'review_evaluate',
  `INSERT INTO review_evaluation (workspace_id, review_id, metric, text, written_by) VALUES ($1, $2, $3, $4, $5)
   ON CONFLICT (workspace_id, review_id, metric)
   DO UPDATE SET text = excluded.text, written_by = excluded.written_by, written_at = heed_now()`,
);

export const evaluateMetric = handle(evaluate, async (ctx, { reviewId, metric, text }) => {
  const review = await accessOpen(ctx, reviewId, 'evaluate');
  const pack = await packOf(ctx, review);
  if (!pack.sections.some((section) => section.metrics.some((one) => one.key === metric))) {
    refuse('review.unknown', 'The pack of this review has no such number.');
  }
  await ctx.tx.rows(write, [ctx.workspaceId, reviewId, metric, text, actorId(ctx.actor)]);
  ctx.emit(metricEvaluated, { reviewId, standardId: review.standard_id, metric });
  return { reviewId, metric };
});

const insert = statement(
  'review_finding_insert',
  `INSERT INTO review_finding (workspace_id, id, review_id, text, decision, clause_id, found_by)
   VALUES ($1, $2, $3, $4, $5, $6, $7)`,
);
const update = statement(
  'review_finding_update',
  `UPDATE review_finding SET text = $3, decision = $4, clause_id = $5, not_now_reason = $6, not_now_until = $7,
     version = version + 1 WHERE workspace_id = $1 AND id = $2`,
);

/** @throws Problem review.unknown */
async function demandClause(ctx: CommandContext, review: ReviewRow, clauseId: Id | null): Promise<void> {
  if (!clauseId) return;
  const { clauses } = await standardRead(ctx, review.standard_id, review.version_id);
  if (!clauses.some((one) => one.id === clauseId)) refuse('review.unknown', 'The reviewed version has no such clause.');
}

export const writeFinding = handle(addFinding, async (ctx, { reviewId, text, decision, clauseId }) => {
  const review = await accessOpen(ctx, reviewId, 'find');
  await demandClause(ctx, review, clauseId);
  await ctx.tx.rows(insert, [ctx.workspaceId, ctx.key, reviewId, text, decision, clauseId, actorId(ctx.actor)]);
  ctx.emit(findingWritten, { reviewId, standardId: review.standard_id, findingId: ctx.key, decision });
  return { reviewId, findingId: ctx.key, version: 1 };
});

const farthestMs = 2 * 366 * 86_400_000;

export const changeOneFinding = handle(changeFinding, async (ctx, input) => {
  const { findingId, version, text, decision, clauseId, notNow } = input;
  const { review_id: reviewId } = await findingNamed(ctx, findingId);
  const review = await accessOpen(ctx, reviewId, 'find');
  const before = await findingNamed(ctx, findingId);
  if (before.version !== version) {
    refuse('record.stale', 'Somebody has changed this finding meanwhile. You see the newest now.', {
      facts: { version: before.version },
    });
  }
  await demandClause(ctx, review, clauseId);
  if (notNow) await demandToCome(ctx, notNow.until);
  const off = [notNow?.reason ?? null, notNow?.until ?? null];
  await ctx.tx.rows(update, [ctx.workspaceId, findingId, text, decision, clauseId, ...off]);
  ctx.emit(findingWritten, { reviewId, standardId: review.standard_id, findingId, decision });
  return { reviewId, findingId, version: version + 1 };
});

async function demandToCome(ctx: CommandContext, until: string): Promise<void> {
  const { timeZone } = await scopeOf(ctx, {});
  const latest = dayIn(timeZone, new Date(ctx.now.getTime() + farthestMs));
  if (until > dayIn(timeZone, ctx.now) && until <= latest) return;
  refuse('review.past_date', 'Say until when the change is put off: a day to come, within two years.');
}
