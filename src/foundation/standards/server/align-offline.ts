import type { offlineLines } from '#foundation/library/index.ts';
import { counterpartIn, isSame, type Quantity } from '../contract-quantity.ts';
import { type Answers, shown, standing } from './align-answers.ts';
import { type ClauseRow, numbersOf } from './rows.ts';

type Line = Awaited<ReturnType<typeof offlineLines>>[number];

const openDay = 480;

/** What a clause says, its promises in words too: `15 minutes`; whole days of open time are working days. */
function textOf({ title, text, body }: ClauseRow): string {
  if (body?.does !== 'promise') return `${title}. ${text}`;
  const promised = body.lines.map(({ minutes, calendarId }) =>
    calendarId !== null && minutes % openDay === 0 ? `${minutes / openDay} working days` : `${minutes} minutes`,
  );
  return `${title}. ${text} ${promised.join(', ')}`;
}

/** Words that tell a topic from another, without their endings. */
const stems = (text: string) =>
  (text.toLowerCase().match(/\p{L}{3,}/gu) ?? [])
    .filter((word) => !['the', 'and', 'for', 'our', 'with'].includes(word))
    .map((word) => word.replace(/(?:ings?|ies|ed|es|s|y)$/u, ''));

/** How well a clause fits a topic; 0 where too few of its words are in it. */
function fitOf(clause: ClauseRow, line: Line): number {
  const topic = [...new Set(stems(line.topic))];
  const [title, text] = [new Set(stems(clause.title)), new Set(stems(textOf(clause)))];
  const hits = topic.filter((word) => text.has(word)).length;
  if (topic.length === 0 || hits < topic.length / 2) return 0;
  const inTitle = topic.filter((word) => title.has(word)).length;
  const hasFigure = counterpartIn(textOf(clause), line) !== undefined;
  return hits + inTitle + (hasFigure ? 2 : 0);
}

function guessed(clauses: readonly ClauseRow[], line: Line): ClauseRow | undefined {
  const best = clauses
    .map((clause) => ({ clause, fit: fitOf(clause, line) }))
    .reduce((a, b) => (b.fit > a.fit ? b : a), { clause: undefined as ClauseRow | undefined, fit: 0 });
  return best.clause;
}

type Verdict = 'same' | 'different' | 'unclear' | 'alone';

function held(line: Line, clause: ClauseRow | undefined): { is: Verdict; online: Quantity | undefined } {
  if (!clause) return { is: 'alone', online: undefined };
  const text = textOf(clause);
  const online = counterpartIn(text, line);
  if (online) return { is: isSame(online, line) ? 'same' : 'different', online };
  const isSaid = line.unit === '' && text.toLowerCase().includes(line.value.toLowerCase());
  return isSaid ? { is: 'same', online: { value: line.value, unit: '' } } : { is: 'unclear', online: undefined };
}

const words = (amount: Quantity | undefined) => (amount ? `${amount.value} ${amount.unit}`.trim() : '–');

/**
 * What holds offline beside what the clauses say. The clause is the one that somebody named, else the one whose words
 * fit best; a reason counts for exactly the two figures that it was given for.
 */
export function offlinePoints(clauses: readonly ClauseRow[], lines: readonly Line[], answers: Answers) {
  const numbers = numbersOf(clauses);
  return lines.map((line) => {
    const point = `offline:${line.item_id}:${line.topic.toLowerCase()}`;
    const named = answers.get(point)?.clause_id;
    const clause = clauses.find((one) => one.id === named) ?? guessed(clauses, line);
    const { is, online } = held(line, clause);
    const seen = `${words(line)} / ${words(online)}`;
    const answer = standing(answers, point, seen);
    const { item_id: itemId, title: itemTitle, topic, value, unit, text } = line;
    return {
      ...shown(point, answer),
      ...{ seen, itemId, itemTitle, topic, shop: { value, unit, text } },
      online: clause
        ? { clauseId: clause.id, number: numbers.get(clause.id) ?? '', title: clause.title, ...online }
        : null,
      is,
      isOpen: (is === 'different' || is === 'unclear') && !answer?.reason,
    };
  });
}
