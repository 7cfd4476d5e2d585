import type { InputOf } from '#kernel/contract/contract.ts';
import { answer, type QueryContext } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { measureValues } from '../contract.ts';
import { demandFilters, demandPeriod, freshnessOf, measureNamed, scopeOf } from './library.ts';
import type { Measure } from './measures.ts';
import { labelsOf } from './names.ts';
import { addDays, daysBetween } from './period.ts';
import { measurePolicy } from './policy.ts';
import { type Measured, type Question, reckon } from './reckon.ts';

/** Several measures of one period, each beside the period before. */
export const values = answer(measureValues, async (ctx, input) => {
  demand(ctx, measurePolicy, 'values', input);
  const asked = askedMeasures(input);
  const question: Question = { scope: await scopeOf(ctx, input), from: input.from, to: input.to, by: input.by };
  const results = [];
  for (const measure of asked) results.push(await answerOne(ctx, measure, question));
  return { ...(await freshnessOf(ctx)), timeZone: question.scope.timeZone, results };
});

type Input = Omit<InputOf<typeof measureValues>, 'measures'> & { measures: string };

/** The measures of a comma list, once each. @throws Problem measure.unknown, measure.period, measure.not_by */
export function askedMeasures(input: Input): Measure[] {
  const asked = [...new Set(input.measures.split(','))].map(measureNamed);
  demandPeriod(input.from, input.to, input.by);
  for (const measure of asked) demandFilters(measure, input);
  return asked;
}

async function answerOne(ctx: QueryContext, measure: Measure, question: Question) {
  const { groups, ...total } = await reckon(ctx, measure, question);
  const labels = await labelsOf(ctx, question.by, [...groups.keys()]);
  return {
    measure: measure.name,
    unit: measure.unit,
    ...total,
    previous: await before(ctx, measure, question),
    groups: [...groups].map(([key, group]) => ({ key, label: labels.get(key) ?? key, ...group })),
  };
}

/** The period of the same length just before. Ages are of now only and have none. */
async function before(
  ctx: QueryContext,
  measure: Measure,
  question: Question,
): Promise<(Measured & { from: string; to: string }) | null> {
  if (measure.formula.of === 'age') return null;
  const to = addDays(question.from, -1);
  const from = addDays(to, 1 - daysBetween(question.from, question.to));
  const { value, n, low, high, words } = await reckon(ctx, measure, { ...question, from, to, by: 'none' });
  return { from, to, value, n, low, high, words };
}
