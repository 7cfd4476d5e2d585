import type { PackVersion } from '#foundation/packs/contract.ts';
import type { QueryContext, Slot } from '#kernel/server/capability.ts';
import { type Answers, shown, standing } from './align-answers.ts';
import { type ClauseRow, numbersOf } from './rows.ts';

/** Something that Heed can look at by itself for a point of a checklist. */
export interface SelfCheck {
  /** As `looksAt` of the point says, e.g. `second-step`. */
  name: string;
  /** How many stand against it; none means that it holds. */
  count(ctx: QueryContext): Promise<number>;
  /** The page of the desk on which it is mended. */
  link: string;
}

export const selfChecks: Slot<SelfCheck> = { slot: 'standards.self-checks' };

async function looked(ctx: QueryContext, looksAt: string | null) {
  const check = ctx.contributed(selfChecks).find((one) => one.name === looksAt);
  if (!check) return null;
  const count = await check.count(ctx);
  return { looksAt: check.name, holds: count === 0, count, link: check.link };
}

/**
 * The points of the checklists. Where only people can say, a clause or a reason answers; where Heed sees that something
 * is not so, a clause that promises it does not help: it is mended, or somebody says why not.
 */
export async function checkPoints(
  ctx: QueryContext,
  clauses: readonly ClauseRow[],
  lists: readonly PackVersion[],
  answers: Answers,
) {
  const numbers = numbersOf(clauses);
  const points = lists.flatMap((pack) =>
    pack.entries.flatMap((entry) => (entry.kind === 'check' ? [{ pack, entry }] : [])),
  );
  const shownPoints = [];
  for (const { pack, entry } of points) {
    const point = `check:${pack.id}/${entry.name}`;
    const answer = standing(answers, point, pack.version);
    const clause = clauses.find((one) => one.id === answer?.clause_id);
    const seen = await looked(ctx, entry.looksAt);
    const { area, words, rule } = entry;
    shownPoints.push({
      ...shown(point, answer),
      ...{ seen, is: pack.version, area, words, rule, packId: pack.id, packTitle: pack.title },
      checkedOn: pack.checkedOn,
      source: pack.sources[0] ?? { citation: pack.title, address: '' },
      clause: clause ? { clauseId: clause.id, number: numbers.get(clause.id) ?? '', title: clause.title } : null,
      state: stateOf(seen, clause !== undefined, answer?.reason != null),
    });
  }
  return shownPoints;
}

type State = 'open' | 'answered' | 'holds' | 'fails';

function stateOf(seen: { holds: boolean } | null, hasClause: boolean, hasReason: boolean): State {
  if (seen?.holds) return 'holds';
  if (seen) return hasReason ? 'answered' : 'fails';
  return hasClause || hasReason ? 'answered' : 'open';
}
