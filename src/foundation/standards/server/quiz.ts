import type { Id } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import { answer, handle, type QueryContext } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { answerQuiz, getQuiz, quizAnswered } from '../contract.ts';
import { quizPassPercent } from '../contract-quiz.ts';
import { standardPolicy } from './policy.ts';
import { questionsOf } from './quiz-questions.ts';
import { accessVersion, clausesOf, loadVersion } from './rows.ts';

interface Attempt {
  score: number;
  questions: number;
  is_passed: boolean;
  at: Date;
}
// Of each person at a version; of equal ones the first.
const bestAttempts = `SELECT DISTINCT ON (q.person_id) q.person_id, q.score, q.questions, q.is_passed, q.at
  FROM standard_quiz_attempt q WHERE q.workspace_id = $1`;
const bestOrder = 'ORDER BY q.person_id, q.score DESC, q.at, q.id';

const own = statement<Attempt>(
  'standard_quiz_own',
  `${bestAttempts} AND q.version_id = $2 AND q.person_id = $3 ${bestOrder}`,
);
const ofPeople = statement<Attempt & { person_id: Id }>(
  'standard_quiz_of_people',
  `${bestAttempts} AND q.version_id = $2 AND q.person_id = ANY ($3::uuid[]) ${bestOrder}`,
);
const tries = statement<{ count: number }>(
  'standard_quiz_tries',
  `SELECT count(*)::int AS count FROM standard_quiz_attempt WHERE workspace_id = $1 AND version_id = $2 AND person_id = $3`,
);
const insert = statement(
  'standard_quiz_insert',
  `INSERT INTO standard_quiz_attempt (workspace_id, id, version_id, person_id, content_hash, answers, score, questions,
     is_passed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
);

function presentAttempt({ score, questions, is_passed, at }: Attempt) {
  return { score, of: questions, isPassed: is_passed, at: at.toISOString() };
}

/** The best attempt at a version of each of these people who made one. Policy is the caller's. */
export async function attemptsOf(ctx: QueryContext, versionId: Id, personIds: readonly Id[]) {
  const rows = await ctx.tx.rows(ofPeople, [ctx.workspaceId, versionId, personIds]);
  return new Map(rows.map((row) => [row.person_id, presentAttempt(row)]));
}

export const quiz = answer(getQuiz, async (ctx, { versionId }) => {
  demand(ctx, standardPolicy, 'list');
  const version = await loadVersion(ctx, versionId);
  const of = [ctx.workspaceId, versionId, actorId(ctx.actor)];
  const best = await ctx.tx.first(own, of);
  return {
    contentHash: version.content_hash,
    questions: questionsOf(await clausesOf(ctx, versionId)).map((one) => one.question),
    passPercent: quizPassPercent,
    best: best ? presentAttempt(best) : null,
    attempts: (await ctx.tx.first(tries, of))?.count ?? 0,
  };
});

/** What is right is made from the clauses anew: a version in force never changes, so the questions are those that were read. */
export const answerOneQuiz = handle(answerQuiz, async (ctx, { versionId, contentHash, answers }) => {
  const version = await accessVersion(ctx, versionId, 'sign');
  if (version.content_hash !== contentHash) {
    refuse('standard.other_content', 'The questions are about another version. Load it again.');
  }
  const asked = questionsOf(await clausesOf(ctx, versionId));
  if (asked.length === 0) refuse('standard.no_quiz', 'No clause of this version promises, counts or orders anything.');
  const given = new Map(answers.map(({ id, choice }) => [id, choice]));
  const results = asked.map(({ question: { id }, right }) => ({ id, right, isRight: given.get(id) === right }));
  const score = results.filter((one) => one.isRight).length;
  const isPassed = score * 100 >= asked.length * quizPassPercent;
  await ctx.tx.rows(insert, [
    ...[ctx.workspaceId, ctx.key, versionId, actorId(ctx.actor), contentHash],
    ...[JSON.stringify(Object.fromEntries(given)), score, asked.length, isPassed],
  ]);
  const of = asked.length;
  ctx.emit(quizAnswered, { standardId: version.standard_id, versionId, score, of, isPassed });
  return { attemptId: ctx.key, versionId, score, of, isPassed, results };
});
