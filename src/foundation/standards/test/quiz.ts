import type { Client } from '#kernel/test/client.ts';
import * as contract from '../contract.ts';

type Question = contract.QuizQuestion;
type Clauses = Awaited<ReturnType<typeof documentOf>>['clauses'];

const documentOf = (by: Client, standardId: string, versionId: string) =>
  by.call(contract.getStandard, { standardId, versionId });

/** What the document says to a question, as somebody who reads it finds out. */
function saidOf({ id, clauseId, ...question }: Question, clauses: Clauses): number | string | undefined {
  const body = clauses.find((one) => one.id === clauseId)?.body;
  const line = Number(id.split('.')[1]);
  if (body?.does === 'promise') return body.lines[line]?.minutes;
  if (body?.does === 'metric') return body.lines[line]?.goal;
  if (body?.does !== 'procedure' || question.asks !== 'step') return undefined;
  const words = body.steps.map((step) => step.words);
  return words[words.indexOf(question.after) + 1];
}

/** The questions about a version with what the document answers, and a way to answer them, the first `wrong` ones badly. */
export async function quizOf(by: Client, standardId: string, versionId: string) {
  const { questions, contentHash, ...rest } = await by.call(contract.getQuiz, { versionId });
  const { clauses } = await documentOf(by, standardId, versionId);
  const said = questions.map((question) => ({ question, answer: saidOf(question, clauses) }));
  const answer = (wrong = 0, left = 0) => {
    const answers = said.slice(left).map(({ question, answer: words }, index) => {
      const right = (question.choices as (number | string)[]).indexOf(words ?? '');
      return { id: question.id, choice: index < wrong ? (right + 1) % question.choices.length : right };
    });
    return by.call(contract.answerQuiz, { versionId, contentHash: contentHash ?? '', answers });
  };
  return { ...rest, questions, said, answer };
}
