import { createHash } from 'node:crypto';
import { changedClauses } from '#foundation/standards/index.ts';
import { actorId } from '#kernel/server/actor.ts';
import { handle, type QueryContext } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { type Pack, type PackMetric, reviewSigned, signReview } from '../contract.ts';
import { leastDays } from '../contract-words.ts';
import { promiseNextReview } from './due.ts';
import { meetingsOf } from './meet.ts';
import { packOf } from './pack.ts';
import { accessOpen, type EvaluationRow, evaluationsOf, type FindingRow, findingsOf, type ReviewRow } from './rows.ts';

const freeze = statement(
  'review_freeze',
  `UPDATE review SET pack = $3, content_hash = $4, signed_by = $5, signed_at = heed_now()
   WHERE workspace_id = $1 AND id = $2`,
);

/** What stands between a review and its signature. */
export interface Lacking {
  pack: Pack;
  unevaluated: PackMetric[];
  unmade: FindingRow[];
}

/** Findings that decide a change which the draft that follows does not make, and for which no reason says why not. */
export async function unmadeChanges(
  ctx: QueryContext,
  review: Pick<ReviewRow, 'next_version_id'>,
  findings: readonly FindingRow[],
): Promise<FindingRow[]> {
  const { next_version_id: next } = review;
  const made = next ? await changedClauses(ctx.tx, ctx.workspaceId, next) : new Set<string>();
  return findings.filter(
    (one) => one.decision === 'change' && !one.not_now_reason && !(one.clause_id && made.has(one.clause_id)),
  );
}

/** @throws nothing: what is lacking is the answer */
export function unevaluatedIn(pack: Pack, evaluations: readonly EvaluationRow[]): PackMetric[] {
  const done = new Set(evaluations.map((one) => one.metric));
  return pack.sections.flatMap((section) => section.metrics.filter((one) => !done.has(one.key)));
}

/** In words, for the screen. */
export function lackWords({ pack, unevaluated, unmade }: Lacking): string[] {
  const { coverage } = pack;
  return [
    ...(coverage.missing > 0 ? [tooShort(pack)] : []),
    ...(coverage.isCounting ? ['History is still being counted.'] : []),
    ...(unevaluated.length > 0 ? [`Not evaluated yet: ${unevaluated.map(nameOf).join('; ')}.`] : []),
    ...unmade.map(({ text }) => `“${text}”: change the clause in the draft, or say why not now and until when.`),
  ];
}

const nameOf = ({ clause, name }: PackMetric) => `${clause}: ${name}`;
const tooShort = ({ coverage }: Pack) =>
  `${coverage.days} of ${leastDays} days are covered by data, ${coverage.missing} are missing: this is not three months.`;

/** Freezes what was shown. Whoever signs sees to it that every number has its words and every change its clause. */
export const signOne = handle(signReview, async (ctx, { reviewId }) => {
  const review = await accessOpen(ctx, reviewId, 'sign');
  const pack = await packOf(ctx, review);
  const [evaluations, findings] = [await evaluationsOf(ctx, reviewId), await findingsOf(ctx, reviewId)];
  if (pack.coverage.isCounting) refuse('review.counting', 'History is still being counted. Sign when it is done.');
  if (pack.coverage.missing > 0) {
    refuse('review.too_short', tooShort(pack), { facts: { days: pack.coverage.days, missing: pack.coverage.missing } });
  }
  demandEvaluated(unevaluatedIn(pack, evaluations));
  const unmade = await unmadeChanges(ctx, review, findings);
  if (unmade.length > 0) {
    refuse('review.unlinked_change', lackWords({ pack, unevaluated: [], unmade }).join(' '), {
      facts: { findings: unmade.map((one) => one.id) },
    });
  }
  const frozen = JSON.stringify(contentOf(review, pack, evaluations, findings, await meetingsOf(ctx, reviewId)));
  const contentHash = createHash('sha256').update(frozen).digest('hex');
  const signer = actorId(ctx.actor);
  await ctx.tx.rows(freeze, [ctx.workspaceId, reviewId, frozen, contentHash, signer]);
  ctx.emit(reviewSigned, { reviewId, standardId: review.standard_id, contentHash });
  await promiseNextReview(ctx, review.standard_id, signer);
  return { reviewId, contentHash };
});

/** @throws Problem review.unevaluated, naming those that lack their words */
function demandEvaluated(unevaluated: readonly PackMetric[]): void {
  if (unevaluated.length === 0) return;
  refuse('review.unevaluated', `Not evaluated yet: ${unevaluated.map(nameOf).join('; ')}.`, {
    errors: unevaluated.map((one) => ({ path: one.key, message: `${nameOf(one)} has no evaluation.` })),
  });
}

type Meetings = Awaited<ReturnType<typeof meetingsOf>>;

/** All that a signature is for, in one order, so that the same content always gives the same hash. */
export function contentOf(
  review: ReviewRow,
  pack: Pack,
  evaluations: readonly EvaluationRow[],
  findings: readonly FindingRow[],
  meetings: Meetings,
) {
  const { standard_name: standard, major, minor, from_day: from, to_day: to } = review;
  return {
    review: { id: review.id, standard, version: `${major}.${minor}`, from, to },
    pack,
    evaluations: evaluations.map(({ metric, text, by, at }) => ({ metric, text, by, at: at.toISOString() })),
    findings: findings.map(({ id, text, decision, clause_id, not_now_reason, not_now_until }) => ({
      ...{ id, text, decision, clauseId: clause_id },
      notNow: not_now_reason && not_now_until ? { reason: not_now_reason, until: not_now_until } : null,
    })),
    nextVersionId: review.next_version_id,
    meetings,
  };
}
export type Content = ReturnType<typeof contentOf>;
