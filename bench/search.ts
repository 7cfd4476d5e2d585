import type { Bench, Series } from './lib/bench.ts';
import { makeDataFolder } from './lib/data-folder.ts';
import { datasetOf, makeDataset } from './lib/dataset.ts';
import { closeDesks, openDesks, timeAction } from './lib/desk-client.ts';
import { shown } from './lib/numbers.ts';
import { addAdvisers, demoOwner } from './lib/people.ts';
import { startProduct } from './lib/product.ts';
import { drawSearches, type SearchKind, searchFor } from './lib/search-mix.ts';
import { demandDurable } from './lib/sql.ts';

const kinds: readonly SearchKind[] = ['name', 'reference', 'word'];

export const search: Bench = {
  name: 'search',
  about: 'what an adviser looks up: names, references and words, over HTTP, all three groups with 50 results each',
  run: async ({ quick }) => {
    const dataDir = await makeDataFolder();
    const counted = await makeDataset(dataDir, datasetOf(quick));
    const product = await startProduct(dataDir);
    await demandDurable(product.ownerUrl);
    const desks = openDesks(product, await addAdvisers(product, await demoOwner(product), 1));
    const [one] = desks;
    if (!one) throw new Error('There is no desk.');
    const times = quick ? 200 : 1_000;
    const searches = await drawSearches(product, times);
    const all = await timeAction(one, searchFor(searches.map((each) => each.text)), times);
    const series: Series[] = [{ name: 'all', unit: 'ms', spread: all }];
    const figures: Record<string, number> = { search_ms: all.median, search_p95_ms: all.p95 };
    for (const kind of kinds) {
      const texts = searches.filter((each) => each.kind === kind).map((each) => each.text);
      const taken = await timeAction(one, searchFor(texts), texts.length);
      series.push({ name: `${kind}s`, unit: 'ms', spread: taken });
      figures[`${kind}s_ms`] = taken.median;
    }
    closeDesks(desks);
    await product.stop();
    return {
      figures,
      series,
      notes: [`Over ${shown(counted.messages)} messages and ${shown(counted.customers)} customers.`],
    };
  },
};
