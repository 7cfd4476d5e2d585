import { portalLinks } from '#contact/portal/index.ts';
import { factSources } from '#foundation/measures/index.ts';
import { noticeKinds } from '#foundation/notices/index.ts';
import { promiseMeasures, promiseSubjects } from '#foundation/promises/index.ts';
import { type Capability, contribute } from '#kernel/server/capability.ts';
import { roleActions } from '#kernel/server/policy.ts';
import * as contract from './contract.ts';
import { actionList, oneAction } from './server/actions.ts';
import { onBroken } from './server/breach.ts';
import { changeOneCharter, charterList } from './server/charter.ts';
import { serveCharter } from './server/charter-page.ts';
import { changeOneAction, closeOneAction, openByHand } from './server/correct.ts';
import { clauseFacts } from './server/facts.ts';
import { monitoringInvariants } from './server/invariants.ts';
import { changeOneIssue, issueList, logOneIssue } from './server/issues.ts';
import { goalList, oneGoal } from './server/list.ts';
import { monitoringNoticeKinds } from './server/notice-kinds.ts';
import { monitoringPolicy } from './server/policy.ts';
import { charterLink } from './server/portal-link.ts';
import { correctionGuards, correctionMeasure, correctionSubject } from './server/promise-kinds.ts';
import { judgeJob } from './server/rule.ts';
import { changeOwnSettings, settings } from './server/settings.ts';

/** Whether what standards promise is kept, what is done where it is not, and what is told of it outside. */
export const monitoring: Capability = {
  name: 'monitoring',
  problems: contract.monitoringProblems,
  events: [
    ...[contract.actionOpened, contract.actionChanged, contract.actionClosed],
    ...[contract.issueChanged, contract.monitoringChanged, contract.charterChanged],
  ],
  commands: [
    ...[openByHand, changeOneAction, closeOneAction, logOneIssue, changeOneIssue],
    ...[changeOwnSettings, changeOneCharter],
  ],
  queries: [goalList, settings, oneGoal, actionList, oneAction, issueList, charterList],
  guards: [...correctionGuards],
  reactions: [onBroken],
  jobs: [judgeJob],
  invariants: monitoringInvariants,
  contributes: [
    contribute(factSources, clauseFacts),
    contribute(promiseMeasures, correctionMeasure),
    contribute(promiseSubjects, correctionSubject),
    contribute(noticeKinds, ...monitoringNoticeKinds),
    contribute(portalLinks, charterLink),
  ],
  routes: serveCharter,
  abilities: (role) => roleActions(monitoringPolicy, role).map((action) => `monitoring.${action}`),
};

export { type Corrected, correctedIn, type Disturbed, type Period } from './server/for-reviews.ts';
