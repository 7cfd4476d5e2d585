import { customerRows, rowsOf } from '#kernel/moving/customer-rows.ts';
import { type Capability, contribute } from '#kernel/server/capability.ts';
import { authorityProblems } from './contract.ts';
import * as events from './contract-events.ts';
import { refuseRequest, withdrawRequest } from './server/answers.ts';
import { approveRequest } from './server/approve.ts';
import { askForApproval } from './server/ask.ts';
import { governedChangeRole, guardChangeRole, roleKinds } from './server/change-role.ts';
import { delegateAuthority, endOneDelegation } from './server/delegations.ts';
import { expireApproval, requesterChanged } from './server/end-by-itself.ts';
import { decisionKinds, governed } from './server/kinds.ts';
import { answerApprovals, answerWaiting } from './server/list-approvals.ts';
import { authorityAbilities } from './server/policy.ts';
import { answerDelegations, answerOwn, answerRules } from './server/queries.ts';
import { addMissingRules, firstRules } from './server/seed.ts';
import { endOneRule, setOneRule } from './server/set-rule.ts';

export {
  type Amount,
  type AuthorityCase,
  type DecisionKind,
  decisionKinds,
  type Governed,
  govern,
  governed,
} from './server/kinds.ts';
export { mayAtAll, requireAuthority } from './server/require.ts';

/** May this person decide this, up to how much, or who must approve? */
export const authority: Capability = {
  name: 'authority',
  problems: authorityProblems,
  events: [
    events.ruleChanged,
    events.asked,
    events.approved,
    events.refused,
    events.expired,
    events.withdrawn,
    events.failed,
    events.delegated,
    events.delegationEnded,
    events.breachTried,
  ],
  commands: [
    setOneRule,
    endOneRule,
    askForApproval,
    approveRequest,
    refuseRequest,
    withdrawRequest,
    delegateAuthority,
    endOneDelegation,
  ],
  queries: [answerRules, answerOwn, answerApprovals, answerWaiting, answerDelegations],
  guards: [guardChangeRole],
  reactions: [firstRules, ...requesterChanged],
  deadlines: [expireApproval],
  contributes: [
    contribute(decisionKinds, ...roleKinds),
    contribute(governed, governedChangeRole),
    contribute(
      customerRows,
      rowsOf('approval', { one: 'approval', many: 'approvals' }, { order: 30 }),
      rowsOf('decision', { one: 'decision', many: 'decisions' }, { order: 30 }),
    ),
  ],
  abilities: authorityAbilities,
  started: addMissingRules,
};
