import { z } from 'zod';
import { ChannelName, MeasureName, Minutes, WarnPercent } from '#foundation/promises/contract.ts';
import { Id } from '#kernel/contract/ids.ts';
import { problems } from '#kernel/contract/problem.ts';

/** The sections of every standard, in their order; the place in the list is the number that a clause begins with. */
export const sectionNames = [
  ...['procedures', 'complaints', 'touchpoints', 'metrics', 'response_times', 'style', 'records'],
  ...['refunds', 'reporting', 'legal', 'accessibility', 'offline', 'roles'],
] as const;
export const SectionName = z.enum([
  ...['procedures', 'complaints', 'touchpoints', 'metrics', 'response_times', 'style', 'records'],
  ...['refunds', 'reporting', 'legal', 'accessibility', 'offline', 'roles'],
] as const);
export type SectionName = z.output<typeof SectionName>;

/** Without a clause in each of these nothing is submitted; in words, for the refusal. */
export const neededSections: Partial<Record<SectionName, string>> = {
  procedures: 'online service procedures',
  complaints: 'complaints resolution',
  touchpoints: 'touchpoints',
  metrics: 'performance metrics',
};

export const ClauseKind = z.enum(['promise', 'procedure', 'style', 'touchpoint', 'metric', 'policy', 'legal']);
export type ClauseKind = z.output<typeof ClauseKind>;

/** What is promised by when; each line becomes a target when the standard is published. */
export const PromiseLine = z.strictObject({
  measure: MeasureName,
  channel: ChannelName.nullable().default(null),
  teamId: Id.nullable().default(null),
  /** Null: of every brand. Lines written before there was one lack it. */
  brandId: Id.nullish(),
  minutes: Minutes,
  /** Null: round the clock. */
  calendarId: Id.nullable(),
  warnPercent: WarnPercent.default(80),
  /** For how many of a hundred it is to hold. */
  sharePercent: z.int().min(1).max(100),
});
export type PromiseLine = z.output<typeof PromiseLine>;

/** A name of the library of measures, or of what a promise counts. */
export const MeasureOfLibrary = z.string().regex(/^[a-z0-9_]{1,60}$/, 'a measure of GET /measures such as csat');

/** A number of the library of measures and what it is to be at least or at most, in the unit of the measure. */
export const MetricLine = z.strictObject({
  measure: MeasureOfLibrary,
  /** Null: of every channel. Lines written before there was one lack it. */
  channel: ChannelName.nullish(),
  is: z.enum(['at_least', 'at_most']),
  goal: z.number().min(0).max(1_000_000),
});
export type MetricLine = z.output<typeof MetricLine>;

/** What is done, in order, and what must be known before the step is done. */
export const ProcedureStep = z.strictObject({
  words: z.string().trim().min(1).max(300),
  facts: z.array(z.string().trim().min(1).max(80)).max(10).default([]),
});
export type ProcedureStep = z.output<typeof ProcedureStep>;

/** What the software carries out. Clauses of the other kinds have text only. */
export const ClauseBody = z.discriminatedUnion('does', [
  z.strictObject({ does: z.literal('promise'), lines: z.array(PromiseLine).min(1).max(10) }),
  z.strictObject({ does: z.literal('metric'), lines: z.array(MetricLine).min(1).max(10) }),
  z.strictObject({
    does: z.literal('procedure'),
    /** Where it applies; null: everywhere. */
    channel: ChannelName.nullable().default(null),
    /** Beside whose conversations; null or absent: of every brand. */
    brandId: Id.nullish(),
    steps: z.array(ProcedureStep).min(1).max(30),
  }),
]);
export type ClauseBody = z.output<typeof ClauseBody>;

/** The kinds of clauses that need a body of the same name. */
export const kindsWithBody: readonly ClauseKind[] = ['promise', 'metric', 'procedure'];

export const VersionState = z.enum([
  ...(['draft', 'needs', 'benchmark', 'consulting', 'aligning', 'submitted', 'approved', 'scheduled'] as const),
  ...(['published', 'retired'] as const),
]);
export type VersionState = z.output<typeof VersionState>;

export const Disposition = z.enum(['taken', 'partly', 'declined']);
export type Disposition = z.output<typeof Disposition>;

export const Reason = z.string().trim().min(3).max(500);
export const StandardName = z.string().trim().min(1).max(60);

