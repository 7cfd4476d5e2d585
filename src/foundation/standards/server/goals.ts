import { measureNames } from '#foundation/measures/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import type { MetricLine, PromiseLine } from '../contract-words.ts';
import { type BenchmarkRow, benchmarksOf } from './benchmark-rows.ts';
import { type ClauseRow, clausesOf, numbersOf, type VersionRow } from './rows.ts';

/** Something that a clause promises or aims at. */
export interface GoalRow {
  clauseId: Id;
  number: string;
  title: string;
  /** From 0 within the clause. */
  line: number;
  measure: string;
  channel: string | null;
  promise: PromiseLine | null;
  metric: MetricLine | null;
}

/** Every promise line and metric of these clauses, in reading order. */
export function goalsOf(clauses: readonly ClauseRow[]): GoalRow[] {
  const numbers = numbersOf(clauses);
  return clauses.flatMap(({ id, title, body }): GoalRow[] => {
    const place = { clauseId: id, number: numbers.get(id) ?? '', title };
    if (body?.does === 'promise') {
      return body.lines.map((promise, line) => ({
        ...{ ...place, line, measure: promise.measure, channel: promise.channel, promise, metric: null },
      }));
    }
    if (body?.does !== 'metric') return [];
    return body.lines.map((metric, line) => ({
      ...{ ...place, line, measure: metric.measure, channel: metric.channel ?? null, promise: null, metric },
    }));
  });
}

/** What numbers of the library say about a promise whose name they do not begin with. */
const alsoAbout: Record<string, readonly string[]> = {
  periodic_update: ['update_gap_median', 'update_gap_p90'],
  full_resolution: ['first_resolution_median'],
};

/** The numbers of the library with which a goal can be compared: itself, or those about what is promised. */
export function comparableWith(measure: string): string[] {
  if (measureNames.includes(measure)) return [measure];
  const own = measureNames.filter((name) => name.startsWith(`${measure}_`));
  return [...own, ...(alsoAbout[measure] ?? [])];
}

/** Those that hold for the goal: of a comparable number and of its channel, where both name one. */
export function benchmarksFor(
  goal: Pick<GoalRow, 'measure' | 'channel'>,
  all: readonly BenchmarkRow[],
): BenchmarkRow[] {
  const names = comparableWith(goal.measure);
  return all.filter(
    (one) =>
      one.value !== null &&
      names.includes(one.measure) &&
      (one.channel === null || goal.channel === null || one.channel === goal.channel),
  );
}

export interface ExcuseRow {
  measure: string;
  channel: string;
  reason: string;
}
const excuses = statement<ExcuseRow>(
  'standard_unbenchmarked',
  `SELECT measure, channel, reason FROM standard_unbenchmarked WHERE workspace_id = $1 AND version_id = $2
   ORDER BY measure, channel LIMIT 500`,
);

export function excusesOf(ctx: QueryContext, versionId: Id): Promise<ExcuseRow[]> {
  return ctx.tx.rows(excuses, [ctx.workspaceId, versionId]);
}

/** Why a goal has no benchmark; null where nobody has said. */
export function reasonFor(goal: Pick<GoalRow, 'measure' | 'channel'>, all: readonly ExcuseRow[]): string | null {
  return all.find((one) => one.measure === goal.measure && one.channel === (goal.channel ?? ''))?.reason ?? null;
}

/**
 * Every goal of a version is compared with something, or the reason is written why not.
 * @throws Problem standard.lacks_benchmark, naming each
 */
export async function demandBenchmarked(ctx: QueryContext, version: Pick<VersionRow, 'id'>): Promise<void> {
  const goals = goalsOf(await clausesOf(ctx, version.id));
  const benchmarks = await benchmarksOf(ctx, version.id);
  const reasons = await excusesOf(ctx, version.id);
  const lacking = goals.filter(
    (goal) => benchmarksFor(goal, benchmarks).length === 0 && reasonFor(goal, reasons) === null,
  );
  if (lacking.length === 0) return;
  const words = ({ number, title, measure, channel }: GoalRow) =>
    `${number} ${title} (${measure.replaceAll('_', ' ')}${channel ? `, ${channel}` : ''})`;
  const errors = lacking.map((goal) => ({
    path: goal.channel ? `${goal.measure}/${goal.channel}` : goal.measure,
    message: `${words(goal)} has no benchmark and no reason.`,
  }));
  refuse('standard.lacks_benchmark', `Nothing to compare with yet for: ${lacking.map(words).join('; ')}.`, { errors });
}
