import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext, QueryContext } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import type { AssessmentState, ConditionKind } from '../contract.ts';
import { assessmentPolicy } from './policy.ts';

export interface AssessmentRow {
  id: Id;
  learner_id: Id;
  learner_name: string;
  assessor_id: Id;
  assessor_name: string;
  unit_code: string;
  unit_title: string;
  state: AssessmentState;
  planned_on: string;
  opened_at: Date | null;
  closed_at: Date | null;
  version: number;
  conditions: number;
  met: number;
  /** For the place in the list. */
  created: string;
}

const columns = `m.id, m.learner_id, l.name AS learner_name, m.assessor_id, a.name AS assessor_name, m.unit_code,
  m.unit_title, m.state, m.planned_on::text AS planned_on, m.opened_at, m.closed_at, m.version,
  m.created_at::text AS created,
  (SELECT count(*)::int FROM assessment_condition c WHERE c.workspace_id = m.workspace_id AND c.assessment_id = m.id)
    AS conditions,
  (SELECT count(*)::int FROM assessment_condition c WHERE c.workspace_id = m.workspace_id AND c.assessment_id = m.id
     AND EXISTS (SELECT FROM assessment_link k
       LEFT JOIN library_item i ON i.workspace_id = k.workspace_id AND i.id = k.item_id
       WHERE k.workspace_id = c.workspace_id AND k.condition_id = c.id AND i.retired_at IS NULL)) AS met`;
const source = 'FROM assessment m JOIN account l ON l.id = m.learner_id JOIN account a ON a.id = m.assessor_id';

const one = statement<AssessmentRow>(
  'assessment_one',
  `SELECT ${columns} ${source} WHERE m.workspace_id = $1 AND m.id = $2`,
);
const locked = statement<AssessmentRow>(
  'assessment_lock',
  `SELECT ${columns} ${source} WHERE m.workspace_id = $1 AND m.id = $2 FOR UPDATE OF m`,
);
const page = statement<AssessmentRow>(
  'assessment_page',
  `SELECT ${columns} ${source} WHERE m.workspace_id = $1 AND ($2::uuid IS NULL OR m.learner_id = $2)
     AND ($3::text IS NULL OR m.state = $3) AND ($4::timestamptz IS NULL OR (m.created_at, m.id) < ($4, $5::uuid))
   ORDER BY m.created_at DESC, m.id DESC LIMIT $6`,
);

/** Assessments, the newest first, of one learner or of all. Policy is the caller's. */
export function assessmentsAfter(
  ctx: QueryContext,
  { learnerId, state }: { learnerId: Id | null; state: AssessmentState | null },
  place: readonly string[],
  limit: number,
): Promise<AssessmentRow[]> {
  return ctx.tx.rows(page, [ctx.workspaceId, learnerId, state, place[0] ?? null, place[1] ?? null, limit]);
}

/**
 * The only way to an assessment: loads it, locked where it is to change, and asks policy.
 * @throws Problem record.not_found, access.forbidden
 */
export async function accessAssessment(ctx: QueryContext, id: Id, action: 'read' | 'keep'): Promise<AssessmentRow> {
  const row = await ctx.tx.first(action === 'keep' ? locked : one, [ctx.workspaceId, id]);
  if (!row) return nothing(ctx, 'assessment');
  demand(ctx, assessmentPolicy, action, row);
  return row;
}

/** An assessment that can still be changed. @throws Problem record.not_found, access.forbidden, assessment.closed */
export async function accessUnclosed(ctx: CommandContext, id: Id): Promise<AssessmentRow> {
  const row = await accessAssessment(ctx, id, 'keep');
  if (row.state === 'closed') refuse('assessment.closed', 'It is closed. Open it again before you change it.');
  return row;
}

export interface ConditionRow {
  id: Id;
  assessment_id: Id;
  kind: ConditionKind;
  title: string;
}

const condition = statement<ConditionRow>(
  'assessment_condition_one',
  'SELECT id, assessment_id, kind, title FROM assessment_condition WHERE workspace_id = $1 AND id = $2',
);
const conditions = statement<ConditionRow>(
  'assessment_conditions',
  `SELECT id, assessment_id, kind, title FROM assessment_condition WHERE workspace_id = $1 AND assessment_id = $2
   ORDER BY place, id`,
);

export function conditionsOf(ctx: QueryContext, assessmentId: Id): Promise<ConditionRow[]> {
  return ctx.tx.rows(conditions, [ctx.workspaceId, assessmentId]);
}

/** A condition of an assessment that can still be changed; the assessment is locked. @throws as accessUnclosed */
export async function accessCondition(ctx: CommandContext, id: Id): Promise<ConditionRow> {
  const found = await ctx.tx.first(condition, [ctx.workspaceId, id]);
  if (!found) return nothing(ctx, 'condition');
  await accessUnclosed(ctx, found.assessment_id);
  // Once more, as it may have been taken off while we waited for the lock.
  return (await ctx.tx.first(condition, [ctx.workspaceId, id])) ?? notFound('condition');
}

/** There is nothing that policy could be asked about. */
export function nothing(ctx: QueryContext, noun: string): never {
  ctx.decided = true;
  return notFound(noun);
}
