import type { Bench, Series } from './lib/bench.ts';
import { makeDataFolder } from './lib/data-folder.ts';
import { datasetOf, growDataset, makeDataset } from './lib/dataset.ts';
import { closeDesks, drawSample, list, open, openDesks, timeAction } from './lib/desk-client.ts';
import { shown } from './lib/numbers.ts';
import { addAdvisers, demoOwner } from './lib/people.ts';
import { demandIndexScans } from './lib/plan.ts';
import { startProduct } from './lib/product.ts';
import { drawSearches, searchFor } from './lib/search-mix.ts';
import { demandDurable } from './lib/sql.ts';

export const million: Bench = {
  name: 'million',
  about: 'list, open and search with 1,000,000 conversations and 5,000,000 messages, beside the same with 20,000',
  run: async ({ quick }) => {
    const dataDir = await makeDataFolder();
    const usual = await makeDataset(dataDir, datasetOf(quick));
    const before = await timeBoth(dataDir, quick);
    const many = await growDataset(dataDir, quick ? 20_000 : 1_000_000, 'never');
    const after = await timeBoth(dataDir, quick);
    const series: Series[] = [
      { name: `list, ${shown(usual.conversations)}`, unit: 'ms', spread: before.list },
      { name: `list, ${shown(many.conversations)}`, unit: 'ms', spread: after.list },
      { name: `open, ${shown(usual.conversations)}`, unit: 'ms', spread: before.open },
      { name: `open, ${shown(many.conversations)}`, unit: 'ms', spread: after.open },
      { name: `search, ${shown(usual.conversations)}`, unit: 'ms', spread: before.search },
      { name: `search, ${shown(many.conversations)}`, unit: 'ms', spread: after.search },
    ];
    return {
      figures: {
        list_ms: after.list.median,
        open_ms: after.open.median,
        list_ratio: after.list.median / before.list.median,
        open_ratio: after.open.median / before.open.median,
        search_ms: after.search.median,
        search_p95_ms: after.search.p95,
        search_ratio: after.search.median / before.search.median,
      },
      series,
      notes: [
        `${shown(many.messages)} messages, ${shown(many.customers)} customers, ${shown(many.events)} events.`,
        ...after.plans.map((plan) => `Plan of the list: ${plan}.`),
      ],
    };
  },
};

async function timeBoth(dataDir: string, quick: boolean) {
  const product = await startProduct(dataDir);
  await demandDurable(product.ownerUrl);
  const desks = openDesks(product, await addAdvisers(product, await demoOwner(product), 1));
  const [one] = desks;
  if (!one) throw new Error('There is no desk.');
  const sample = await drawSample(product);
  const searches = (await drawSearches(product, 1_000)).map((search) => search.text);
  const times = quick ? 200 : 1_000;
  const taken = {
    list: await timeAction(one, list, times),
    open: await timeAction(one, open(sample), times),
    search: await timeAction(one, searchFor(searches), times),
    plans: await demandIndexScans(product),
  };
  closeDesks(desks);
  await product.stop();
  return taken;
}
