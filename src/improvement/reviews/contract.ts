import { z } from 'zod';
import { command, query } from '#kernel/contract/contract.ts';
import { Id, Instant, PageCursor, Version } from '#kernel/contract/ids.ts';
import { Pack } from './contract-pack.ts';
import { Day, Decision, Item, MetricKey, Short, Text } from './contract-words.ts';

export * from './contract-events.ts';
export * from './contract-pack.ts';
export * from './contract-what-if.ts';
export { type Decision, leastDays, mostDays, reviewProblems } from './contract-words.ts';

const ofReview = z.object({ reviewId: Id });
const numbered = { major: z.int(), minor: z.int() };

export const beginReview = command('reviews.begin', {
  path: '/standards/{standardId}/reviews',
  summary: 'Begin the review of a standard over a period of at least three months; its pack assembles itself',
  for: ['staff'],
  input: z.strictObject({ standardId: Id, from: Day, to: Day }),
  output: ofReview,
  refuses: ['review.open', 'review.period', 'review.not_in_force'],
  emits: ['review.begun'],
});

export const changePeriod = command('reviews.change-period', {
  path: '/reviews/{reviewId}/period',
  method: 'PUT',
  summary: 'Move the period of a review that is not signed, for example when enough days have come together',
  for: ['staff'],
  input: z.strictObject({ reviewId: Id, from: Day, to: Day }),
  output: ofReview,
  refuses: ['review.signed', 'review.period'],
  emits: ['review.begun'],
});

export const evaluate = command('reviews.evaluate', {
  path: '/reviews/{reviewId}/evaluations/{metric}',
  method: 'PUT',
  summary: 'Say what a number of the pack means; every one has its evaluation before the review is signed',
  for: ['staff'],
  input: z.strictObject({ reviewId: Id, metric: MetricKey, text: Text }),
  output: z.object({ reviewId: Id, metric: z.string() }),
  refuses: ['review.signed', 'review.unknown'],
  emits: ['review.evaluated'],
});

const finding = { text: Short, decision: Decision, clauseId: Id.nullable().default(null) };

export const addFinding = command('reviews.find', {
  path: '/reviews/{reviewId}/findings',
  summary: 'Write down what was found, with the decision: keep, change or stop',
  for: ['staff'],
  input: z.strictObject({ reviewId: Id, ...finding }),
  output: z.object({ reviewId: Id, findingId: Id, version: z.int() }),
  refuses: ['review.signed', 'review.unknown'],
  emits: ['review.found'],
});

export const changeFinding = command('reviews.change-finding', {
  path: '/review-findings/{findingId}',
  method: 'PUT',
  summary: 'Write a finding anew; a change that is not made now says why and until when',
  for: ['staff'],
  input: z.strictObject({
    findingId: Id,
    version: Version,
    ...finding,
    notNow: z.strictObject({ reason: Short, until: Day }).nullable().default(null),
  }),
  output: z.object({ reviewId: Id, findingId: Id, version: z.int() }),
  refuses: ['record.stale', 'review.signed', 'review.unknown', 'review.past_date'],
  emits: ['review.found'],
});

export const holdMeeting = command('reviews.meet', {
  path: '/reviews/{reviewId}/meetings',
  summary: 'Note a meeting: who was there, what was discussed, and who does what by when, each a promise',
  for: ['staff'],
  large: true,
  input: z.strictObject({
    reviewId: Id,
    heldOn: Day,
    attendeeIds: z.array(Id).min(1).max(50),
    items: z.array(Item).min(1).max(30),
  }),
  output: z.object({ reviewId: Id, meetingId: Id }),
  refuses: ['review.signed', 'review.unknown', 'review.past_date', 'promise.impossible', 'promise.unknown_owner'],
  emits: ['review.met', 'promise.started'],
});

