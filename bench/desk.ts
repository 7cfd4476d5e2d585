import type { Bench, Series } from './lib/bench.ts';
import { makeDataFolder } from './lib/data-folder.ts';
import { datasetOf, makeDataset } from './lib/dataset.ts';
import type { Desk } from './lib/desk-client.ts';
import { answer, create, drawSample, list, open, openDesks, type Sample, timeAction } from './lib/desk-client.ts';
import { pause, spread } from './lib/numbers.ts';
import { addAdvisers, demoOwner } from './lib/people.ts';
import { type Product, startProduct } from './lib/product.ts';
import { demandDurable, rowsOf } from './lib/sql.ts';
import { costLine, watchUsage } from './lib/usage.ts';

const clients = 16;

/** Makes every commit that sends a message take 3 ms longer, as a slower disk or a replica would. */
const slowCommits = `
  CREATE FUNCTION bench_wait() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.003); RETURN NULL; END $$;
  CREATE CONSTRAINT TRIGGER bench_wait AFTER INSERT ON event DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.type = 'message.sent') EXECUTE FUNCTION bench_wait()`;
const quickCommits = 'DROP TRIGGER bench_wait ON event; DROP FUNCTION bench_wait()';

export const desk: Bench = {
  name: 'desk',
  about: 'what an adviser does all day, over HTTP: list, open, start, reply; and replies of 16 clients at once',
  run: async ({ quick }) => {
    const dataDir = await makeDataFolder();
    await makeDataset(dataDir, datasetOf(quick));
    const product = await startProduct(dataDir);
    await demandDurable(product.ownerUrl);
    const desks = openDesks(product, await addAdvisers(product, await demoOwner(product), clients));
    const [one] = desks;
    if (!one) throw new Error('There is no desk.');
    const sample = await drawSample(product);
    const times = quick ? 200 : 1_000;
    const series: Series[] = [];
    const figures: Record<string, number> = {};
    const actions = { list, open: open(sample), create: create(sample), reply: answer(sample.unresolved) };
    for (const [name, action] of Object.entries(actions)) {
      const taken = await timeAction(one, action, times);
      series.push({ name, unit: 'ms', spread: taken });
      figures[`${name}_ms`] = taken.median;
    }
    const seconds = quick ? 4 : 15;
    const fast = await together(product, desks, sample, seconds);
    await rowsOf(product.ownerUrl, slowCommits);
    const slow = await together(product, desks, sample, seconds);
    await rowsOf(product.ownerUrl, quickCommits);
    await product.stop();
    series.push({ name: `reply, ${clients} clients`, unit: 'ms', spread: fast.taken });
    series.push({ name: `reply, ${clients} clients, +3 ms a commit`, unit: 'ms', spread: slow.taken });
    return {
      figures: { ...figures, replies_per_s: fast.perSecond, replies_per_s_3ms: slow.perSecond },
      series,
      notes: ['Times are over HTTP with kept connections; the clients run on the same cores.', fast.cost],
    };
  },
};

/** All desks reply without a pause, each in conversations of its own. */
async function together(product: Product, desks: readonly Desk[], sample: Sample, seconds: number) {
  const taken: number[] = [];
  let countsFrom = Number.POSITIVE_INFINITY;
  let isOver = false;
  const work = desks.map(async (one, index) => {
    const action = answer(sample.unresolved.filter((_, n) => n % desks.length === index));
    for (let n = 0; !isOver; n++) {
      const startedAt = performance.now();
      await action(one, n);
      if (startedAt >= countsFrom && !isOver) taken.push(performance.now() - startedAt);
    }
  });
  await pause(1_000);
  countsFrom = performance.now();
  const usage = watchUsage(product);
  await pause(seconds * 1_000);
  isOver = true;
  const used = usage();
  await Promise.all(work);
  const cost = costLine('a reply', used, taken.length);
  return { perSecond: taken.length / used.seconds, taken: spread(taken), cost };
}
