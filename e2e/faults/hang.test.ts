import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixedChooser } from './lib/chooser.ts';
import { countsOf, report } from './lib/describe.ts';
import { hangFor } from './lib/hang.ts';
import { startLoad } from './lib/load.ts';
import { type Product, startProduct } from './lib/product.ts';
import { type Shop, setUpShop } from './lib/shop.ts';
import { chooseSeed, spread } from './lib/timing.ts';

describe.skipIf(process.platform !== 'linux')('a database that hangs', () => {
  let product: Product;
  let shop: Shop;

  beforeAll(async () => {
    product = await startProduct();
    shop = await setUpShop(product);
  }, 120_000);
  afterAll(() => product?.stop(), 60_000);

  test('T-09, briefly: 503 with Retry-After within 5 s, and recovery by itself', async (context) => {
    const seed = chooseSeed();
    const chooser = fixedChooser(product.urls[0] ?? '');
    const load = await startLoad({
      product,
      shop,
      chooser,
      seed,
      visitors: 5,
      perVisitor: 6,
      replies: 1,
      pauseMs: 1_500,
    });
    await load.reached(0.2);
    const result = await hangFor(product, shop, 7_000, 10);
    await load.finished;
    const { verdict } = await load.decide();
    load.stop();
    const refused = spread(result.answers.get(503) ?? []);
    report(context, {
      id: 'T-09',
      what: `database hung for 7 s, seed ${seed}`,
      counts: `${result.answers.get(503)?.length} × 503; ${countsOf(load.history, verdict)}`,
      figures: `503 after p50 ${refused.p50} ms, longest ${refused.max} ms; noticed ${Math.round(result.noticedMs)} ms; back ${Math.round(result.recoveredMs)} ms`,
    });
    expect([...result.answers.keys()]).toEqual([503]);
    expect(result).toMatchObject({ withoutRetryAfter: 0, unanswered: 0 });
    expect(refused.max).toBeLessThan(5_000);
    expect([...result.ready]).toEqual([503]);
    expect([...result.alive, ...result.page]).toEqual([200, 200]);
    expect(result.recoveredMs).toBeLessThan(10_000);
    expect(product.processes[0]?.isRunning()).toBe(true);
    expect(verdict).toEqual(Object.fromEntries(Object.keys(verdict).map((name) => [name, 0])));
  }, 120_000);
});
