import { z } from 'zod';
import { event } from '#kernel/contract/contract.ts';
import { Id } from '#kernel/contract/ids.ts';
import { AssessmentState, ConditionKind } from './contract-words.ts';

const about = {
  subjects: ['assessments', 'assessment:{assessmentId}'],
  audience: 'staff',
  needs: 'assessments.list',
} as const;

export const assessmentPlanned = event('assessment.planned', {
  ...about,
  data: z.strictObject({ assessmentId: Id, learnerId: Id, assessorId: Id, plannedOn: z.iso.date() }),
  sentence: 'planned an assessment for {plannedOn}',
});
export const assessmentChanged = event('assessment.changed', {
  ...about,
  data: z.strictObject({ assessmentId: Id, learnerId: Id, assessorId: Id, plannedOn: z.iso.date() }),
  sentence: 'changed an assessment that is planned for {plannedOn}',
});
export const assessmentMoved = event('assessment.moved', {
  ...about,
  data: z.strictObject({ assessmentId: Id, state: AssessmentState }),
  sentence: 'moved an assessment: {state}',
});
export const checklistChanged = event('assessment.checklist_changed', {
  ...about,
  data: z.strictObject({
    assessmentId: Id,
    conditionId: Id,
    kind: ConditionKind,
    what: z.enum(['added', 'dropped']),
  }),
  sentence: 'changed the checklist of an assessment ({what}: {kind})',
});
export const conditionLinked = event('assessment.linked', {
  ...about,
  data: z.strictObject({
    ...{ assessmentId: Id, conditionId: Id, linkId: Id },
    what: z.enum(['clause', 'item']),
    ...{ versionId: Id.nullable(), clauseId: Id.nullable(), itemId: Id.nullable() },
  }),
  sentence: 'linked something to a condition of an assessment ({what})',
});
export const conditionUnlinked = event('assessment.unlinked', {
  ...about,
  data: z.strictObject({ assessmentId: Id, conditionId: Id, linkId: Id }),
  sentence: 'took a link off a condition of an assessment',
});
