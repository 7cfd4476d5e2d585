import { answer, type QueryContext } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { listMeasures, mostDays } from '../contract.ts';
import type { Scope } from './cells.ts';
import { type Measure, measures } from './measures.ts';
import { daysBetween } from './period.ts';
import { measurePolicy } from './policy.ts';
import { factSources } from './sources.ts';
import { lessonOf } from './worked.ts';

const intervals = { quantile: 'order_statistic', share: 'wilson' } as const;

/** How sure a measure is, by its formula. */
export function intervalOf({ formula }: Measure): 'wilson' | 'order_statistic' | 'none' {
  return formula.of === 'quantile' || formula.of === 'share' ? intervals[formula.of] : 'none';
}

export const measureList = answer(listMeasures, async (ctx) => {
  demand(ctx, measurePolicy, 'list');
  return {
    measures: measures.map((measure) => ({
      name: measure.name,
      words: measure.words,
      about: measure.about,
      formula: measure.formulaWords,
      unit: measure.unit,
      calendar: measure.calendar,
      exclusions: measure.exclusions,
      counts: measure.counts,
      ...lessonOf(measure),
      interval: intervalOf(measure),
      better: measure.better,
      dimensions: [...measure.dimensions],
      settlesAfterDays: measure.settlesAfterDays ?? 0,
      isNow: measure.formula.of === 'age',
    })),
  };
});

/** @throws Problem measure.unknown */
export function measureNamed(name: string): Measure {
  const measure = measures.find((one) => one.name === name);
  if (measure) return measure;
  return refuse('measure.unknown', `There is no measure ${name}. Choose one of the library.`, {
    facts: { measures: measures.map((one) => one.name) },
  });
}

interface Filters {
  channel?: string | undefined;
  teamId?: string | undefined;
  personId?: string | undefined;
  reasonId?: string | undefined;
  brandId?: string | undefined;
}

/** Refuses filters that a measure does not have: its number would not change, and that would mislead. */
export function demandFilters(measure: Measure, filters: Filters): void {
  const { channel, teamId, personId, reasonId, brandId } = filters;
  const given = { channel, team: teamId, person: personId, reason: reasonId, brand: brandId };
  for (const [dimension, value] of Object.entries(given)) {
    if (value === undefined || measure.dimensions.some((one) => one === dimension)) continue;
    refuse(
      'measure.not_by',
      `${measure.words} is not known by ${dimension}, only by ${measure.dimensions.join(', ')}.`,
      {
        facts: { measure: measure.name, by: measure.dimensions },
      },
    );
  }
}

/** @throws Problem measure.period */
export function demandPeriod(from: string, to: string, by = 'none'): void {
  if (from > to) refuse('measure.period', `The first day (${from}) comes after the last (${to}). Swap them.`);
  const days = daysBetween(from, to);
  const most = by === 'day' ? mostDays.byDay : mostDays.inAll;
  if (days > most)
    refuse('measure.period', `These are ${days} days; up to ${most} are possible here.`, { facts: { most } });
}

const zone = statement<{ time_zone: string }>('measures_zone', 'SELECT time_zone FROM workspace WHERE id = $1');

/** Where and whom the numbers are about; days are those of the workspace. */
export async function scopeOf(ctx: Pick<QueryContext, 'tx' | 'workspaceId'>, filters: Filters): Promise<Scope> {
  const row = await ctx.tx.first(zone, [ctx.workspaceId]);
  const { channel, teamId, personId, reasonId, brandId } = filters;
  const place = { workspaceId: ctx.workspaceId, timeZone: row?.time_zone ?? 'UTC' };
  return { ...place, channel, teamId, personId, reasonId, brandId };
}

// While nothing happened since, numbers are as of this moment.
const freshness = statement<{ sources: number; counting: boolean; at_end: boolean; as_of: Date }>(
  'measures_freshness',
  `SELECT count(*)::int AS sources, bool_or(c.phase <> 'following') AS counting, bool_and(c.seq >= s.head) AS at_end,
     min(c.as_of) AS as_of
   FROM measure_cursor c JOIN workspace_stream s ON s.workspace_id = c.workspace_id
   WHERE c.workspace_id = $1 AND c.version > 0 AND c.source = ANY ($2::text[])`,
);

/** As of when the numbers are, and whether history is still being counted. */
export async function freshnessOf(ctx: QueryContext): Promise<{ asOf: string | null; state: 'ready' | 'counting' }> {
  const sources = ctx.contributed(factSources).map((source) => source.name);
  const row = await ctx.tx.first(freshness, [ctx.workspaceId, sources]);
  if (!row || row.sources < sources.length || row.counting) return { asOf: null, state: 'counting' };
  return { asOf: (row.at_end ? ctx.now : row.as_of).toISOString(), state: 'ready' };
}
