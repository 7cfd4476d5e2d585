import { noticeKinds, noticeSubjects } from '#foundation/notices/index.ts';
import { type Capability, contribute } from '#kernel/server/capability.ts';
import { roleActions } from '#kernel/server/policy.ts';
import * as contract from './contract.ts';
import { approveVersion, returnVersion, submitVersion } from './server/approve.ts';
import { comparison } from './server/compare.ts';
import { consultPeople, disposeOneComment, writeComment } from './server/consult.ts';
import { standardDocument } from './server/document.ts';
import { beginOneVersion, changeOneStandard, createOneStandard, retireOneStandard } from './server/keep.ts';
import { standardList } from './server/list.ts';
import { standardNoticeKinds, standardSubject } from './server/notice-kinds.ts';
import { standardPolicy } from './server/policy.ts';
import { calendarGuard, publishDeadline, scheduleVersion } from './server/publish.ts';
import { onSetUp } from './server/set-up.ts';
import { readerList, signVersion } from './server/sign.ts';
import { atWork, tickOneStep } from './server/work.ts';
import { addOneClause, changeOneClause, dropOneClause } from './server/write-clause.ts';

/** Standards of service: documents that people write and agree on, and that start clocks when they are published. */
export const standards: Capability = {
  name: 'standards',
  problems: contract.standardProblems,
  events: [
    ...[contract.standardCreated, contract.standardChanged, contract.standardRetired, contract.versionBegun],
    ...[contract.clauseChanged, contract.versionConsulted, contract.commentWritten, contract.commentDisposed],
    ...[contract.versionSubmitted, contract.versionReturned, contract.versionApproved, contract.versionScheduled],
    ...[contract.versionPublished, contract.stepTicked, contract.standardSigned],
  ],
  commands: [
    ...[createOneStandard, changeOneStandard, retireOneStandard, beginOneVersion],
    ...[addOneClause, changeOneClause, dropOneClause],
    ...[consultPeople, writeComment, disposeOneComment],
    ...[submitVersion, returnVersion, approveVersion, scheduleVersion],
    ...[tickOneStep, signVersion],
  ],
  queries: [standardList, standardDocument, comparison, atWork, readerList],
  guards: [calendarGuard],
  reactions: [onSetUp],
  deadlines: [publishDeadline],
  contributes: [contribute(noticeKinds, ...standardNoticeKinds), contribute(noticeSubjects, standardSubject)],
  abilities: (role) => roleActions(standardPolicy, role).map((action) => `standards.${action}`),
};

export {
  changedClauses,
  commentsIn,
  commentWords,
  isInForce,
  type Kept,
  keptByClause,
  nextVersion,
  type StandardRead,
  standardRead,
  suggestReasons,
} from './server/for-reviews.ts';
