import { z } from 'zod';
import { event } from '#kernel/contract/contract.ts';
import { Id, Instant } from '#kernel/contract/ids.ts';

const about = { subjects: ['standards'], audience: 'staff' } as const;
const version = { standardId: Id, versionId: Id };

export const standardCreated = event('standard.created', {
  ...about,
  data: z.strictObject({ ...version }),
  sentence: 'began a standard',
});
export const standardChanged = event('standard.changed', {
  ...about,
  data: z.strictObject({ standardId: Id }),
  sentence: 'changed name, purpose or readers of a standard',
});
export const standardRetired = event('standard.retired', {
  ...about,
  data: z.strictObject({ standardId: Id }),
  sentence: 'retired a standard',
});
export const versionBegun = event('standard.version_begun', {
  ...about,
  data: z.strictObject({ ...version, major: z.int(), minor: z.int() }),
  sentence: 'began version {major}.{minor} of a standard',
});
export const clauseChanged = event('standard.clause_changed', {
  ...about,
  data: z.strictObject({ ...version, clauseId: Id, what: z.enum(['added', 'changed', 'dropped']) }),
  sentence: '{what} a clause of a standard',
});
export const versionConsulted = event('standard.consulted', {
  ...about,
  data: z.strictObject({ ...version, people: z.int() }),
  sentence: 'asked {people} people to comment on a standard',
});
export const commentWritten = event('standard.commented', {
  ...about,
  data: z.strictObject({ ...version, commentId: Id, clauseId: Id.nullable() }),
  sentence: 'commented on a standard',
});
export const commentDisposed = event('standard.comment_disposed', {
  ...about,
  data: z.strictObject({ ...version, commentId: Id, disposition: z.string() }),
  sentence: 'answered a comment on a standard: {disposition}',
});
export const versionSubmitted = event('standard.submitted', {
  ...about,
  data: z.strictObject(version),
  sentence: 'submitted a standard for approval',
});
export const versionReturned = event('standard.returned', {
  ...about,
  data: z.strictObject(version),
  sentence: 'returned a standard to its draft',
});
export const versionApproved = event('standard.approved', {
  ...about,
  data: z.strictObject({ ...version, contentHash: z.string() }),
  sentence: 'approved a standard',
});
export const versionScheduled = event('standard.scheduled', {
  ...about,
  data: z.strictObject({ ...version, from: Instant }),
  sentence: 'set when a standard takes effect: {from}',
});
export const versionPublished = event('standard.published', {
  ...about,
  data: z.strictObject({ ...version, major: z.int(), minor: z.int(), targets: z.int() }),
  sentence: 'published version {major}.{minor} of a standard, which set {targets} targets',
});
export const stepTicked = event('standard.step_ticked', {
  data: z.strictObject({ conversationId: Id, clauseId: Id, step: z.int(), done: z.boolean() }),
  subjects: ['standard-steps:{conversationId}'],
  audience: 'staff',
  sentence: 'ticked step {step} of a procedure',
});
export const standardSigned = event('standard.signed', {
  ...about,
  data: z.strictObject({ ...version, contentHash: z.string() }),
  sentence: 'read and signed a standard',
});
export const versionResearched = event('standard.researched', {
  ...about,
  data: z.strictObject({
    ...version,
    what: z.enum(['finding', 'benchmark', 'reason']),
    how: z.enum(['added', 'changed', 'dropped', 'written', 'taken_back']),
  }),
  sentence: 'worked on what a standard is founded on: {what} {how}',
});
export const versionWentOn = event('standard.went_on', {
  ...about,
  data: z.strictObject({ ...version, to: z.enum(['needs', 'benchmark']) }),
  sentence: 'took a standard to its next step: {to}',
});
export const roundClosed = event('standard.round_closed', {
  ...about,
  data: z.strictObject({ ...version, round: z.int() }),
  sentence: 'closed round {round} of comments on a standard',
});
export const changeSuggested = event('standard.suggested', {
  ...about,
  data: z.strictObject({ ...version, clauseId: Id, suggestionId: Id }),
  sentence: 'suggested a change of a standard',
});
export const suggestionAnswered = event('standard.suggestion_answered', {
  ...about,
  data: z.strictObject({ standardId: Id, suggestionId: Id, state: z.enum(['considered', 'taken', 'declined']) }),
  sentence: 'answered a suggestion about a standard: {state}',
});
export const quizAnswered = event('standard.quiz_answered', {
  ...about,
  data: z.strictObject({ ...version, score: z.int(), of: z.int(), isPassed: z.boolean() }),
  sentence: 'answered the questions about a standard: {score} of {of} right',
});
