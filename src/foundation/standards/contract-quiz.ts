import { z } from 'zod';
import { command, query } from '#kernel/contract/contract.ts';
import { Id, Instant } from '#kernel/contract/ids.ts';

/** Of a hundred answers, how many are right before it counts as passed. */
export const quizPassPercent = 80;

const question = {
  /** Stays as it is for as long as the version does: every version of the standard asks by itself. */
  id: z.string().min(1).max(80),
  clauseId: Id,
  number: z.string(),
  title: z.string(),
};
/** What a question asks and what there is to choose from; its sentence is made by whoever shows it. */
export const QuizQuestion = z.discriminatedUnion('asks', [
  z.object({
    ...question,
    asks: z.literal('minutes'),
    measure: z.string(),
    channel: z.string().nullable(),
    teamId: Id.nullable(),
    brandId: Id.nullable(),
    choices: z.array(z.int()),
  }),
  z.object({
    ...question,
    asks: z.literal('goal'),
    measure: z.string(),
    channel: z.string().nullable(),
    is: z.enum(['at_least', 'at_most']),
    unit: z.string(),
    choices: z.array(z.number()),
  }),
  z.object({
    ...question,
    asks: z.literal('step'),
    /** The step before the one that is asked for. */
    after: z.string(),
    choices: z.array(z.string()),
  }),
]);
export type QuizQuestion = z.output<typeof QuizQuestion>;

export const QuizResult = z.object({ score: z.int(), of: z.int(), isPassed: z.boolean(), at: Instant });

export const getQuiz = query('standards.quiz', {
  path: '/standard-versions/{versionId}/quiz',
  summary: 'Questions about what a version promises, asks for and counts, made from its clauses, and how you did',
  for: ['staff'],
  input: z.strictObject({ versionId: Id }),
  output: z.object({
    contentHash: z.string().nullable(),
    questions: z.array(QuizQuestion),
    passPercent: z.int(),
    /** The best of the reader's attempts at this version. */
    best: QuizResult.nullable(),
    attempts: z.int(),
  }),
  subjects: ['standards', 'me'],
});

export const answerQuiz = command('standards.answer-quiz', {
  path: '/standard-versions/{versionId}/quiz',
  summary: 'Answer the questions about the version in force; what has no answer is wrong, and every attempt is kept',
  for: ['staff'],
  input: z.strictObject({
    versionId: Id,
    contentHash: z.string().regex(/^[0-9a-f]{64}$/, 'the hash that the version shows'),
    answers: z.array(z.strictObject({ id: question.id, choice: z.int().min(0).max(9) })).max(40),
  }),
  output: z.object({
    attemptId: Id,
    versionId: Id,
    score: z.int(),
    of: z.int(),
    isPassed: z.boolean(),
    /** Of every question: which choice is right, and whether it was chosen. */
    results: z.array(z.object({ id: z.string(), right: z.int(), isRight: z.boolean() })),
  }),
  refuses: ['standard.not_in_force', 'standard.other_content', 'standard.no_quiz'],
  emits: ['standard.quiz_answered'],
});
