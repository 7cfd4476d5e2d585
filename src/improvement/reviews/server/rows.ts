import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import type { Decision } from '../contract.ts';
import { reviewPolicy } from './policy.ts';

export interface ReviewRow {
  id: Id;
  standard_id: Id;
  standard_name: string;
  version_id: Id;
  major: number;
  minor: number;
  from_day: string;
  to_day: string;
  begun_at: Date;
  /** For the place in the list. */
  begun: string;
  begun_name: string | null;
  next_version_id: Id | null;
  pack: string | null;
  content_hash: string | null;
  signed_at: Date | null;
  signed_name: string | null;
}

export const reviewColumns = `r.id, r.standard_id, s.name AS standard_name, r.version_id, v.major, v.minor,
  r.from_day::text AS from_day, r.to_day::text AS to_day, r.begun_at, r.begun_at::text AS begun, b.name AS begun_name,
  r.next_version_id, r.content_hash, r.signed_at, g.name AS signed_name`;
export const reviewSource = `FROM review r JOIN standard s ON s.workspace_id = r.workspace_id AND s.id = r.standard_id
  JOIN standard_version v ON v.workspace_id = r.workspace_id AND v.id = r.version_id
  LEFT JOIN account b ON b.id = r.begun_by LEFT JOIN account g ON g.id = r.signed_by`;

const one = statement<ReviewRow>(
  'review_one',
  `SELECT ${reviewColumns}, r.pack ${reviewSource} WHERE r.workspace_id = $1 AND r.id = $2`,
);
const locked = statement<ReviewRow>(
  'review_lock',
  `SELECT ${reviewColumns}, r.pack ${reviewSource} WHERE r.workspace_id = $1 AND r.id = $2 FOR UPDATE OF r`,
);

/** A review to be read. @throws Problem access.forbidden, record.not_found */
export async function accessReview(ctx: QueryContext, id: Id): Promise<ReviewRow> {
  demand(ctx, reviewPolicy, 'read');
  return (await ctx.tx.first(one, [ctx.workspaceId, id])) ?? notFound('review');
}

/** A review that somebody works on, locked. @throws Problem access.forbidden, record.not_found, review.signed */
export async function accessOpen(
  ctx: QueryContext,
  id: Id,
  action: 'begin' | 'evaluate' | 'find' | 'meet' | 'sign',
): Promise<ReviewRow> {
  demand(ctx, reviewPolicy, action);
  const row = (await ctx.tx.first(locked, [ctx.workspaceId, id])) ?? notFound('review');
  if (row.signed_at) refuse('review.signed', `It was signed by ${row.signed_name ?? 'somebody'} and stays as it is.`);
  return row;
}

/** A review to be locked whether it is signed or not. @throws Problem access.forbidden, record.not_found */
export async function lockReview(ctx: QueryContext, id: Id, action: 'adjust'): Promise<ReviewRow> {
  demand(ctx, reviewPolicy, action);
  return (await ctx.tx.first(locked, [ctx.workspaceId, id])) ?? notFound('review');
}

export interface EvaluationRow {
  metric: string;
  text: string;
  by: string | null;
  at: Date;
}
const evaluations = statement<EvaluationRow>(
  'review_evaluations',
  `SELECT e.metric, e.text, a.name AS by, e.written_at AS at FROM review_evaluation e
   LEFT JOIN account a ON a.id = e.written_by WHERE e.workspace_id = $1 AND e.review_id = $2 ORDER BY e.metric`,
);
export const evaluationsOf = (ctx: QueryContext, reviewId: Id) => ctx.tx.rows(evaluations, [ctx.workspaceId, reviewId]);

export interface FindingRow {
  id: Id;
  review_id: Id;
  text: string;
  decision: Decision;
  clause_id: Id | null;
  not_now_reason: string | null;
  not_now_until: string | null;
  version: number;
  by: string | null;
}
const findingColumns = `f.id, f.review_id, f.text, f.decision, f.clause_id, f.not_now_reason,
  f.not_now_until::text AS not_now_until, f.version, a.name AS by`;
const findings = statement<FindingRow>(
  'review_findings',
  `SELECT ${findingColumns} FROM review_finding f LEFT JOIN account a ON a.id = f.found_by
   WHERE f.workspace_id = $1 AND f.review_id = $2 ORDER BY f.found_at, f.id LIMIT 200`,
);
const finding = statement<FindingRow>(
  'review_finding_one',
  `SELECT ${findingColumns} FROM review_finding f LEFT JOIN account a ON a.id = f.found_by
   WHERE f.workspace_id = $1 AND f.id = $2`,
);
export const findingsOf = (ctx: QueryContext, reviewId: Id) => ctx.tx.rows(findings, [ctx.workspaceId, reviewId]);

/** @throws Problem record.not_found */
export async function findingNamed(ctx: QueryContext, id: Id): Promise<FindingRow> {
  return (await ctx.tx.first(finding, [ctx.workspaceId, id])) ?? notFound('finding');
}
