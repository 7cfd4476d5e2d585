import { z } from 'zod';
import { ItemKind } from '#foundation/library/contract.ts';
import { ClauseBody } from '#foundation/standards/contract.ts';
import { command, query } from '#kernel/contract/contract.ts';
import { Id, Instant, PageCursor, Version } from '#kernel/contract/ids.ts';
import { AssessmentState, ConditionKind, LinkTarget } from './contract-words.ts';

export * from './contract-events.ts';
export * from './contract-words.ts';

const Day = z.iso.date();
const PlannedDay = Day.regex(/^20/, 'a day of this century');

const fields = {
  learnerId: Id,
  assessorId: Id,
  /** Such as CEG006; empty where what it is against has no code. */
  unitCode: z.string().trim().max(40).default(''),
  unitTitle: z.string().trim().min(1).max(160),
  plannedOn: PlannedDay,
};
const written = z.object({ assessmentId: Id, version: Version });
const people = ['assessment.own', 'assessment.unknown_person'];

export const planAssessment = command('assessments.plan', {
  path: '/assessments',
  summary: 'Plan an assessment; its checklist is there at once, with what the standards in force say linked by section',
  for: ['staff'],
  input: z.strictObject(fields),
  output: written,
  refuses: people,
  emits: ['assessment.planned', 'assessment.linked'],
});

export const changeAssessment = command('assessments.change', {
  path: '/assessments/{assessmentId}',
  method: 'PUT',
  summary: 'Change who assesses whom, against what and when; `version` is the one that you saw',
  for: ['staff'],
  input: z.strictObject({ assessmentId: Id, version: Version, ...fields }),
  output: written,
  refuses: ['record.stale', 'assessment.closed', ...people],
  emits: ['assessment.changed'],
});

export const moveAssessment = command('assessments.move', {
  path: '/assessments/{assessmentId}/state',
  method: 'PUT',
  summary: 'Open a planned assessment, close one, or open a closed one again',
  for: ['staff'],
  input: z.strictObject({ assessmentId: Id, state: z.enum(['open', 'closed']) }),
  output: z.object({ assessmentId: Id, state: AssessmentState }),
  refuses: ['assessment.wrong_state'],
  emits: ['assessment.moved'],
});

export const addCondition = command('assessments.add-condition', {
  path: '/assessments/{assessmentId}/conditions',
  summary: 'Add a condition: one of the known kinds, or `other` with a title of its own',
  for: ['staff'],
  input: z.strictObject({
    assessmentId: Id,
    kind: ConditionKind.default('other'),
    /** Of a free one; the known kinds need none. */
    title: z.string().trim().max(160).default(''),
  }),
  output: z.object({ assessmentId: Id, conditionId: Id }),
  refuses: ['assessment.closed', 'assessment.condition_there', 'assessment.full'],
  emits: ['assessment.checklist_changed', 'assessment.linked'],
});

export const dropCondition = command('assessments.drop-condition', {
  path: '/assessment-conditions/{conditionId}',
  method: 'DELETE',
  summary: 'Take a condition off the checklist, with its links',
  for: ['staff'],
  input: z.strictObject({ conditionId: Id }),
  output: z.object({ assessmentId: Id, conditionId: Id }),
  refuses: ['assessment.closed'],
  emits: ['assessment.checklist_changed'],
});

export const linkCondition = command('assessments.link', {
  path: '/assessment-conditions/{conditionId}/links',
  summary: 'Link what meets a condition; a clause that is linked already moves to the version given',
  for: ['staff'],
  input: z.strictObject({ conditionId: Id, to: LinkTarget }),
  output: z.object({ assessmentId: Id, linkId: Id }),
  refuses: ['assessment.closed', 'assessment.unknown_link', 'assessment.full'],
  emits: ['assessment.linked'],
});

