import { groupKeys, measureNamed, reckon, scopeOf, startOf, wilson } from '#foundation/measures/index.ts';
import { type Kept, keptByClause, type StandardRead, standardRead } from '#foundation/standards/index.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import type { PackMetric } from '../contract.ts';
import type { Reviewed, ReviewSection } from './sections.ts';

type Clause = StandardRead['clauses'][number];
type Body<Does> = Extract<NonNullable<Clause['body']>, { does: Does }>;
type PromiseLine = Body<'promise'>['lines'][number];
type MetricLine = Body<'metric'>['lines'][number];

/** The trend looks at so many weeks up to the end of the period. */
const trendWeeks = 13;

const scopes = statement<{ id: string; name: string }>(
  'review_scope_names',
  'SELECT id, name FROM team WHERE workspace_id = $1 UNION ALL SELECT id, name FROM brand WHERE workspace_id = $1',
);

/** Every promise and metric of the reviewed version: what came true beside what was promised. */
export const actualsSection: ReviewSection = {
  name: 'actuals',
  title: 'Promised and kept',
  order: 10,
  gather: async (ctx, about) => {
    const { clauses } = await standardRead(ctx, about.standardId, about.versionId);
    const kept = await keptByClause(ctx, about.standardId, about);
    const names = new Map((await ctx.tx.rows(scopes, [ctx.workspaceId])).map((row) => [row.id, row.name]));
    const metrics: PackMetric[] = [];
    for (const clause of clauses) {
      const { body } = clause;
      if (body?.does === 'promise') {
        metrics.push(...body.lines.map((line, place) => promised(about, clause, line, place, kept, names)));
      }
      if (body?.does !== 'metric') continue;
      for (const [place, line] of body.lines.entries()) metrics.push(await measured(ctx, about, clause, line, place));
    }
    return { metrics, empty: 'This version promises nothing that is measured.' };
  },
};

const ofClause = ({ id, number, title }: Clause, place: number) => ({
  key: `${id}.${place}`,
  clauseId: id,
  clause: `${number} ${title}`,
});
const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
const weeksOf = ({ from, to }: Reviewed) => groupKeys('week', from, to).slice(-trendWeeks);

/** How many of the promises that a line made were kept in time, whichever version made them. */
function promised(
  about: Reviewed,
  clause: Clause,
  line: PromiseLine,
  place: number,
  all: readonly Kept[],
  scopeNames: ReadonlyMap<string, string>,
): PackMetric {
  const own = all.filter(
    (one) =>
      one.clause_id === clause.id &&
      one.measure === line.measure &&
      one.channel === line.channel &&
      one.team_id === line.teamId &&
      one.brand_id === (line.brandId ?? null),
  );
  const sum = (what: 'kept' | 'broken' | 'waived', rows: readonly Kept[] = own) =>
    rows.reduce((total, row) => total + row[what], 0);
  const shareOf = (rows: readonly Kept[]) => {
    const n = sum('kept', rows) + sum('broken', rows);
    return { n, value: n === 0 ? null : sum('kept', rows) / n };
  };
  const trend = weeksOf(about).map((week) => ({ week, ...shareOf(own.filter((row) => row.week === week)) }));
  const total = shareOf(own);
  const scope = [
    line.brandId && (scopeNames.get(line.brandId) ?? 'a brand'),
    line.channel,
    line.teamId && (scopeNames.get(line.teamId) ?? 'a team'),
  ].filter(Boolean);
  return {
    ...ofClause(clause, place),
    name: [capital(line.measure.replaceAll('_', ' ')), ...scope].join(', '),
    unit: 'share',
    is: 'at_least',
    target: line.sharePercent / 100,
    ...total,
    low: wilson(sum('kept'), total.n)?.low ?? null,
    high: wilson(sum('kept'), total.n)?.high ?? null,
    missing: missingWords(total.n, trend, sum('waived')),
    trend,
  };
}

async function measured(
  ctx: QueryContext,
  about: Reviewed,
  clause: Clause,
  line: MetricLine,
  place: number,
): Promise<PackMetric> {
  const measure = measureNamed(line.measure);
  const isNow = measure.formula.of === 'age';
  const scope = await scopeOf(ctx, {});
  const found = await reckon(ctx, measure, { scope, from: about.from, to: about.to, by: isNow ? 'none' : 'week' });
  const trend = weeksOf(about).map((week) => {
    const group = found.groups.get(week);
    return { week, value: group?.value ?? null, n: group?.n ?? 0 };
  });
  const counted = found.countedTo < about.to ? `Counted up to ${found.countedTo}: later ones can still change. ` : '';
  const words = found.words ?? missingWords(found.n, isNow ? [] : trend, found.leftOut);
  return {
    ...ofClause(clause, place),
    name: measure.words,
    unit: measure.unit,
    is: line.is,
    target: measure.unit === 'share' ? line.goal / 100 : line.goal,
    ...{ value: found.value, n: found.n, low: found.low, high: found.high },
    missing: counted + (words ?? '') || null,
    trend: isNow ? [] : trend.filter(({ week }) => week <= startOf('week', about.to)),
  };
}

/** What is not in a number, in a sentence; null when everything is. */
function missingWords(n: number, trend: readonly { n: number }[], leftOut: number): string | null {
  if (n === 0) return leftOut > 0 ? `No rows: all ${leftOut} are left out.` : 'No rows in this period.';
  const gaps = trend.filter((one) => one.n === 0).length;
  return (
    [
      gaps > 0 && `No rows in ${gaps} of ${trend.length} weeks.`,
      leftOut > 0 && `${leftOut} left out: nothing was owed any more.`,
    ]
      .filter(Boolean)
      .join(' ') || null
  );
}
