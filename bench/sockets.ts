import type { Bench } from './lib/bench.ts';
import { makeDataFolder } from './lib/data-folder.ts';
import { makeDataset } from './lib/dataset.ts';
import { type Live, openDeskSocket, openVisitorSocket } from './lib/live.ts';
import { inLanes, pause, shown } from './lib/numbers.ts';
import { addAdvisers, demoOwner } from './lib/people.ts';
import { openFilesLimit, pssMb } from './lib/proc.ts';
import { type Product, startProduct } from './lib/product.ts';
import { beginVisits, openWidget } from './lib/visitors.ts';

/** Sockets that come from one address and of one visitor, below what Heed lets them have. */
const perAddress = 250;
const perVisitor = 8;
const settleMs = 20_000;

export const sockets: Bench = {
  name: 'sockets',
  about: 'memory of the server for 10,000 idle sockets, of visitors and of desks',
  run: async ({ quick }) => {
    const count = quick ? 1_000 : 10_000;
    if (openFilesLimit() < count + 1_000) {
      throw new Error(`This needs ${shown(count + 1_000)} open files a process. Raise the limit with ulimit -Hn.`);
    }
    const dataDir = await makeDataFolder();
    await makeDataset(dataDir, { demo: 100, total: 100 });
    const visitors = await measure(dataDir, count, quick, async (product) => {
      const owner = await demoOwner(product);
      const known = await beginVisits(product, await openWidget(product, owner), Math.ceil(count / perVisitor));
      return (n) => openVisitorSocket(product, at(known, n), Math.floor(n / perAddress));
    });
    const staff = await measure(dataDir, count, quick, async (product) => {
      const sessions = await addAdvisers(product, await demoOwner(product), 4);
      return (n) => openDeskSocket(product, at(sessions, n), () => {}, Math.floor(n / perAddress));
    });
    return {
      figures: { mb_per_10k: visitors.mbPer10k, staff_mb_per_10k: staff.mbPer10k },
      series: [],
      notes: [
        `${shown(count)} sockets each, from ${Math.ceil(count / perAddress)} addresses of this machine, with few tokens.`,
        `Visitors: ${visitors.words}`,
        `Desks: ${staff.words}`,
        'Memory is the proportional set (PSS) of Heed’s process, some seconds after the last socket was opened.',
      ],
    };
  },
};

const at = <Item>(items: readonly Item[], n: number): Item => {
  const item = items[n % items.length];
  if (item === undefined) throw new Error('Nobody is there to connect.');
  return item;
};

/** A fresh process for each kind, so that neither rests in memory that the other one left. */
async function measure(
  dataDir: string,
  count: number,
  quick: boolean,
  prepare: (product: Product) => Promise<(n: number) => Promise<Live>>,
) {
  const product = await startProduct(dataDir);
  const connect = await prepare(product);
  // The first ones pay for code that is compiled once, not for being sockets.
  const first: Live[] = [];
  for (let n = 0; n < 200; n++) first.push(await connect(n));
  for (const one of first) one.close();
  await pause(quick ? 1_000 : settleMs);
  const before = pssMb(product.pid);
  const startedAt = performance.now();
  await inLanes([...Array(count).keys()], 20, async (n) => {
    await connect(n);
  });
  const perSecond = count / ((performance.now() - startedAt) / 1_000);
  const atOnce = pssMb(product.pid);
  await pause(quick ? 2_000 : settleMs);
  const after = pssMb(product.pid);
  await product.stop();
  const mbPer10k = ((after - before) / count) * 10_000;
  const words =
    `${shown(before)} MB before, ${shown(atOnce)} MB when all were open, ${shown(after)} MB after a rest; ` +
    `${shown(perSecond)} sockets opened a second.`;
  return { mbPer10k, words };
}
