import { changedClauses, nextVersion, suggestReasons } from '#foundation/standards/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { handle } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { adjust, reviewAdjusted } from '../contract.ts';
import { type FindingRow, findingsOf, lockReview } from './rows.ts';

const follow = statement(
  'review_next_version',
  'UPDATE review SET next_version_id = $3 WHERE workspace_id = $1 AND id = $2',
);
/** As much as a version and a clause keep of their reasons. */
const longest = 500;

/**
 * Begins the next version from what was found, or takes the review into the one that is worked on. What was decided of a
 * clause waits there as the reason for its change; clocks that run keep the targets they started with.
 */
export const adjustStandard = handle(adjust, async (ctx, { reviewId, step }) => {
  const review = await lockReview(ctx, reviewId, 'adjust');
  const { standard_id: standardId, from_day, to_day } = review;
  const decided = (await findingsOf(ctx, reviewId)).filter((one) => one.decision !== 'keep' && !one.not_now_reason);
  const words = [`Review of ${from_day} to ${to_day}.`, ...decided.map((one) => one.text)].join(' ').slice(0, longest);
  const { versionId, major, minor } = await nextVersion(ctx, standardId, step, words);
  const made = await changedClauses(ctx.tx, ctx.workspaceId, versionId);
  const reasons = [...reasonsOf(decided)].filter(([clauseId]) => !made.has(clauseId));
  await suggestReasons(ctx, versionId, new Map(reasons));
  await ctx.tx.rows(follow, [ctx.workspaceId, reviewId, versionId]);
  ctx.emit(reviewAdjusted, { reviewId, standardId, versionId, major, minor });
  return { reviewId, versionId, major, minor };
});

/** What was found about each clause, in one text. */
function reasonsOf(findings: readonly FindingRow[]): Map<Id, string> {
  const reasons = new Map<Id, string>();
  for (const { clause_id, text } of findings) {
    if (!clause_id) continue;
    const before = reasons.get(clause_id);
    reasons.set(clause_id, (before ? `${before} ${text}` : text).slice(0, longest));
  }
  return reasons;
}
