import { createHash } from 'node:crypto';
import { type Measure, measureNamed } from '#foundation/measures/index.ts';
import type { PromiseLine } from '#foundation/standards/contract.ts';
import { type ClauseInForce, clausesInForce } from '#foundation/standards/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { refuse } from '#kernel/server/problem.ts';
import type { Tx } from '#kernel/server/sql.ts';

/** One line of a clause in force: what is to be reached, and by which measure that is told. */
export interface GoalInForce {
  id: Id;
  clause: ClauseInForce;
  /** Null where the goal is for a measure of the library. */
  promise: PromiseLine | null;
  measure: Measure;
  /** Asked of the measure along with it, where that counts many lines. */
  reasonId: Id | null;
  is: 'at_least' | 'at_most';
  /** In the unit of the measure: a share from 0 to 1. */
  goal: number;
}

type Scoped = 'channel' | 'teamId' | 'brandId';

/** The same id as `heed_goal` makes, which the facts bear. */
export function goalId(clauseId: Id, line: { measure: string } & Partial<Pick<PromiseLine, Scoped>>): Id {
  const { measure, channel, teamId, brandId } = line;
  const hash = createHash('md5')
    .update([clauseId, measure, channel ?? '', teamId ?? '', ...(brandId ? [brandId] : [])].join('|'))
    .digest('hex');
  const marked = `${hash.slice(0, 12)}3${hash.slice(13, 16)}a${hash.slice(17)}`;
  return marked.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const kept = 'clause_kept';

/** The goals of one clause, in the order of its lines. */
function goalsOf(clause: ClauseInForce): GoalInForce[] {
  const { id: clauseId, body } = clause;
  if (body?.does === 'promise') {
    return body.lines.map((promise) => {
      const id = goalId(clauseId, promise);
      const asked = { measure: measureNamed(kept), reasonId: id };
      return { id, clause, promise, ...asked, is: 'at_least', goal: promise.sharePercent / 100 };
    });
  }
  if (body?.does !== 'metric') return [];
  return body.lines.map((line) => {
    const measure = measureNamed(line.measure);
    const goal = measure.unit === 'share' ? line.goal / 100 : line.goal;
    const id = goalId(clauseId, { measure: line.measure });
    return { id, clause, promise: null, measure, reasonId: null, is: line.is, goal };
  });
}

/** Everything that the standards in force are to reach, in reading order. Policy is the caller's. */
export async function goalsInForce(tx: Tx, workspaceId: Id): Promise<GoalInForce[]> {
  return (await clausesInForce(tx, workspaceId)).flatMap(goalsOf);
}

/** Those of these goals, all of them in force. @throws Problem goal.unknown */
export async function demandGoals(tx: Tx, workspaceId: Id, ids: readonly Id[]): Promise<GoalInForce[]> {
  const all = await goalsInForce(tx, workspaceId);
  return ids.map(
    (id) =>
      all.find((one) => one.id === id) ??
      refuse('goal.unknown', 'No standard in force has one of these goals. Load them again and choose.'),
  );
}

/** What somebody hears who does not have the standard before them: `5.1 First reply, chat`. */
export function titleOf({ clause, promise, measure }: GoalInForce, brandName: string | undefined): string {
  const what = promise
    ? [promise.measure.replaceAll('_', ' '), promise.channel, brandName].filter(Boolean).join(', ')
    : measure.words;
  return `${clause.number} ${clause.title}: ${what}`.slice(0, 200);
}
