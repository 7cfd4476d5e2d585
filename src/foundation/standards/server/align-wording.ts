import type { PackVersion } from '#foundation/packs/contract.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { type Answers, shown, standing } from './align-answers.ts';
import { type ClauseRow, numbersOf } from './rows.ts';

export interface Finding {
  /** `PACK/NAME` of the rule. */
  rule: string;
  found: string;
  words: string;
  instead: string;
}

/** A sentence that is named to say that it is never said: `no “no refunds”`. */
const isNamedAsWrong = /(?:^|[^\p{L}])(?:no|not|never|nor|neither)\s+(?:say\s+)?[“"‘'«„]\s*$/iu;

/** What a text says against the rules of these checklists: of each rule the first place. Pure. */
export function findingsIn(text: string, lists: readonly PackVersion[]): Finding[] {
  return lists.flatMap((pack) =>
    pack.entries.flatMap((entry) => {
      if (entry.kind !== 'wording') return [];
      const matches = entry.patterns.flatMap((pattern) => [...text.matchAll(new RegExp(pattern, 'giu'))]);
      const match = matches.find((one) => !isNamedAsWrong.test(text.slice(0, one.index)));
      if (!match) return [];
      const { words, instead } = entry;
      return [{ rule: `${pack.id}/${entry.name}`, found: match[0].replace(/\s+/g, ' '), words, instead }];
    }),
  );
}

/** A clause as it is read, steps of its procedure too. */
function textOf({ title, text, body }: ClauseRow): string {
  const steps = body?.does === 'procedure' ? body.steps.map((step) => step.words) : [];
  return [title, text, ...steps].join('.\n');
}

const longest = 400;

/** Every sentence of a version that takes away a right, with the reason why it stays, if somebody gave one. */
export function wordingPoints(clauses: readonly ClauseRow[], lists: readonly PackVersion[], answers: Answers) {
  const numbers = numbersOf(clauses);
  return clauses.flatMap((clause) =>
    findingsIn(textOf(clause), lists).map(({ rule, found, words, instead }) => {
      const point = pointOf(rule, clause.id);
      const seen = found.slice(0, longest);
      const answer = standing(answers, point, seen);
      const named = { clauseId: clause.id, number: numbers.get(clause.id) ?? '', title: clause.title };
      return { ...shown(point, answer), ...named, seen, found, rule: words, instead, isOpen: !answer?.reason };
    }),
  );
}

const pointOf = (rule: string, clauseId: Id) => `wording:${rule}:${clauseId}`;