export const unlinkCondition = command('assessments.unlink', {
  path: '/assessment-links/{linkId}',
  method: 'DELETE',
  summary: 'Take a link off its condition',
  for: ['staff'],
  input: z.strictObject({ linkId: Id }),
  output: z.object({ assessmentId: Id, linkId: Id }),
  refuses: ['assessment.closed'],
  emits: ['assessment.unlinked'],
});

const Brief = z.object({
  id: Id,
  learnerId: Id,
  learnerName: z.string(),
  assessorId: Id,
  assessorName: z.string(),
  unitCode: z.string(),
  unitTitle: z.string(),
  state: AssessmentState,
  plannedOn: Day,
  openedAt: Instant.nullable(),
  closedAt: Instant.nullable(),
  /** How many conditions it has, and how many of them are met. */
  conditions: z.int(),
  met: z.int(),
  version: Version,
});

export const listAssessments = query('assessments.list', {
  path: '/assessments',
  summary: 'Assessments that you may see, the newest first: all for those who assess, otherwise your own',
  for: ['staff'],
  input: z.strictObject({
    state: AssessmentState.optional(),
    after: PageCursor.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  output: z.object({ assessments: z.array(Brief), next: PageCursor.nullable(), abilities: z.array(z.string()) }),
  subjects: ['assessments', 'library', 'people', 'me'],
});

const Numbered = { versionId: Id, major: z.int(), minor: z.int() };

/** A clause in the words in which the linked version has it. */
const LinkedClause = z.object({
  standardId: Id,
  standardName: z.string(),
  ...Numbered,
  /** SHA-256 of what was published, as it was when the clause was linked. */
  contentHash: z.string(),
  isInForce: z.boolean(),
  clauseId: Id,
  /** `5.2` */
  number: z.string(),
  title: z.string(),
  text: z.string(),
  body: ClauseBody.nullable(),
});
const LinkedItem = z.object({
  itemId: Id,
  kind: ItemKind,
  title: z.string(),
  address: z.string(),
  text: z.string(),
  datedOn: Day.nullable(),
  /** To be looked at again. */
  isStale: z.boolean(),
  isRetired: z.boolean(),
});
const Link = z.object({
  id: Id,
  linkedAt: Instant,
  /** Null: by itself, when its condition came on the checklist. */
  linkedBy: z.string().nullable(),
  clause: LinkedClause.nullable(),
  /** The version that is in force by now, and what it made of the clause. */
  newer: z.object({ ...Numbered, clauseIs: z.enum(['same', 'changed', 'gone']) }).nullable(),
  item: LinkedItem.nullable(),
});
const Suggestion = z.object({
  to: LinkTarget,
  /** Of a clause: `Customer service standard 1.0, 5.2`. */
  where: z.string().nullable(),
  title: z.string(),
});
const Condition = z.object({
  id: Id,
  kind: ConditionKind,
  title: z.string(),
  /** Something is linked that was not retired. */
  isMet: z.boolean(),
  links: z.array(Link),
  /** What is in force or in the library for it and is not linked. */
  suggestions: z.array(Suggestion),
});

export const getAssessment = query('assessments.get', {
  path: '/assessments/{assessmentId}',
  summary: 'An assessment with its checklist: each condition with what is linked, readable at the linked version',
  for: ['staff'],
  input: z.strictObject({ assessmentId: Id }),
  output: Brief.extend({ checklist: z.array(Condition), abilities: z.array(z.string()) }),
  subjects: ['assessment:{assessmentId}', 'standards', 'library', 'people', 'me'],
});

export const exportChecklist = query('assessments.export', {
  path: '/assessments/{assessmentId}/csv',
  summary: 'The checklist for a spreadsheet, a line for each link',
  for: ['staff'],
  input: z.strictObject({ assessmentId: Id }),
  output: z.object({ fileName: z.string(), csv: z.string() }),
  subjects: ['assessment:{assessmentId}', 'standards', 'library', 'people', 'me'],
});
