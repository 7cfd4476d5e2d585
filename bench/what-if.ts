import { getWhatIf, tryTarget } from '#improvement/reviews/contract.ts';
import { callerAt } from './lib/api.ts';
import type { Bench } from './lib/bench.ts';
import { makeDataFolder } from './lib/data-folder.ts';
import { datasetOf, growDataset, makeDataset } from './lib/dataset.ts';
import { pause, shown, spread } from './lib/numbers.ts';
import { demoOwner } from './lib/people.ts';
import { startProduct } from './lib/product.ts';
import { demandDurable } from './lib/sql.ts';

/** What is proposed: each measure is played back, the one with the most clocks among them. */
const proposals = ['first_response', 'next_response', 'full_resolution'];

export const whatIf: Bench = {
  name: 'what-if',
  about: 'what would have been under another target, over 100,000 conversations of 90 days',
  run: async ({ quick }) => {
    const dataDir = await makeDataFolder();
    await makeDataset(dataDir, datasetOf(quick));
    await growDataset(dataDir, quick ? 5_000 : 110_000, 'never');
    const product = await startProduct(dataDir);
    await demandDurable(product.ownerUrl);
    const caller = callerAt(product.url, { headers: await demoOwner(product) });
    const took: { measure: string; seconds: number; looked: number }[] = [];
    for (const measure of proposals) {
      const startedAt = performance.now();
      const { whatIfId } = await caller.call(tryTarget, { measure, minutes: 30 });
      for (;;) {
        const { state, lookedAt } = await caller.call(getWhatIf, { whatIfId });
        if (state === 'done') {
          took.push({ measure, seconds: (performance.now() - startedAt) / 1_000, looked: lookedAt });
          break;
        }
        if (state !== 'running') throw new Error(`The look back ${state}.`);
        await pause(50);
      }
    }
    caller.wire.close();
    await product.stop();
    const slowest = took.toSorted((one, other) => other.seconds - one.seconds)[0];
    return {
      figures: { what_if_s: slowest?.seconds ?? Number.NaN },
      series: took.map(({ measure, seconds }) => ({ name: measure, unit: 's', spread: spread([seconds]) })),
      notes: [
        `${shown(slowest?.looked ?? 0)} conversations of the last 90 days were looked at, from the question to the result over HTTP.`,
        'The figure is the slowest of the measures.',
      ],
    };
  },
};
