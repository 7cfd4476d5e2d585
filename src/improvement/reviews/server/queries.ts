import { type StandardRead, standardRead } from '#foundation/standards/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { answer, type QueryContext } from '#kernel/server/capability.ts';
import { cursorOf, readCursor } from '#kernel/server/page.ts';
import { abilities, demand } from '#kernel/server/policy.ts';
import { statement } from '#kernel/server/sql.ts';
import { getReview, listReviews, Pack } from '../contract.ts';
import { meetingsOf } from './meet.ts';
import { packOf, withWords } from './pack.ts';
import { reviewPolicy } from './policy.ts';
import {
  accessReview,
  evaluationsOf,
  type FindingRow,
  findingsOf,
  type ReviewRow,
  reviewColumns,
  reviewSource,
} from './rows.ts';
import { lackWords, unevaluatedIn, unmadeChanges } from './sign.ts';

const page = statement<ReviewRow>(
  'review_list',
  `SELECT ${reviewColumns} ${reviewSource} WHERE r.workspace_id = $1 AND ($2::uuid IS NULL OR r.standard_id = $2)
     AND ($3::timestamptz IS NULL OR (r.begun_at, r.id) < ($3, $4::uuid))
   ORDER BY r.begun_at DESC, r.id DESC LIMIT $5`,
);
const due = statement<{ standard_id: Id; name: string; due_at: Date; owner_name: string | null }>(
  'review_due_list',
  `SELECT d.standard_id, s.name, p.due_at, a.name AS owner_name FROM review_due d
   JOIN standard s ON s.workspace_id = d.workspace_id AND s.id = d.standard_id AND s.retired_at IS NULL
   JOIN promise p ON p.workspace_id = d.workspace_id AND p.id = d.promise_id AND p.ended_at IS NULL
   LEFT JOIN account a ON a.id = p.owner_id
   WHERE d.workspace_id = $1 AND ($2::uuid IS NULL OR d.standard_id = $2) ORDER BY p.due_at, d.standard_id LIMIT 100`,
);

export function presentBrief(row: ReviewRow) {
  return {
    id: row.id,
    standardId: row.standard_id,
    standardName: row.standard_name,
    major: row.major,
    minor: row.minor,
    from: row.from_day,
    to: row.to_day,
    begunAt: row.begun_at.toISOString(),
    begunBy: row.begun_name,
    signedAt: row.signed_at?.toISOString() ?? null,
    signedBy: row.signed_name,
  };
}

export const reviewList = answer(listReviews, async (ctx, { standardId, after, limit }) => {
  demand(ctx, reviewPolicy, 'list');
  const [begun, id] = after ? readCursor(after, ['instant', 'id']) : [null, null];
  const rows = await ctx.tx.rows(page, [ctx.workspaceId, standardId ?? null, begun, id, limit + 1]);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  const promised = await ctx.tx.rows(due, [ctx.workspaceId, standardId ?? null]);
  return {
    reviews: shown.map(presentBrief),
    due: promised.map((row) => ({
      standardId: row.standard_id,
      standardName: row.name,
      dueAt: row.due_at.toISOString(),
      ownerName: row.owner_name,
    })),
    next: last ? cursorOf([last.begun, last.id]) : null,
    abilities: abilities(reviewPolicy, ctx.actor, undefined),
  };
});

/** The pack as it was signed, or as it is now; with the words of those who are quoted. */
export async function shownPack(ctx: QueryContext, review: ReviewRow): Promise<Pack> {
  const pack = review.pack ? Pack.parse(JSON.parse(review.pack).pack) : await packOf(ctx, review);
  return withWords(ctx, pack);
}

function presentFinding(row: FindingRow, { clauses }: StandardRead, unmade: readonly FindingRow[]) {
  const clause = clauses.find((one) => one.id === row.clause_id);
  const { id, text, decision, clause_id, not_now_reason, not_now_until, by, version } = row;
  return {
    ...{ id, text, decision, version },
    clauseId: clause_id,
    clause: clause ? `${clause.number} ${clause.title}` : null,
    notNow: not_now_reason && not_now_until ? { reason: not_now_reason, until: not_now_until } : null,
    isMade: decision === 'change' && !not_now_reason && !unmade.some((one) => one.id === id),
    foundBy: by,
  };
}

const following = statement<{ id: Id; major: number; minor: number; state: string }>(
  'review_following',
  'SELECT id, major, minor, state FROM standard_version WHERE workspace_id = $1 AND id = $2',
);

const work = ['evaluate', 'find', 'meet', 'sign'];

export const oneReview = answer(getReview, async (ctx, { reviewId }) => {
  const review = await accessReview(ctx, reviewId);
  const standard = await standardRead(ctx, review.standard_id, review.version_id);
  const pack = await shownPack(ctx, review);
  const [evaluations, findings] = [await evaluationsOf(ctx, reviewId), await findingsOf(ctx, reviewId)];
  const unmade = await unmadeChanges(ctx, review, findings);
  const lacking = { pack, unmade, unevaluated: unevaluatedIn(pack, evaluations) };
  const mine = abilities(reviewPolicy, ctx.actor, undefined);
  return {
    ...presentBrief(review),
    versionId: review.version_id,
    clauses: standard.clauses.map(({ id, number, title }) => ({ id, number, title })),
    pack,
    evaluations: evaluations.map((row) => ({ ...row, at: row.at.toISOString() })),
    findings: findings.map((row) => presentFinding(row, standard, unmade)),
    meetings: await meetingsOf(ctx, reviewId),
    nextVersion: review.next_version_id
      ? ((await ctx.tx.first(following, [ctx.workspaceId, review.next_version_id])) ?? null)
      : null,
    contentHash: review.content_hash,
    lacks: review.signed_at ? [] : lackWords(lacking),
    abilities: review.signed_at ? mine.filter((one) => !work.includes(one)) : mine,
  };
});
