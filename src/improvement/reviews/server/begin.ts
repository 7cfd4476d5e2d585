import { dayIn, daysBetween, scopeOf } from '#foundation/measures/index.ts';
import { isInForce, standardRead } from '#foundation/standards/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import { type CommandContext, handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { beginReview, changePeriod, leastDays, mostDays, reviewBegun } from '../contract.ts';
import { reviewPolicy } from './policy.ts';
import { accessOpen } from './rows.ts';

// Two who begin at once: the index of open reviews lets one of them.
const insert = statement<{ id: Id }>(
  'review_insert',
  `INSERT INTO review (workspace_id, id, standard_id, version_id, from_day, to_day, begun_by)
   VALUES ($1, $2, $3, $4, $5, $6, $7)
   ON CONFLICT (workspace_id, standard_id) WHERE signed_at IS NULL DO NOTHING RETURNING id`,
);

/** Begins the review of the version in force. A period of which days are missing can be reviewed, but not signed. */
export const beginOneReview = handle(beginReview, async (ctx, { standardId, from, to }) => {
  demand(ctx, reviewPolicy, 'begin');
  await demandPeriod(ctx, from, to);
  if (!(await isInForce(ctx, standardId))) {
    refuse('review.not_in_force', 'Publish the standard first, and serve customers by it.');
  }
  const { versionId } = await standardRead(ctx, standardId);
  const values = [ctx.workspaceId, ctx.key, standardId, versionId, from, to, actorId(ctx.actor)];
  if (!(await ctx.tx.first(insert, values))) {
    refuse('review.open', 'A review of this standard is open. Sign it before the next one begins.');
  }
  ctx.emit(reviewBegun, { reviewId: ctx.key, standardId, from, to });
  return { reviewId: ctx.key };
});

const move = statement(
  'review_move',
  'UPDATE review SET from_day = $3, to_day = $4 WHERE workspace_id = $1 AND id = $2',
);

/** What was written stays; the numbers are those of the new period. */
export const moveReview = handle(changePeriod, async (ctx, { reviewId, from, to }) => {
  const { standard_id: standardId } = await accessOpen(ctx, reviewId, 'begin');
  await demandPeriod(ctx, from, to);
  await ctx.tx.rows(move, [ctx.workspaceId, reviewId, from, to]);
  ctx.emit(reviewBegun, { reviewId, standardId, from, to });
  return { reviewId };
});

async function demandPeriod(ctx: CommandContext, from: string, to: string): Promise<void> {
  const { timeZone } = await scopeOf(ctx, {});
  const today = dayIn(timeZone, ctx.now);
  if (to > today) refuse('review.period', `The period ends after today (${today}). Choose an earlier end.`);
  const days = from > to ? 0 : daysBetween(from, to);
  if (days >= leastDays && days <= mostDays) return;
  refuse('review.period', `These are ${days} days; a review covers ${leastDays} to ${mostDays}.`);
}
