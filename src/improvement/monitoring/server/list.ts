import { freshnessOf, labelsOf } from '#foundation/measures/index.ts';
import { answer, type QueryContext } from '#kernel/server/capability.ts';
import { abilities, demand } from '#kernel/server/policy.ts';
import { notFound } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { type Goal, getGoal, listGoals } from '../contract.ts';
import { goalsInForce } from './goals.ts';
import { issuesOfGoal } from './issues.ts';
import { gapOf } from './judge.ts';
import { hasHistory, measureGoal, type Part, today, trendUpTo } from './measure.ts';
import { monitoringPolicy } from './policy.ts';
import { presentGoal } from './present.ts';
import { actionsOfGoal, openActions } from './rows.ts';
import { settingsOf } from './settings.ts';

const rank = { missed: 0, no_rows: 1, kept: 2 };

/** The worst first: what is missed by the largest share of its goal; what nobody can tell; what is kept, the closest first. */
export function worstFirst(one: Goal, other: Goal): number {
  const gap = (goal: Goal) => gapOf(goal, goal.actual.value ?? goal.goal);
  return rank[one.verdict] - rank[other.verdict] || gap(other) - gap(one);
}

export const goalList = answer(listGoals, async (ctx, { standardId, clauseId }) => {
  demand(ctx, monitoringPolicy, 'read');
  const { timeZone, today: day } = await today(ctx);
  const { smallest } = await settingsOf(ctx.tx, ctx.workspaceId);
  const open = await openActions(ctx);
  const asked = (await goalsInForce(ctx.tx, ctx.workspaceId)).filter(
    ({ clause }) =>
      (standardId === undefined || clause.standardId === standardId) &&
      (clauseId === undefined || clause.id === clauseId),
  );
  const goals = [];
  for (const goal of asked) goals.push(await presentGoal(ctx, goal, day, smallest, open));
  return {
    ...(await freshnessOf(ctx)),
    timeZone,
    ...trendUpTo(day),
    goals: goals.sort(worstFirst),
    abilities: abilities(monitoringPolicy, ctx.actor, undefined),
  };
});

/** By day a trend is read over the last weeks only. */
const dayWeeks = 5;

const brands = statement<{ are: boolean }>(
  'monitoring_has_brands',
  'SELECT EXISTS (SELECT FROM brand WHERE workspace_id = $1) AS are',
);

/** By what a number can be parted here; by brand where there are some. */
async function partsOf(ctx: QueryContext): Promise<Part[]> {
  const hasBrands = (await ctx.tx.first(brands, [ctx.workspaceId]))?.are;
  return hasBrands ? ['team', 'channel', 'brand'] : ['team', 'channel'];
}

export const oneGoal = answer(getGoal, async (ctx, { goalId, by }) => {
  demand(ctx, monitoringPolicy, 'read');
  const goal = (await goalsInForce(ctx.tx, ctx.workspaceId)).find((one) => one.id === goalId) ?? notFound('goal');
  const { timeZone, today: day } = await today(ctx);
  const { smallest } = await settingsOf(ctx.tx, ctx.workspaceId);
  const period = trendUpTo(day);
  if (by === 'day') period.from = trendUpTo(day, dayWeeks).from;
  const isPart = by !== 'week' && by !== 'day';
  const { groups } = await measureGoal(ctx, goal, period, hasHistory(goal) || isPart ? by : 'none');
  const labels = await labelsOf(
    ctx,
    by,
    groups.map(({ key }) => key),
  );
  const overTime = hasHistory(goal) ? (['week', 'day'] as const) : [];
  const parts = (await partsOf(ctx)).filter((one) => goal.measure.dimensions.includes(one));
  return {
    ...(await freshnessOf(ctx)),
    timeZone,
    ...period,
    goal: await presentGoal(ctx, goal, day, smallest, await openActions(ctx)),
    groups: groups.map((group) => ({ ...group, label: labels.get(group.key) ?? group.key })),
    splits: [...overTime, ...parts],
    behind: { measure: goal.measure.name, reasonId: goal.reasonId },
    issues: await issuesOfGoal(ctx, goalId),
    actions: await actionsOfGoal(ctx, goalId),
    abilities: abilities(monitoringPolicy, ctx.actor, undefined),
  };
});
