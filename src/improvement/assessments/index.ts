import type { Capability } from '#kernel/server/capability.ts';
import { roleActions } from '#kernel/server/policy.ts';
import * as contract from './contract.ts';
import { addOneCondition, dropOneCondition } from './server/conditions.ts';
import { linkOne, unlinkOne } from './server/links.ts';
import { moveOne } from './server/move.ts';
import { changeOne, planOne } from './server/plan.ts';
import { assessmentPolicy } from './server/policy.ts';
import { assessmentList, exported, oneAssessment } from './server/queries.ts';

/** Whether a learner can do the work, and the standards on which that is judged, in the version that was linked. */
export const assessments: Capability = {
  name: 'assessments',
  problems: contract.assessmentProblems,
  events: [
    ...[contract.assessmentPlanned, contract.assessmentChanged, contract.assessmentMoved],
    ...[contract.checklistChanged, contract.conditionLinked, contract.conditionUnlinked],
  ],
  commands: [planOne, changeOne, moveOne, addOneCondition, dropOneCondition, linkOne, unlinkOne],
  queries: [assessmentList, oneAssessment, exported],
  abilities: (role) => roleActions(assessmentPolicy, role).map((action) => `assessments.${action}`),
};
