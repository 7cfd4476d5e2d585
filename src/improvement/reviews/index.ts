import { promiseSubjects } from '#foundation/promises/index.ts';
import { type Capability, contribute } from '#kernel/server/capability.ts';
import { roleActions } from '#kernel/server/policy.ts';
import * as contract from './contract.ts';
import { actualsSection } from './server/actuals.ts';
import { adjustStandard } from './server/adjust.ts';
import { beginOneReview, moveReview } from './server/begin.ts';
import { brokenSection } from './server/broken.ts';
import { correctionsSection, suggestionsSection } from './server/done.ts';
import { onPublished, standardSubject } from './server/due.ts';
import { changeOneFinding, evaluateMetric, writeFinding } from './server/evaluate.ts';
import { serveReviews } from './server/file.ts';
import { lookBackJob } from './server/look-back.ts';
import { noteMeeting, reviewSubject } from './server/meet.ts';
import { reviewPolicy } from './server/policy.ts';
import { oneReview, reviewList } from './server/queries.ts';
import { commentsSection, feedbackSection } from './server/said.ts';
import { reviewSections } from './server/sections.ts';
import { signOne } from './server/sign.ts';
import { oneWhatIf, placeOneWhatIf, stopOneTrying, tryOneTarget, whatIfList } from './server/what-if.ts';

/** How a standard did over three months, what people make of it, and what would have been under another target. */
export const reviews: Capability = {
  name: 'reviews',
  problems: contract.reviewProblems,
  events: [
    ...[contract.reviewBegun, contract.metricEvaluated, contract.findingWritten, contract.meetingHeld],
    ...[contract.reviewSigned, contract.reviewAdjusted],
    ...[contract.whatIfAsked, contract.whatIfEnded, contract.whatIfPlaced],
  ],
  commands: [
    ...[beginOneReview, moveReview, evaluateMetric, writeFinding, changeOneFinding, noteMeeting, signOne],
    adjustStandard,
    ...[tryOneTarget, stopOneTrying, placeOneWhatIf],
  ],
  queries: [reviewList, oneReview, whatIfList, oneWhatIf],
  reactions: [onPublished],
  jobs: [lookBackJob],
  contributes: [
    contribute(promiseSubjects, reviewSubject, standardSubject),
    contribute(reviewSections, actualsSection, feedbackSection, brokenSection, commentsSection),
    contribute(reviewSections, correctionsSection, suggestionsSection),
  ],
  routes: serveReviews,
  abilities: (role) => roleActions(reviewPolicy, role).map((action) => `reviews.${action}`),
};

export { type Gathered, type Reviewed, type ReviewSection, reviewSections } from './server/sections.ts';
