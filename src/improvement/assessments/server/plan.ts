import type { InputOf } from '#kernel/contract/contract.ts';
import { type Id, newId } from '#kernel/contract/ids.ts';
import { type CommandContext, handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import {
  assessmentChanged,
  assessmentPlanned,
  changeAssessment,
  firstConditions,
  planAssessment,
} from '../contract.ts';
import { insertCondition } from './conditions.ts';
import { linkSuggested } from './links.ts';
import { assessmentPolicy, assessors } from './policy.ts';
import { accessUnclosed } from './rows.ts';
import { offerOf } from './suggest.ts';

type Planned = InputOf<typeof planAssessment>;

const insert = statement(
  'assessment_insert',
  `INSERT INTO assessment (workspace_id, id, learner_id, assessor_id, unit_code, unit_title, planned_on)
   VALUES ($1, $2, $3, $4, $5, $6, $7)`,
);
const update = statement(
  'assessment_update',
  `UPDATE assessment SET learner_id = $3, assessor_id = $4, unit_code = $5, unit_title = $6, planned_on = $7,
     version = version + 1 WHERE workspace_id = $1 AND id = $2`,
);
const members = statement<{ id: Id; role: string }>(
  'assessment_members',
  'SELECT account_id AS id, role FROM membership WHERE workspace_id = $1 AND account_id = ANY ($2::uuid[]) AND active',
);

/** @throws Problem assessment.own, assessment.unknown_person */
async function demandPeople(ctx: CommandContext, { learnerId, assessorId }: Planned): Promise<void> {
  if (learnerId === assessorId) refuse('assessment.own', 'The learner and the assessor are two people.');
  const found = await ctx.tx.rows(members, [ctx.workspaceId, [learnerId, assessorId]]);
  if (!found.some((one) => one.id === learnerId)) {
    refuse('assessment.unknown_person', 'Choose an active member of this workspace as the learner.', {
      errors: [{ path: 'learnerId', message: 'Choose an active member of this workspace.' }],
    });
  }
  if (!found.some((one) => one.id === assessorId && assessors.includes(one.role))) {
    refuse('assessment.unknown_person', 'Choose an assessor, a manager or an owner to assess.', {
      errors: [{ path: 'assessorId', message: 'Choose an assessor, a manager or an owner.' }],
    });
  }
}

const valuesOf = (ctx: CommandContext, id: Id, planned: Planned) => [
  ...[ctx.workspaceId, id, planned.learnerId, planned.assessorId, planned.unitCode, planned.unitTitle],
  planned.plannedOn,
];

/** The checklist is there from the beginning, and what is obvious is linked: the clauses of the section, the codes. */
export const planOne = handle(planAssessment, async (ctx, planned) => {
  demand(ctx, assessmentPolicy, 'plan');
  await demandPeople(ctx, planned);
  const assessmentId = ctx.key;
  await ctx.tx.rows(insert, valuesOf(ctx, assessmentId, planned));
  const { learnerId, assessorId, plannedOn } = planned;
  ctx.emit(assessmentPlanned, { assessmentId, learnerId, assessorId, plannedOn });
  const offer = await offerOf(ctx);
  for (const kind of firstConditions) {
    const condition = { id: newId(), assessment_id: assessmentId, kind, title: '' };
    await insertCondition(ctx, condition);
    await linkSuggested(ctx, condition, offer);
  }
  return { assessmentId, version: 1 };
});

export const changeOne = handle(changeAssessment, async (ctx, { assessmentId, version, ...planned }) => {
  const before = await accessUnclosed(ctx, assessmentId);
  if (before.version !== version) {
    refuse('record.stale', `You saw version ${version}; it is now ${before.version}. Load it again.`, {
      facts: { version: before.version },
    });
  }
  await demandPeople(ctx, planned);
  await ctx.tx.rows(update, valuesOf(ctx, assessmentId, planned));
  const { learnerId, assessorId, plannedOn } = planned;
  ctx.emit(assessmentChanged, { assessmentId, learnerId, assessorId, plannedOn });
  return { assessmentId, version: version + 1 };
});