export const signReview = command('reviews.sign', {
  path: '/reviews/{reviewId}/signature',
  method: 'PUT',
  summary: 'Sign the review: its pack is frozen, and the next one is promised in three months',
  for: ['staff'],
  input: z.strictObject({ reviewId: Id }),
  output: z.object({ reviewId: Id, contentHash: z.string() }),
  refuses: [
    ...['review.signed', 'review.too_short', 'review.counting', 'review.unevaluated', 'review.unlinked_change'],
    'promise.impossible',
  ],
  emits: ['review.signed', 'promise.started', 'promise.kept', 'promise.broken'],
});

export const adjust = command('reviews.adjust', {
  path: '/reviews/{reviewId}/adjustment',
  summary: 'Begin the next version of the standard from the review; the findings wait there as reasons',
  for: ['staff'],
  input: z.strictObject({ reviewId: Id, step: z.enum(['major', 'minor']) }),
  output: z.object({ reviewId: Id, versionId: Id, ...numbered }),
  refuses: ['standard.retired', 'standard.wrong_step', 'standard.version_open'],
  emits: ['review.adjusted', 'standard.version_begun'],
});

const Brief = z.object({
  id: Id,
  standardId: Id,
  standardName: z.string(),
  ...numbered,
  from: Day,
  to: Day,
  begunAt: Instant,
  begunBy: z.string().nullable(),
  signedAt: Instant.nullable(),
  signedBy: z.string().nullable(),
});

export const listReviews = query('reviews.list', {
  path: '/reviews',
  summary: 'The reviews of the standards, the newest first, with what is to be reviewed next',
  for: ['staff'],
  input: z.strictObject({
    standardId: Id.optional(),
    after: PageCursor.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  output: z.object({
    reviews: z.array(Brief),
    /** Promised reviews that nobody has made yet. */
    due: z.array(
      z.object({ standardId: Id, standardName: z.string(), dueAt: Instant, ownerName: z.string().nullable() }),
    ),
    next: PageCursor.nullable(),
    abilities: z.array(z.string()),
  }),
  subjects: ['reviews', 'standards', 'promises', 'people'],
});

const Finding = z.object({
  id: Id,
  text: z.string(),
  decision: Decision,
  clauseId: Id.nullable(),
  clause: z.string().nullable(),
  notNow: z.object({ reason: z.string(), until: Day }).nullable(),
  /** Of a change: it is made in the draft that follows. */
  isMade: z.boolean(),
  foundBy: z.string().nullable(),
  version: z.int(),
});
const Action = z.object({
  promiseId: Id,
  words: z.string(),
  ownerName: z.string().nullable(),
  dueAt: Instant,
  state: z.string(),
});
const Meeting = z.object({
  id: Id,
  heldOn: Day,
  attendees: z.array(z.string()),
  items: z.array(z.object({ words: z.string(), findingId: Id.nullable(), actions: z.array(Action) })),
});

export const getReview = query('reviews.get', {
  path: '/reviews/{reviewId}',
  summary: 'A review: its pack, what was made of it, and what is still lacking before it can be signed',
  for: ['staff'],
  input: z.strictObject({ reviewId: Id }),
  output: Brief.extend({
    versionId: Id,
    clauses: z.array(z.object({ id: Id, number: z.string(), title: z.string() })),
    pack: Pack,
    evaluations: z.array(z.object({ metric: z.string(), text: z.string(), by: z.string().nullable(), at: Instant })),
    findings: z.array(Finding),
    meetings: z.array(Meeting),
    nextVersion: z.object({ id: Id, ...numbered, state: z.string() }).nullable(),
    contentHash: z.string().nullable(),
    /** In words, what is lacking. */
    lacks: z.array(z.string()),
    abilities: z.array(z.string()),
  }),
  subjects: [
    ...['reviews', 'standards', 'measures', 'feedback', 'teams', 'people', 'promises', 'promises:{reviewId}'],
    ...['wrap-up-reasons', 'me'],
  ],
});
