import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillPromises } from '#foundation/promises/test/fill.ts';
import { asOwner } from '#kernel/test/database.ts';
import { ownerUrlOf } from '../faults/lib/database.ts';
import { report } from '../faults/lib/describe.ts';
import { type Product, startProduct } from '../faults/lib/product.ts';
import { allowed, scaled } from '../faults/lib/scale.ts';
import { type Shop, setUpShop } from '../faults/lib/shop.ts';
import { chooseSeed, pause, randomFrom, spread, until } from '../faults/lib/timing.ts';

const count = scaled(10_000);

describe('10,000 promises come due in one second at three processes', () => {
  let product: Product;
  let shop: Shop;
  let ownerUrl: string;

  beforeAll(async () => {
    product = await startProduct({ count: 3 });
    shop = await setUpShop(product);
    ownerUrl = await ownerUrlOf(product.database);
  });
  afterAll(() => product?.stop());

  /** Event times against due times, in milliseconds; one entry per promise that was told of. */
  async function lateness(): Promise<number[]> {
    const rows = await asOwner<{ late: number }>(
      ownerUrl,
      `SELECT extract(epoch FROM at - (data->>'dueAt')::timestamptz) * 1000 AS late FROM event
       WHERE type = 'promise.broken' AND data->>'measure' = 'task'`,
    );
    return rows.map((row) => Number(row.late));
  }

  test('T-65: processes are killed meanwhile; each fires once, the slowest of a hundred within 5 s', async (context) => {
    const seed = chooseSeed();
    const random = randomFrom(seed);
    const [clock] = await asOwner<{ now: Date }>(ownerUrl, 'SELECT clock_timestamp() AS now');
    const first = (clock?.now.getTime() ?? Date.now()) + 15_000;
    await fillPromises(ownerUrl, shop.workspaceId, {
      count,
      startedAt: new Date(first - 60_000),
      dueAt: (n) => new Date(first + Math.floor((n * 1_000) / count)),
    });
    await until('they come due', 60_000, async () => (await lateness()).length > count / 20);
    const victims = product.processes.slice(0, 2);
    for (const victim of victims) {
      await victim.end('SIGKILL');
      await pause(50 + random() * 300);
      await victim.start();
    }
    await until('all have fired', 60_000, async () => (await lateness()).length >= count);
    await pause(1_000);
    const late = spread(await lateness());
    const [told] = await asOwner<{ events: number; promises: number; entries: number; left: number }>(
      ownerUrl,
      `SELECT count(*)::int AS events, count(DISTINCT data->>'promiseId')::int AS promises,
         (SELECT count(*)::int FROM promise_entry WHERE kind = 'broken') AS entries,
         (SELECT count(*)::int FROM promise WHERE measure = 'task' AND state <> 'broken') AS left
       FROM event WHERE type = 'promise.broken' AND data->>'measure' = 'task'`,
    );
    report(context, {
      id: 'T-65',
      what: `${count} promises due within one second, two of three processes killed one after the other, seed ${seed}`,
      counts: `${told?.events} fired, ${told?.promises} of them different, ${told?.left} not fired`,
      figures: `late p50 ${late.p50} ms, p99 ${late.p99} ms, longest ${late.max} ms`,
    });
    expect(told).toEqual({ events: count, promises: count, entries: count, left: 0 });
    expect(late.p99).toBeLessThan(allowed(5_000));
  });
});
