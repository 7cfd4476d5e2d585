import { z } from 'zod';
import { Role } from '#foundation/people/contract.ts';
import { command } from '#kernel/contract/contract.ts';
import { Id, Instant, Version } from '#kernel/contract/ids.ts';
import { VersionNumber } from './contract-reading.ts';
import {
  ClauseBody,
  ClauseKind,
  Disposition,
  Reason,
  SectionName,
  StandardName,
  VersionState,
} from './contract-words.ts';

export * from './contract-align.ts';
export * from './contract-benchmarks.ts';
export * from './contract-events.ts';
export * from './contract-evidence.ts';
export * from './contract-findings.ts';
export * from './contract-quiz.ts';
export {
  compareVersions,
  getStandard,
  listReaders,
  listStandards,
  standardsAtWork,
} from './contract-reading.ts';
export * from './contract-suggestions.ts';
export { ClauseBody, PromiseLine, standardProblems } from './contract-words.ts';

const Text = z.string().trim().max(8_000);
const Audience = z.array(Role).min(1).max(7);
const ContentHash = z.string().regex(/^[0-9a-f]{64}$/, 'the hash that the version shows');

const ofVersion = z.object({ versionId: Id, state: VersionState });
const onVersion = { method: 'PUT', for: ['staff'], output: ofVersion } as const;

export const createStandard = command('standards.create', {
  path: '/standards',
  summary: 'Begin a standard, with an empty draft of version 1.0',
  for: ['staff'],
  input: z.strictObject({
    name: StandardName,
    about: z.string().trim().max(2_000).default(''),
    audience: Audience.default(['owner', 'manager', 'lead', 'adviser']),
  }),
  output: z.object({ standardId: Id, versionId: Id }),
  refuses: ['standard.name_taken'],
  emits: ['standard.created'],
});

export const beginWithStarter = command('standards.begin-with-starter', {
  path: '/standards/starter',
  summary: 'Begin with the starter standard: a whole draft, ready to be edited',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({ standardId: Id, versionId: Id }),
  refuses: ['standard.name_taken'],
  emits: ['standard.created', 'library.item_added'],
});

export const changeStandard = command('standards.change', {
  path: '/standards/{standardId}',
  method: 'PUT',
  summary: 'Change name, purpose or readers of a standard',
  for: ['staff'],
  input: z.strictObject({
    standardId: Id,
    revision: Version,
    name: StandardName,
    about: z.string().trim().max(2_000),
    audience: Audience,
  }),
  output: z.object({ standardId: Id, revision: z.int() }),
  refuses: ['record.stale', 'standard.name_taken', 'standard.retired'],
  emits: ['standard.changed'],
});

export const retireStandard = command('standards.retire', {
  path: '/standards/{standardId}',
  method: 'DELETE',
  summary: 'Retire a standard; it stays to be read, and targets that it set go on until they are changed',
  for: ['staff'],
  input: z.strictObject({ standardId: Id }),
  output: z.object({ standardId: Id }),
  emits: ['standard.retired'],
});

export const beginVersion = command('standards.begin-version', {
  path: '/standards/{standardId}/versions',
  summary: 'Begin the next version from the one in force, with the reason; a MAJOR one is signed anew',
  for: ['staff'],
  input: z.strictObject({ standardId: Id, step: z.enum(['major', 'minor']), reason: Reason }),
  output: z.object({ versionId: Id, ...VersionNumber }),
  refuses: ['standard.retired', 'standard.version_open', 'standard.wrong_step'],
  emits: ['standard.version_begun'],
});

const clauseFields = {
  section: SectionName,
  title: z.string().trim().min(1).max(120),
  text: Text,
  kind: ClauseKind,
  body: ClauseBody.nullable().default(null),
  ownerId: Id.nullable().default(null),
  reviewOn: z.iso.date().nullable().default(null),
  reason: Reason.nullable().default(null),
};
const clauseWritten = z.object({ versionId: Id, clauseId: Id, version: z.int() });
const writing = [
  ...['standard.closed', 'standard.wrong_body', 'standard.impossible_target', 'standard.reason_missing'],
  ...['standard.unknown_person'],
];

export const addClause = command('standards.add-clause', {
  path: '/standard-versions/{versionId}/clauses',
  summary: 'Add a clause at the end of its section; later versions keep its id',
  for: ['staff'],
  large: true,
  input: z.strictObject({ versionId: Id, ...clauseFields }),
  output: clauseWritten,
  refuses: writing,
  emits: ['standard.clause_changed'],
});

export const changeClause = command('standards.change-clause', {
  path: '/standard-versions/{versionId}/clauses/{clauseId}',
  method: 'PUT',
  summary: 'Write a clause anew; `version` is the one that you saw',
  for: ['staff'],
  large: true,
  input: z.strictObject({
    versionId: Id,
    clauseId: Id,
    version: Version,
    ...clauseFields,
    /** The suggestion that the change takes up; its author is told. */
    suggestionId: Id.nullable().default(null),
  }),
  output: clauseWritten,
  refuses: ['record.stale', 'standard.answered', ...writing],
  emits: ['standard.clause_changed', 'standard.suggestion_answered'],
});

