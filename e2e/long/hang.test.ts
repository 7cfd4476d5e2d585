import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixedChooser } from '../faults/lib/chooser.ts';
import { countsOf, report } from '../faults/lib/describe.ts';
import { hangFor } from '../faults/lib/hang.ts';
import { startLoad } from '../faults/lib/load.ts';
import { type Product, startProduct } from '../faults/lib/product.ts';
import { allowed, scale } from '../faults/lib/scale.ts';
import { type Shop, setUpShop } from '../faults/lib/shop.ts';
import { chooseSeed } from '../faults/lib/timing.ts';

const hangMs = scale < 1 ? 20_000 : 60_000;
const edges = [500, 1_000, 2_000, 3_000, 4_000, 5_000];

/** `≤ 500 ms 12, ≤ 1000 ms 3, …` */
function histogram(durations: readonly number[]): string {
  const bars = edges.map((edge, i) => {
    const from = edges[i - 1] ?? 0;
    return `≤ ${edge} ms ${durations.filter((ms) => ms > from && ms <= edge).length}`;
  });
  return `${bars.join(', ')}, later ${durations.filter((ms) => ms > (edges.at(-1) ?? 0)).length}`;
}

describe.skipIf(process.platform !== 'linux')('a database that hangs for a minute', () => {
  let product: Product;
  let shop: Shop;

  beforeAll(async () => {
    product = await startProduct();
    shop = await setUpShop(product);
  });
  afterAll(() => product?.stop());

  test('T-09: every request is refused within 5 s, the process stays up and recovers', async (context) => {
    const seed = chooseSeed();
    const load = await startLoad({
      product,
      shop,
      chooser: fixedChooser(product.urls[0] ?? ''),
      seed,
      visitors: 20,
      perVisitor: 6,
      replies: 1,
      pauseMs: 2_000,
    });
    await load.reached(0.3);
    const result = await hangFor(product, shop, hangMs, 20);
    await load.finished;
    const { verdict } = await load.decide();
    load.stop();
    const refused = result.answers.get(503) ?? [];
    report(context, {
      id: 'T-09',
      what: `database hung for ${hangMs / 1_000} s under load, seed ${seed}`,
      counts: `${refused.length} × 503, other answers ${result.answers.size - 1}, unanswered ${result.unanswered}, without Retry-After ${result.withoutRetryAfter}; ${countsOf(load.history, verdict)}`,
      figures: `503 after ${histogram(refused)}; /readyz said so after ${Math.round(result.noticedMs)} ms; recovered ${Math.round(result.recoveredMs)} ms after the end`,
    });
    const strange = product.processes[0]?.output().match(/^.*"level":50.*"code":"(?!service\.unavailable).*$/m)?.[0];
    expect([...result.answers.keys()], strange).toEqual([503]);
    expect(result).toMatchObject({ withoutRetryAfter: 0, unanswered: 0 });
    expect(Math.max(...refused)).toBeLessThan(5_000);
    expect(result.noticedMs).toBeLessThan(10_000);
    expect([...result.ready]).toEqual([503]);
    expect([...result.alive, ...result.page]).toEqual([200, 200]);
    expect(result.recoveredMs).toBeLessThan(allowed(5_000));
    expect(product.processes[0]?.isRunning()).toBe(true);
    expect(verdict).toEqual(Object.fromEntries(Object.keys(verdict).map((name) => [name, 0])));
  });
});