export const standardProblems = problems({
  'standard.name_taken': { status: 409, title: 'There is a standard of this name', help: 'Choose another name.' },
  'standard.retired': {
    status: 409,
    title: 'This standard is retired',
    help: 'It stays to be read. Begin a new standard for what holds from now on.',
  },
  'standard.version_open': {
    status: 409,
    title: 'A version of this standard is being worked on',
    help: 'Go on with that version; the next one begins when it is published.',
  },
  'standard.closed': {
    status: 409,
    title: 'This version cannot be changed any more',
    help: 'What was submitted or approved stays as it is. Return it to draft, or begin the next version.',
  },
  'standard.wrong_step': {
    status: 409,
    title: 'This step is not the next one',
    help: 'The detail says where the version stands and what comes next.',
  },
  'standard.not_researched': {
    status: 409,
    title: 'Needs and benchmarks come before the consultation',
    help: 'Write down what customers need and how others do, and take both steps. Then ask people to comment.',
  },
  'standard.lacks_finding': {
    status: 409,
    title: 'Nothing is written down yet of what customers need',
    help: 'Add a finding: what was learnt, what customers need, and at least one source. Then take the step again.',
  },
  'standard.lacks_source': {
    status: 422,
    title: 'A finding needs a source',
    help: 'Name at least one: a conversation, feedback of a customer, a measure, or a page with title, address and date.',
  },
  'standard.unknown_source': {
    status: 422,
    title: 'This source is not there',
    help: 'The detail says which one. Choose a record of this workspace, a measure of the library or a listed reference.',
  },
  'standard.lacks_benchmark': {
    status: 409,
    title: 'A goal is compared with nothing',
    help: 'The list `errors` names each. Add a benchmark for it, or write why there is none.',
  },
  'standard.weak_source': {
    status: 422,
    title: 'A source without sample and method is weak',
    help: 'Say how many were asked and how it was measured, or mark the source as weak.',
  },
  'standard.wrong_benchmark': {
    status: 422,
    title: 'This cannot be compared',
    help: 'The detail says what would be accepted.',
  },
  'standard.round_over': {
    status: 409,
    title: 'This round of comments is over',
    help: 'Ask whoever keeps the standard for another round or a later day.',
  },
  'standard.no_draft': {
    status: 409,
    title: 'There is no draft to take it into',
    help: 'Begin the next version first; until then the suggestion can be marked as considered.',
  },
  'standard.answered': {
    status: 409,
    title: 'This suggestion has its answer already',
    help: 'Its author was told. Whoever sees it otherwise suggests it again.',
  },
  'standard.wrong_body': {
    status: 422,
    title: 'The clause does not say what its kind needs',
    help: 'A promise needs promise lines, a metric its numbers, a procedure its steps; other kinds have text only.',
  },
  'standard.impossible_target': {
    status: 422,
    title: 'This target cannot work',
    help: 'The detail says which line and what would be accepted. Nothing was saved.',
  },
  'standard.reason_missing': {
    status: 422,
    title: 'Say why',
    help: 'Whoever changes what a published version says gives the reason, in at least three letters.',
  },
  'standard.lacks_section': {
    status: 422,
    title: 'A section is empty that every standard must have',
    help: 'The list `errors` names each. Add a clause to it, then submit again.',
  },
  'standard.undisposed': {
    status: 409,
    title: 'Comments wait for an answer',
    help: 'Say of each whether it was taken in, partly or not, and why not. Then submit again.',
  },
  'standard.not_consulted': {
    status: 409,
    title: 'Nobody has been asked yet',
    help: 'Invite people to comment first.',
  },
  'standard.unknown_person': {
    status: 422,
    title: 'This person cannot take part',
    help: 'Choose active members of this workspace.',
  },
  'standard.own_work': {
    status: 403,
    title: 'Nobody approves what they wrote',
    help: 'Ask an owner or manager who has written none of this version. Where there is nobody else, invite one under Settings, Invitations.',
  },
  'standard.past_date': {
    status: 422,
    title: 'This time is over',
    help: 'A standard takes effect now or later, within two years; a consultation ends today or later.',
  },
  'standard.unprintable': {
    status: 422,
    title: 'The PDF cannot show every sign of this standard',
    help: 'The detail names the signs. Take the JSON instead; it holds every sign.',
  },
  'standard.not_in_force': {
    status: 409,
    title: 'This version is not in force',
    help: 'Only the version in force is signed. Open the standard to find it.',
  },
  'standard.other_content': {
    status: 409,
    title: 'This is not what was published',
    help: 'Load the standard again, read it and sign what you see.',
  },
  'standard.no_quiz': {
    status: 409,
    title: 'There is nothing to ask about this version',
    help: 'Questions come from promises, procedures and metrics. Add one of them to the next version.',
  },
});
