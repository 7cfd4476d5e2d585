import { keptWithin, lastDays, type Measured, measureNames, measureOf, numberOf } from '#foundation/measures/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { answer, type CommandContext, type QueryContext } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { statement } from '#kernel/server/sql.ts';
import { type Figure, ownDays, ownFigures } from '../contract-evidence.ts';
import { type BenchmarkRow, benchmarksOf } from './benchmark-rows.ts';
import { type GoalRow, goalsOf } from './goals.ts';
import { standardPolicy } from './policy.ts';
import { clausesOf, loadVersion } from './rows.ts';

interface Figures {
  from: string;
  to: string;
  figures: Figure[];
}
type Period = Omit<Figures, 'figures'>;

/** How an own value stands to another one; null where nothing can be said. */
function compared(value: number | null, against: number | null, better: 'lower' | 'higher' | 'neither') {
  if (value === null || against === null) return { gap: null, isReached: null };
  const isReached = better === 'neither' ? null : better === 'lower' ? value <= against : value >= against;
  return { gap: value - against, isReached };
}

const notByBrand: Measured = {
  ...{ value: null, n: 0, low: null, high: null },
  words: 'Numbers are not told apart by brand. “What if” plays back the conversations of one brand.',
};

async function ofPromise(ctx: QueryContext, goal: GoalRow, period: Period): Promise<Figure | null> {
  if (!goal.promise) return null;
  const { clauseId: id, line, measure, channel, promise } = goal;
  const own = promise.brandId ? notByBrand : await keptWithin(ctx, promise, period);
  const against = promise.sharePercent / 100;
  return {
    ...own,
    ...compared(own.value, against, 'higher'),
    ...{ id, line, measure, channel, against },
    of: 'goal',
    unit: 'share',
  };
}

async function ofMetric(ctx: QueryContext, goal: GoalRow, period: Period): Promise<Figure | null> {
  if (!goal.metric || !measureNames.includes(goal.measure)) return null;
  const { clauseId: id, line, measure, channel, metric } = goal;
  const { unit } = measureOf(measure);
  const own = await numberOf(ctx, measure, { ...period, channel: channel ?? undefined });
  const against = unit === 'share' ? metric.goal / 100 : metric.goal;
  const better = metric.is === 'at_least' ? 'higher' : 'lower';
  return {
    ...own,
    ...compared(own.value, against, better),
    ...{ id, line, measure, channel, unit, against },
    of: 'goal',
  };
}

async function ofBenchmark(ctx: QueryContext, row: BenchmarkRow, period: Period): Promise<Figure | null> {
  if (!measureNames.includes(row.measure)) return null;
  const { id, measure, channel, value: against } = row;
  const { unit, better } = measureOf(measure);
  const own: Measured = await numberOf(ctx, measure, { ...period, channel: channel ?? undefined });
  // A number of which nobody says how it was measured is shown, but nothing is ranked by it.
  const isRanked = row.method !== null;
  const { gap, isReached } = compared(own.value, against, better);
  return {
    ...own,
    ...{ id, line: 0, measure, channel, unit, against },
    of: 'benchmark',
    gap,
    isReached: isRanked ? isReached : null,
  };
}

/** Our own values of the last 90 days beside every goal and benchmark, by the same formula. Policy is the caller's. */
export async function figuresNow(ctx: QueryContext, versionId: Id): Promise<Figures> {
  const period = await lastDays(ctx, ownDays);
  const figures: (Figure | null)[] = [];
  for (const goal of goalsOf(await clausesOf(ctx, versionId))) {
    figures.push((await ofPromise(ctx, goal, period)) ?? (await ofMetric(ctx, goal, period)));
  }
  for (const row of await benchmarksOf(ctx, versionId)) figures.push(await ofBenchmark(ctx, row, period));
  return { ...period, figures: figures.filter((one) => one !== null) };
}

const keep = statement(
  'standard_figures_keep',
  'UPDATE standard_version SET figures = $3::jsonb WHERE workspace_id = $1 AND id = $2',
);
const kept = statement<{ figures: Figures | null; at: Date | null }>(
  'standard_figures_kept',
  'SELECT figures, approved_at AS at FROM standard_version WHERE workspace_id = $1 AND id = $2',
);

/** Keeps the figures on which a version was approved. */
export async function keepFigures(ctx: CommandContext, versionId: Id): Promise<void> {
  await ctx.tx.rows(keep, [ctx.workspaceId, versionId, JSON.stringify(await figuresNow(ctx, versionId))]);
}

/** Those on which it was approved; before that, those of today. Policy is the caller's. */
export async function figuresOf(ctx: QueryContext, versionId: Id) {
  const row = await ctx.tx.first(kept, [ctx.workspaceId, versionId]);
  if (row?.figures) return { ...row.figures, keptAt: row.at?.toISOString() ?? null };
  return { ...(await figuresNow(ctx, versionId)), keptAt: null };
}

export const figures = answer(ownFigures, async (ctx, { versionId }) => {
  demand(ctx, standardPolicy, 'figures');
  await loadVersion(ctx, versionId);
  return figuresOf(ctx, versionId);
});
