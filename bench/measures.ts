import { measureValues } from '#foundation/measures/contract.ts';
import { getGoal, listGoals } from '#improvement/monitoring/contract.ts';
import { type Caller, callerAt } from './lib/api.ts';
import type { Bench, Series } from './lib/bench.ts';
import { makeDataFolder } from './lib/data-folder.ts';
import { datasetOf, growDataset, makeDataset } from './lib/dataset.ts';
import { pause, type Spread, shown, spread } from './lib/numbers.ts';
import { demoOwner } from './lib/people.ts';
import { type Product, startProduct } from './lib/product.ts';
import { demandDurable, rowsOf } from './lib/sql.ts';

export const measures: Bench = {
  name: 'measures',
  about: 'measures over 1,000,000 conversations, and how long counting them all takes',
  run: async ({ quick }) => {
    const dataDir = await makeDataFolder();
    await makeDataset(dataDir, datasetOf(quick));
    await growDataset(dataDir, quick ? 20_000 : 1_000_000, 'later');
    const startedAt = performance.now();
    const product = await startProduct(dataDir);
    await demandDurable(product.ownerUrl);
    await untilCounted(product);
    const recountS = (performance.now() - startedAt) / 1_000;
    await rowsOf(product.ownerUrl, 'ANALYZE fact, measure_day');
    const caller = callerAt(product.url, { headers: await demoOwner(product) });
    const span = await spanOf(product);
    const times = quick ? 30 : 200;
    const series: Series[] = [];
    for (const { name, ...asked } of questions) {
      const spent = await timeQuestion(caller, { ...asked, ...span }, times);
      series.push({ name, unit: 'ms', spread: spent });
    }
    const clause = await timeClause(caller, times);
    series.push({ name: 'page of a clause', unit: 'ms', spread: clause });
    const counted = await counts(product);
    caller.wire.close();
    await product.stop();
    return {
      figures: {
        rollup_ms: series[0]?.spread.median ?? Number.NaN,
        clause_ms: clause.median,
        recount_s: recountS,
      },
      series,
      notes: [
        `${shown(counted.conversations)} conversations gave ${shown(counted.facts)} facts and ${shown(counted.sums)} daily sums, ` +
          `${shown(counted.facts / recountS)} facts a second.`,
        'Each question covers every conversation, by HTTP, with the period before beside it.',
      ],
    };
  },
};

/** The first is the one on record: the median of the first reply over all conversations. */
const questions = [
  { name: 'median first reply, all', measures: 'first_response_median' },
  { name: 'the same by week', measures: 'first_response_median', by: 'week' as const },
  { name: 'the same by team', measures: 'first_response_median', by: 'team' as const },
  { name: 'the same by person', measures: 'first_response_median', by: 'person' as const },
  { name: 'solved at first contact', measures: 'one_contact' },
  { name: 'contacts by hour', measures: 'contacts', by: 'hour' as const },
  {
    name: 'five headlines',
    measures: 'first_response_median,one_contact,full_resolution_median,reopen_rate,backlog',
  },
];

async function timeQuestion(
  caller: Caller,
  asked: Parameters<typeof caller.call<typeof measureValues>>[1],
  times: number,
): Promise<Spread> {
  const spent: number[] = [];
  for (let i = 0; i < times; i++) {
    const startedAt = performance.now();
    const { results, state } = await caller.call(measureValues, asked);
    spent.push(performance.now() - startedAt);
    if (state !== 'ready' || !results[0]?.n) throw new Error('There was nothing to measure.');
  }
  return spread(spent);
}

/** What the page of a clause asks for: its goal with the numbers of each week. The one that most is counted for. */
async function timeClause(caller: Caller, times: number): Promise<Spread> {
  const { goals } = await caller.call(listGoals, {});
  const busiest = goals.toSorted((one, other) => other.actual.n - one.actual.n)[0];
  if (!busiest?.actual.n) throw new Error('No clause in force has a number.');
  const spent: number[] = [];
  for (let i = 0; i < times; i++) {
    const startedAt = performance.now();
    const { state } = await caller.call(getGoal, { goalId: busiest.id });
    spent.push(performance.now() - startedAt);
    if (state !== 'ready') throw new Error('There was nothing to measure.');
  }
  return spread(spent);
}

/** The product counts by itself from its start on; in between it answers that it is still counting. */
async function untilCounted(product: Product): Promise<void> {
  for (let waited = 0; ; waited++) {
    const [row] = await rowsOf<{ sources: number; left: number; counted: number; phases: string }>(
      product.ownerUrl,
      `SELECT count(*)::int AS sources, (count(*) FILTER (WHERE phase <> 'following'))::int AS left,
         coalesce(sum(counted), 0)::int AS counted, string_agg(DISTINCT phase, ', ') AS phases
       FROM measure_cursor`,
    );
    if (row && row.sources > 0 && row.left === 0) return;
    if (waited % 60 === 59) console.log(`  ${shown(row?.counted ?? 0)} counted (${row?.phases})`);
    await pause(500);
  }
}

async function spanOf(product: Product): Promise<{ from: string; to: string }> {
  const [row] = await rowsOf<{ from: string; to: string }>(
    product.ownerUrl,
    'SELECT min(day)::text AS "from", max(day)::text AS "to" FROM measure_day',
  );
  if (!row) throw new Error('Nothing was counted.');
  return row;
}

async function counts(product: Product): Promise<{ conversations: number; facts: number; sums: number }> {
  const [row] = await rowsOf<{ conversations: number; facts: number; sums: number }>(
    product.ownerUrl,
    `SELECT (SELECT count(*) FROM conversation)::int AS conversations, (SELECT count(*) FROM fact)::int AS facts,
       (SELECT count(*) FROM measure_day)::int AS sums`,
  );
  return row ?? { conversations: 0, facts: 0, sums: 0 };
}
