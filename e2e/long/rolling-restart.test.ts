import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixedChooser } from '../faults/lib/chooser.ts';
import { countsOf, report } from '../faults/lib/describe.ts';
import { atRate } from '../faults/lib/fleet.ts';
import { ask } from '../faults/lib/http.ts';
import { startLoad } from '../faults/lib/load.ts';
import { freePort, type Product, startProduct } from '../faults/lib/product.ts';
import { type LoadBalancer, startProxy } from '../faults/lib/proxy.ts';
import { scale, scaled } from '../faults/lib/scale.ts';
import { type Shop, setUpShop } from '../faults/lib/shop.ts';
import { chooseSeed, spread, until } from '../faults/lib/timing.ts';

const rounds = scale < 1 ? 1 : 3;

describe('a rolling restart behind a load balancer', () => {
  let product: Product;
  let shop: Shop;
  let proxy: LoadBalancer;

  beforeAll(async () => {
    const port = await freePort();
    product = await startProduct({ count: 3, publicUrl: `http://127.0.0.1:${port}` });
    proxy = await startProxy(port, product.urls);
    shop = await setUpShop(product, 2);
  });
  afterAll(async () => {
    proxy?.stop();
    await product?.stop();
  });

  test(`T-03: SIGTERM to each of three processes, ${rounds} times, under load`, async (context) => {
    const seed = chooseSeed();
    let isOver = false;
    const load = await startLoad({
      product,
      shop,
      chooser: fixedChooser(proxy.url),
      seed,
      visitors: scaled(60),
      perVisitor: 1_000_000,
      replies: 1_000_000,
      // Some 60 writes a second at full size: what two cores bear beside the load generator and a starting process.
      pauseMs: 4_000,
      rampMs: 5_000,
      isOver: () => isOver,
    });
    const reads: number[] = [];
    const failedReads: string[] = [];
    const cookie = shop.cookies[0] ?? '';
    const read = async () => {
      try {
        const { status, ms } = await ask(`${proxy.url}/api/v1/conversations`, { headers: { cookie } });
        if (status === 200) reads.push(ms);
        else failedReads.push(`${status} after ${Math.round(ms)} ms`);
      } catch (error) {
        failedReads.push(String(error));
      }
    };
    const restarts = async () => {
      for (let i = 0; i < rounds * 3; i++) {
        const one = product.processes[i % 3];
        const ended = await one?.end('SIGTERM');
        expect(ended).toMatchObject({ code: 0, signal: null });
        await one?.start();
        await until('the load balancer sees it', 10_000, () => proxy.isHealthy(one?.url ?? ''));
      }
      isOver = true;
    };
    const reading = (async () => {
      while (!isOver) await atRate(20, 1_000, read);
    })();
    await restarts();
    await Promise.all([load.finished, reading]);
    const { verdict, pauseMs } = await load.decide();
    load.stop();
    const { history } = load;
    const refused = history.records.flatMap((record) => (record.type === 'refused' ? [record.status] : []));
    const failed = failedReads.length + proxy.failures() + history.count('cut') + history.count('refused');
    report(context, {
      id: 'T-03',
      what: `${rounds * 3} SIGTERM restarts under load behind a load balancer, seed ${seed}`,
      counts: `${reads.length} reads; ${countsOf(history, verdict)}; failed requests ${failed}${failed > 0 ? ` (reads ${failedReads.join(', ')}, at the load balancer ${proxy.failures()}, refused ${refused.join(' ')})` : ''}`,
      figures: `longest pause ${pauseMs} ms; reads p99 ${spread(reads).p99} ms`,
    });
    expect(failed).toBe(0);
    expect(verdict).toEqual(Object.fromEntries(Object.keys(verdict).map((name) => [name, 0])));
  });
});
