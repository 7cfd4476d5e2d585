import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isKept } from '../faults/lib/checker.ts';
import { createChooser } from '../faults/lib/chooser.ts';
import { countsOf, report } from '../faults/lib/describe.ts';
import { startLoad } from '../faults/lib/load.ts';
import { type Product, startProduct } from '../faults/lib/product.ts';
import { allowed, scaled } from '../faults/lib/scale.ts';
import { type Shop, setUpShop } from '../faults/lib/shop.ts';
import { chooseSeed, pause, randomFrom, until } from '../faults/lib/timing.ts';

const size = { visitors: scaled(100), perVisitor: 8, replies: 2 };
const nothing = (verdict: object) => Object.fromEntries(Object.keys(verdict).map((name) => [name, 0]));

describe('1,000 concurrent sends at three processes', () => {
  let product: Product;
  let shop: Shop;

  beforeAll(async () => {
    product = await startProduct({ count: 3 });
    shop = await setUpShop(product, 4);
  });
  afterAll(() => product?.stop());

  test('T-01: kill -9 of one', async (context) => {
    const seed = chooseSeed();
    const random = randomFrom(seed);
    const chooser = createChooser(product.urls);
    const load = await startLoad({ product, shop, chooser, seed, ...size });
    await load.reached(0.2 + random() * 0.4);
    const victim = product.processes[Math.floor(random() * 3)];
    await victim?.end('SIGKILL');
    await load.finished;
    const { verdict, pauseMs } = await load.decide();
    load.stop();
    chooser.stop();
    report(context, {
      id: 'T-01',
      what: `kill -9 of one of three processes during ${load.total} concurrent sends, seed ${seed}`,
      counts: countsOf(load.history, verdict),
      figures: `longest pause ${pauseMs} ms; ${isKept(verdict) ? 'kept' : 'BROKEN'}`,
    });
    expect(load.history.count('ack')).toBe(load.total);
    expect(verdict).toEqual(nothing(verdict));
    expect(pauseMs).toBeLessThan(allowed(3_000));
    await victim?.start();
  });

  test('T-02: kill -9 of all at once, then a restart', async (context) => {
    const seed = chooseSeed();
    const random = randomFrom(seed);
    const chooser = createChooser(product.urls);
    const load = await startLoad({ product, shop, chooser, seed, ...size });
    await load.reached(0.2 + random() * 0.4);
    await Promise.all(product.processes.map((one) => one.end('SIGKILL')));
    const acked = load.history.count('ack');
    const killedAt = performance.now();
    await pause(500);
    const restarted = Promise.all(product.processes.map((one) => one.start()));
    await until('messages are accepted again', 60_000, () => load.history.count('ack') > acked);
    const backMs = Math.round(performance.now() - killedAt);
    await restarted;
    await load.finished;
    const { verdict, pauseMs } = await load.decide();
    load.stop();
    chooser.stop();
    report(context, {
      id: 'T-02',
      what: `kill -9 of all three processes during ${load.total} concurrent sends, restart, seed ${seed}`,
      counts: countsOf(load.history, verdict),
      figures: `accepting again ${backMs} ms after the kill (with 500 ms before the restart); longest pause ${pauseMs} ms; ${isKept(verdict) ? 'kept' : 'BROKEN'}`,
    });
    expect(load.history.count('ack')).toBe(load.total);
    expect(verdict).toEqual(nothing(verdict));
    expect(backMs).toBeLessThan(allowed(10_000));
  });
});
