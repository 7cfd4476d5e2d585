import {
  type Asking,
  addDays,
  dayIn,
  endOf,
  type Measured,
  reckon,
  scopeOf,
  startOf,
} from '#foundation/measures/index.ts';
import { trendWeeks } from '../contract-words.ts';
import type { GoalInForce } from './goals.ts';
import { isSure, missedInARow, verdictOf } from './judge.ts';

/** When it is, where the days of this workspace are counted. */
export async function today(ctx: Asking): Promise<{ timeZone: string; today: string }> {
  const { timeZone } = await scopeOf(ctx, {});
  return { timeZone, today: dayIn(timeZone, ctx.now) };
}

export type By = 'none' | 'week' | 'day' | Part;
export type Part = 'team' | 'channel' | 'brand';
export interface Period {
  from: string;
  to: string;
}

/** What a number is asked by. */
export type Measurable = Pick<GoalInForce, 'measure' | 'reasonId'>;

const bare = ({ value, n, low, high, words }: Measured) => ({ value, n, low, high, words });

/** One goal in one period, split by one thing. Sums of days are read, never conversations. */
export async function measureGoal(ctx: Asking, goal: Measurable, period: Period, by: By = 'none') {
  const scope = await scopeOf(ctx, goal.reasonId ? { reasonId: goal.reasonId } : {});
  const { groups, countedTo, ...total } = await reckon(ctx, goal.measure, { scope, ...period, by });
  return {
    total: bare(total),
    countedTo,
    groups: [...groups].map(([key, group]) => ({ key, ...bare(group) })),
  };
}

/** The weeks of a trend, up to a day: whole ones and the present one. */
export const trendUpTo = (today: string, weeks = trendWeeks): Period => ({
  from: addDays(startOf('week', today), -7 * (weeks - 1)),
  to: today,
});

/** A number of now has no history, so it has no weeks. */
export const hasHistory = ({ measure }: GoalInForce) => measure.formula.of !== 'age';

/** A goal with its trend and what follows from it. */
export async function assess(ctx: Asking, goal: GoalInForce, today: string, smallest: number) {
  const period = trendUpTo(today);
  const { total, groups, countedTo } = await measureGoal(ctx, goal, period, hasHistory(goal) ? 'week' : 'none');
  const whole = groups.filter(({ key }) => endOf('week', key) < today && endOf('week', key) <= countedTo);
  return {
    actual: total,
    verdict: verdictOf(goal, total),
    isSure: isSure(goal, total),
    weeks: groups,
    missing: groups.filter((week) => week.n === 0).map(({ key }) => key),
    missedInARow: missedInARow(goal, whole, smallest),
  };
}
export type Assessed = Awaited<ReturnType<typeof assess>>;
