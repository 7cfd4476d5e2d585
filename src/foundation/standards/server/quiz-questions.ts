import { createHash } from 'node:crypto';
import { measureNamed, measureNames } from '#foundation/measures/index.ts';
import type { QuizQuestion } from '../contract-quiz.ts';
import type { MetricLine, PromiseLine } from '../contract-words.ts';
import { type ClauseRow, numbersOf } from './rows.ts';

/** A question with the place of the answer that is right. */
export interface Asked {
  question: QuizQuestion;
  right: number;
}
type Chosen<T> = { choices: T[]; right: number };

/** As many as somebody answers in one go. */
const mostQuestions = 20;
const mostChoices = 4;

/** Numbers that are the same whenever the same question is asked, and differ from question to question. */
const drawOf = (id: string): Buffer => createHash('sha256').update(id).digest();

/** Nearest first; those that are above come first where both are as near, as there always are some above. */
const minutesAround = (minutes: number) => [2, 1 / 2, 3, 1 / 3, 4, 1 / 4].map((factor) => minutes * factor);
const shareAround = (goal: number) => [5, -5, 10, -10, 15, -15].map((step) => goal + step);

/** The right number among others that could be meant, in order; at which place it stands is drawn. */
function among(id: string, right: number, around: readonly number[]): Chosen<number> {
  const [draw = 0] = drawOf(id);
  const below = around.filter((one) => one < right && one >= 1 && Number.isInteger(one));
  const above = around.filter((one) => one > right);
  const least = Math.max(0, mostChoices - 1 - above.length);
  const fromBelow = Math.min(below.length, least + (draw % (mostChoices - least)));
  const others = [...below.slice(0, fromBelow), ...above.slice(0, mostChoices - 1 - fromBelow)];
  const choices = [right, ...others].sort((a, b) => a - b);
  return { choices, right: choices.indexOf(right) };
}

/** One step among others of its procedure, in an order that is drawn. */
function amongSteps(id: string, right: string, others: readonly string[]): Chosen<string> {
  const rank = (words: string) => drawOf(id + words).toString('hex');
  const drawn = [...new Set(others)].sort((a, b) => (rank(a) < rank(b) ? -1 : 1)).slice(0, mostChoices - 1);
  const choices = [right, ...drawn].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  return { choices, right: choices.indexOf(right) };
}

type Place = Pick<QuizQuestion, 'id' | 'clauseId' | 'number' | 'title'>;

function aboutPromise(place: Place, { measure, channel, teamId, brandId = null, minutes }: PromiseLine): Asked {
  const { choices, right } = among(place.id, minutes, minutesAround(minutes));
  return { question: { ...place, asks: 'minutes', measure, channel, teamId, brandId, choices }, right };
}

function aboutMetric(place: Place, { measure, channel = null, is, goal }: MetricLine): Asked {
  // A number that the library has dropped since keeps its question.
  const unit = measureNames.includes(measure) ? measureNamed(measure).unit : '';
  const around = unit === 'share' ? shareAround(goal).filter((one) => one <= 100) : minutesAround(goal);
  const { choices, right } = among(place.id, goal, around);
  return { question: { ...place, asks: 'goal', measure, channel, is, unit, choices }, right };
}

function aboutProcedure(place: Place, steps: readonly string[]): Asked[] {
  if (steps.length < 3) return [];
  const at = (drawOf(place.id)[0] ?? 0) % (steps.length - 1);
  const [after = '', next = ''] = steps.slice(at);
  const others = steps.filter((words) => words !== after && words !== next);
  const { choices, right } = amongSteps(place.id, next, others);
  return [{ question: { ...place, asks: 'step', after, choices }, right }];
}

function aboutClause({ id: clauseId, title, body }: ClauseRow, number: string): Asked[] {
  const place = (line: number) => ({ id: `${clauseId}.${line}`, clauseId, number, title });
  if (body?.does === 'promise') return body.lines.map((line, index) => aboutPromise(place(index), line));
  if (body?.does === 'metric') return body.lines.map((line, index) => aboutMetric(place(index), line));
  if (body?.does === 'procedure')
    return aboutProcedure(
      place(0),
      body.steps.map((step) => step.words),
    );
  return [];
}

/**
 * What is asked about a version: one question for each promise and metric and for each procedure, the promises first. It
 * is made from the clauses whenever it is needed, so that no answer can be right that the standard does not give.
 */
export function questionsOf(clauses: readonly ClauseRow[]): Asked[] {
  const numbers = numbersOf(clauses);
  const all = clauses.flatMap((clause) => aboutClause(clause, numbers.get(clause.id) ?? ''));
  const order = ['minutes', 'step', 'goal'];
  return all
    .filter(({ question }) => question.choices.length > 1)
    .sort((a, b) => order.indexOf(a.question.asks) - order.indexOf(b.question.asks))
    .slice(0, mostQuestions);
}
