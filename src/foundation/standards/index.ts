import { noticeKinds, noticeSubjects } from '#foundation/notices/index.ts';
import { type Capability, contribute } from '#kernel/server/capability.ts';
import { roleActions } from '#kernel/server/policy.ts';
import * as contract from './contract.ts';
import { alignVersion, answerOnePoint } from './server/align.ts';
import { selfChecks } from './server/align-checks.ts';
import { linkSomeClauses } from './server/align-links.ts';
import { secondStepCheck } from './server/align-second-step.ts';
import { versionAlignment } from './server/alignment.ts';
import { approveVersion, returnVersion, submitVersion } from './server/approve.ts';
import {
  addOneBenchmark,
  changeOneBenchmark,
  chooseOneReference,
  dropOneBenchmark,
  excuseOneGoal,
} from './server/benchmarks.ts';
import { comparison } from './server/compare.ts';
import { consultPeople, disposeOneComment, writeComment } from './server/consult.ts';
import { standardDocument } from './server/document.ts';
import { evidence, takeOneStep } from './server/evidence.ts';
import { figures } from './server/figures.ts';
import { serveStandards } from './server/file.ts';
import { addOneFinding, changeOneFinding, dropOneFinding } from './server/findings.ts';
import { beginOneVersion, changeOneStandard, createOneStandard, retireOneStandard } from './server/keep.ts';
import { standardList } from './server/list.ts';
import { standardNoticeKinds, standardSubject } from './server/notice-kinds.ts';
import { standardPolicy } from './server/policy.ts';
import { calendarGuard, publishDeadline, scheduleVersion } from './server/publish.ts';
import { answerOneQuiz, quiz } from './server/quiz.ts';
import { referenceList } from './server/references.ts';
import { closeOneRound, roundDeadline } from './server/rounds.ts';
import { beginStarter, onSetUp } from './server/set-up.ts';
import { readerList, signVersion } from './server/sign.ts';
import { suggestionList } from './server/suggestion-list.ts';
import { answerOneSuggestion, suggestOne } from './server/suggestions.ts';
import { atWork, tickOneStep } from './server/work.ts';
import { addOneClause, changeOneClause, dropOneClause } from './server/write-clause.ts';

/** Standards of service: documents that people write and agree on, and that start clocks when they are published. */
export const standards: Capability = {
  name: 'standards',
  problems: { ...contract.standardProblems, ...contract.alignProblems },
  events: [
    ...[contract.standardCreated, contract.standardChanged, contract.standardRetired, contract.versionBegun],
    ...[contract.clauseChanged, contract.versionConsulted, contract.commentWritten, contract.commentDisposed],
    ...[contract.versionSubmitted, contract.versionReturned, contract.versionApproved, contract.versionScheduled],
    ...[contract.versionPublished, contract.stepTicked, contract.standardSigned],
    ...[contract.versionAligning, contract.clausesLinked, contract.pointAnswered],
    ...[contract.versionResearched, contract.versionWentOn, contract.roundClosed],
    ...[contract.changeSuggested, contract.suggestionAnswered, contract.quizAnswered],
  ],
  commands: [
    ...[beginStarter, createOneStandard, changeOneStandard, retireOneStandard, beginOneVersion],
    ...[addOneClause, changeOneClause, dropOneClause],
    ...[addOneFinding, changeOneFinding, dropOneFinding],
    ...[addOneBenchmark, chooseOneReference, changeOneBenchmark, dropOneBenchmark, excuseOneGoal, takeOneStep],
    ...[consultPeople, writeComment, disposeOneComment, closeOneRound],
    ...[suggestOne, answerOneSuggestion],
    ...[submitVersion, returnVersion, approveVersion, scheduleVersion],
    ...[tickOneStep, signVersion, answerOneQuiz],
    ...[alignVersion, linkSomeClauses, answerOnePoint],
  ],
  queries: [
    ...[standardList, standardDocument, comparison, atWork, readerList, versionAlignment],
    ...[evidence, figures, referenceList, suggestionList, quiz],
  ],
  routes: serveStandards,
  guards: [calendarGuard],
  reactions: [onSetUp],
  deadlines: [publishDeadline, roundDeadline],
  contributes: [
    contribute(noticeKinds, ...standardNoticeKinds),
    contribute(noticeSubjects, standardSubject),
    contribute(selfChecks, secondStepCheck),
  ],
  abilities: (role) => roleActions(standardPolicy, role).map((action) => `standards.${action}`),
};

export { type SelfCheck, selfChecks } from './server/align-checks.ts';
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
export { type ClauseInForce, clausesInForce } from './server/in-force.ts';
export { type PublishedClause, publishedClauses } from './server/published.ts';
export { suggestionsOf, suggestionWords } from './server/suggestion-list.ts';
