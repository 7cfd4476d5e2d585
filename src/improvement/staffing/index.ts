import { noticeKinds, noticeSubjects } from '#foundation/notices/index.ts';
import { type Capability, contribute } from '#kernel/server/capability.ts';
import { roleActions } from '#kernel/server/policy.ts';
import * as contract from './contract.ts';
import { contacts } from './server/count.ts';
import { gapKind, planSubject } from './server/gaps.ts';
import { add, change, dropOne, recountJob } from './server/keep.ts';
import { calculation, exported, plan, plans } from './server/plans.ts';
import { staffingPolicy } from './server/policy.ts';
import { roster, set } from './server/roster.ts';

/** How many people a standard takes at each touchpoint, who is there, and where they are lacking. */
export const staffing: Capability = {
  name: 'staffing',
  problems: contract.staffingProblems,
  events: [contract.planChanged, contract.rosterChanged, contract.gapFound],
  commands: [add, change, dropOne, set],
  queries: [plans, plan, exported, calculation, contacts, roster],
  jobs: [recountJob],
  contributes: [contribute(noticeKinds, gapKind), contribute(noticeSubjects, planSubject)],
  abilities: (role) => roleActions(staffingPolicy, role).map((action) => `staffing.${action}`),
};