export const dropClause = command('standards.drop-clause', {
  path: '/standard-versions/{versionId}/clauses/{clauseId}/drop',
  summary: 'Leave a clause out of this version, with the reason; earlier versions keep it',
  for: ['staff'],
  input: z.strictObject({ versionId: Id, clauseId: Id, version: Version, reason: Reason }),
  output: z.object({ versionId: Id, clauseId: Id }),
  refuses: ['record.stale', 'standard.closed'],
  emits: ['standard.clause_changed'],
});

export const consult = command('standards.consult', {
  ...onVersion,
  path: '/standard-versions/{versionId}/consultation',
  summary:
    'Open a round of comments until a day; while it is open, asking again adds people and moves the day. Wants needs and benchmarks',
  input: z.strictObject({ versionId: Id, personIds: z.array(Id).min(1).max(200), until: z.iso.date() }),
  refuses: [
    ...['standard.closed', 'standard.unknown_person', 'standard.past_date', 'standard.not_researched'],
    'standard.lacks_benchmark',
  ],
  emits: ['standard.consulted'],
});

export const closeRound = command('standards.close-round', {
  ...onVersion,
  path: '/standard-versions/{versionId}/round',
  summary: 'Close the round of comments that is open; every comment of it has its answer',
  input: z.strictObject({ versionId: Id }),
  refuses: ['standard.wrong_step', 'standard.undisposed'],
  emits: ['standard.round_closed'],
});

export const comment = command('standards.comment', {
  path: '/standard-versions/{versionId}/comments',
  summary: 'Comment on a clause, or on the whole, while the version is a draft or consulted on',
  for: ['staff'],
  input: z.strictObject({
    versionId: Id,
    clauseId: Id.nullable().default(null),
    text: z.string().trim().min(1).max(4_000),
  }),
  output: z.object({ commentId: Id, versionId: Id }),
  refuses: ['standard.closed', 'standard.round_over'],
  emits: ['standard.commented'],
});

export const disposeComment = command('standards.dispose', {
  path: '/standard-comments/{commentId}/disposition',
  method: 'PUT',
  summary: 'Say what became of a comment: taken in, partly or declined, the last two with the reason',
  for: ['staff'],
  input: z.strictObject({ commentId: Id, disposition: Disposition, reason: Reason.nullable().default(null) }),
  output: z.object({ commentId: Id, versionId: Id }),
  refuses: ['standard.closed', 'standard.reason_missing'],
  emits: ['standard.comment_disposed'],
});

export const submit = command('standards.submit', {
  ...onVersion,
  path: '/standard-versions/{versionId}/submission',
  summary: 'Ask for approval; no needed section is empty, every clause is aligned, no difference lacks its reason',
  input: z.strictObject({ versionId: Id }),
  refuses: [
    ...['standard.wrong_step', 'standard.not_consulted', 'standard.undisposed', 'standard.lacks_section'],
    ...['standard.not_aligned', 'standard.unlawful_wording', 'standard.unjustified'],
    ...['standard.lacks_finding', 'standard.lacks_benchmark'],
  ],
  emits: ['standard.submitted'],
});

export const returnToDraft = command('standards.return', {
  ...onVersion,
  path: '/standard-versions/{versionId}/return',
  summary: 'Give a submitted version back to its authors, with the reason',
  input: z.strictObject({ versionId: Id, reason: Reason }),
  refuses: ['standard.wrong_step'],
  emits: ['standard.returned'],
});

export const approve = command('standards.approve', {
  ...onVersion,
  path: '/standard-versions/{versionId}/approval',
  summary: 'Approve a submitted version; from here on it never changes. Nobody approves what they wrote',
  input: z.strictObject({ versionId: Id }),
  refuses: [
    ...['standard.wrong_step', 'standard.own_work', 'standard.unchecked', 'standard.impossible_target'],
    'standard.lacks_benchmark',
  ],
  emits: ['standard.approved'],
});

export const schedule = command('standards.schedule', {
  ...onVersion,
  path: '/standard-versions/{versionId}/schedule',
  summary: 'Say from when an approved version is in force: a later instant, or at once without one',
  input: z.strictObject({ versionId: Id, from: Instant.optional() }),
  refuses: ['standard.wrong_step', 'standard.past_date', 'standard.impossible_target'],
  emits: ['standard.scheduled', 'standard.published', 'target.changed'],
});

export const tickStep = command('standards.tick', {
  path: '/conversations/{conversationId}/standard-steps',
  method: 'PUT',
  summary: 'Tick a step of a procedure on a conversation, or take the tick back',
  for: ['staff'],
  input: z.strictObject({
    conversationId: Id,
    versionId: Id,
    clauseId: Id,
    step: z.int().min(0).max(29),
    done: z.boolean(),
  }),
  output: z.object({ conversationId: Id, clauseId: Id, step: z.int() }),
  emits: ['standard.step_ticked'],
});

export const sign = command('standards.sign', {
  path: '/standard-versions/{versionId}/signature',
  method: 'PUT',
  summary: 'Say that you have read the version in force, with the hash of what you read',
  for: ['staff'],
  input: z.strictObject({ versionId: Id, contentHash: ContentHash }),
  output: z.object({ versionId: Id }),
  refuses: ['standard.not_in_force', 'standard.other_content'],
  emits: ['standard.signed'],
});
