import { z } from 'zod';
import { Id } from '#kernel/contract/ids.ts';
import { problems } from '#kernel/contract/problem.ts';

/** What an assessment may want within reach: the known ones, and whatever else a unit names. */
export const ConditionKind = z.enum([
  'response_times',
  'communication_styles',
  'complaints',
  'reporting_issues',
  'professional_standards',
  'other',
]);
export type ConditionKind = z.output<typeof ConditionKind>;

/** The conditions with which every assessment begins, in their order. */
export const firstConditions = ConditionKind.options.filter((kind) => kind !== 'other');

export const AssessmentState = z.enum(['planned', 'open', 'closed']);
export type AssessmentState = z.output<typeof AssessmentState>;

/** Where an assessment may go from where it stands. */
export const nextStates: Record<AssessmentState, readonly AssessmentState[]> = {
  planned: ['open', 'closed'],
  open: ['closed'],
  closed: ['open'],
};

/** What meets a condition: a clause as one version has it, or an item of the library. */
export const LinkTarget = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('clause'), versionId: Id, clauseId: Id }),
  z.strictObject({ is: z.literal('item'), itemId: Id }),
]);
export type LinkTarget = z.output<typeof LinkTarget>;

/** So many conditions of an assessment, and links of a condition, at most. */
export const most = 40;

export const assessmentProblems = problems({
  'assessment.own': {
    status: 422,
    title: 'Nobody assesses themselves',
    help: 'Choose an assessor who is not the learner.',
  },
  'assessment.unknown_person': {
    status: 422,
    title: 'This person cannot take part',
    help: 'The learner is an active member of this workspace; the assessor is one with the role assessor, manager or owner.',
  },
  'assessment.closed': {
    status: 409,
    title: 'This assessment is closed',
    help: 'What it rested on stays as it is. Open it again first if something is missing.',
  },
  'assessment.wrong_state': {
    status: 409,
    title: 'This step is not the next one',
    help: 'The detail says where the assessment stands and where it may go.',
  },
  'assessment.condition_there': {
    status: 409,
    title: 'This condition is on the checklist already',
    help: 'Link what meets it there, or add one with a title of its own.',
  },
  'assessment.unknown_link': {
    status: 422,
    title: 'This cannot be linked',
    help: 'Choose a clause of a version that was published, or an item of the library that is not retired.',
  },
  'assessment.full': {
    status: 409,
    title: 'The checklist is full',
    help: `An assessment has at most ${most} conditions, and a condition at most ${most} links. Take off one that is not needed.`,
  },
});
