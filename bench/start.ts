import type { Bench } from './lib/bench.ts';
import { makeDataFolder } from './lib/data-folder.ts';
import { spread } from './lib/numbers.ts';
import { startProduct } from './lib/product.ts';

export const start: Bench = {
  name: 'start',
  about: 'how long a first and a second start take to the first answer, already built',
  run: async ({ quick }) => {
    const cold: number[] = [];
    const warm: number[] = [];
    for (let round = 0; round < (quick ? 1 : 5); round++) {
      const dataDir = await makeDataFolder();
      cold.push(await timeStart(dataDir));
      warm.push(await timeStart(dataDir));
    }
    const colds = spread(cold);
    const warms = spread(warm);
    return {
      figures: { cold_s: colds.median, warm_s: warms.median },
      series: [
        { name: 'first start', unit: 's', spread: colds },
        { name: 'second start', unit: 's', spread: warms },
      ],
      notes: ['From starting the program behind `npm start` to /readyz answering; npm itself adds its own moment.'],
    };
  },
};

/** Seconds from starting the program to its first answer. */
async function timeStart(dataDir: string): Promise<number> {
  const startedAt = performance.now();
  const product = await startProduct(dataDir, 'scripts/up.mjs');
  const response = await fetch(`${product.url}/readyz`);
  const seconds = (performance.now() - startedAt) / 1_000;
  await response.text();
  await product.stop();
  if (response.status !== 200) throw new Error(`/readyz answered ${response.status}.`);
  return seconds;
}
