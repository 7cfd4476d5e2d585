import { z } from 'zod';
import { event } from '#kernel/contract/contract.ts';
import { Id } from '#kernel/contract/ids.ts';

const about = { subjects: ['reviews'], audience: 'staff', needs: 'reviews.read' } as const;
const review = { reviewId: Id, standardId: Id };

export const reviewBegun = event('review.begun', {
  ...about,
  data: z.strictObject({ ...review, from: z.string(), to: z.string() }),
  sentence: 'reviews a standard from {from} to {to}',
});
export const metricEvaluated = event('review.evaluated', {
  ...about,
  data: z.strictObject({ ...review, metric: z.string() }),
  sentence: 'evaluated a number in a review',
});
export const findingWritten = event('review.found', {
  ...about,
  data: z.strictObject({ ...review, findingId: Id, decision: z.string() }),
  sentence: 'wrote a finding in a review: {decision}',
});
export const meetingHeld = event('review.met', {
  ...about,
  data: z.strictObject({ ...review, meetingId: Id, items: z.int(), actions: z.int() }),
  sentence: 'noted a meeting of a review with {items} items and {actions} actions',
});
export const reviewSigned = event('review.signed', {
  ...about,
  data: z.strictObject({ ...review, contentHash: z.string() }),
  sentence: 'signed the review of a standard',
});
export const reviewAdjusted = event('review.adjusted', {
  ...about,
  subjects: ['reviews', 'standards'],
  data: z.strictObject({ ...review, versionId: Id, major: z.int(), minor: z.int() }),
  sentence: 'took a review into version {major}.{minor} of its standard',
});

const tried = {
  subjects: ['what-ifs', 'what-if:{whatIfId}'],
  audience: 'staff',
  needs: 'reviews.try',
} as const;
export const whatIfAsked = event('what_if.asked', {
  ...tried,
  data: z.strictObject({ whatIfId: Id, measure: z.string(), minutes: z.int() }),
  sentence: 'asked what would have been if {measure} had {minutes} minutes',
});
export const whatIfEnded = event('what_if.ended', {
  ...tried,
  data: z.strictObject({ whatIfId: Id, state: z.string() }),
  sentence: 'ended a look back under another target: {state}',
});
export const whatIfPlaced = event('what_if.placed', {
  ...tried,
  data: z.strictObject({ whatIfId: Id, besideApproval: z.boolean() }),
  sentence: 'put what would have been beside an approval, or took it away (beside it: {besideApproval})',
});
