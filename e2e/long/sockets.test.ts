import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { report } from '../faults/lib/describe.ts';
import { atRate, type Fleet, inParallel, openFleet } from '../faults/lib/fleet.ts';
import { memoryOf } from '../faults/lib/memory.ts';
import { type Product, startProduct } from '../faults/lib/product.ts';
import { allowed, scale, scaled } from '../faults/lib/scale.ts';
import { setUpShop } from '../faults/lib/shop.ts';
import { pause, spread, until } from '../faults/lib/timing.ts';

const count = scaled(10_000);
const perSecond = scaled(200);
const senders = Math.min(count, 1_000);
const runMs = scale < 1 ? 10_000 : 60_000;
/** Messages a second against which a storm is measured. */
const probesPerSecond = 50;

/** An acceptance as it was seen: when it was sent, how long it took, whether it succeeded. */
interface Probe {
  at: number;
  ms: number;
  isAccepted: boolean;
}

describe.skipIf(process.platform !== 'linux')(`${count} open sockets on three processes`, () => {
  let product: Product;
  let fleet: Fleet;

  beforeAll(async () => {
    product = await startProduct({ count: 3 });
    fleet = await openFleet(product, await setUpShop(product), count);
  }, 900_000);
  afterAll(async () => {
    fleet?.stop();
    await product?.stop();
  });

  test(`T-17: ${perSecond} messages a second through them`, async (context) => {
    // People who are already talking: a first message also makes its conversation.
    await inParallel(senders, 8, async (index) => {
      expect((await fleet.send(index)).status).toBe(200);
    });
    await until('first messages arrived', 30_000, () => fleet.deliveries.length === senders);
    fleet.deliveries.length = 0;
    const statuses = new Map<number, number>();
    await atRate(perSecond, runMs, async (index) => {
      const { status } = await fleet.send(index % senders);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    });
    await until('every message arrived', 10_000, () => fleet.deliveries.length >= (statuses.get(200) ?? 0)).catch(
      () => {},
    );
    const memory = await memoryOf(product);
    const { p50, p99, max } = spread(fleet.deliveries);
    report(context, {
      id: 'T-17',
      what: `${fleet.up()} open sockets and ${perSecond} messages a second for ${runMs / 1_000} s`,
      counts: `${fleet.sent() - senders} sent, ${statuses.get(200) ?? 0} accepted, ${fleet.deliveries.length} delivered`,
      figures: `delivery p50 ${p50} ms, p99 ${p99} ms, longest ${max} ms; processes ${memory.productRssMb} MiB resident, with the database ${memory.allPssMb} MiB (proportional)`,
    });
    expect(fleet.up()).toBe(count);
    expect([...statuses.keys()]).toEqual([200]);
    expect(fleet.deliveries.length).toBe(fleet.sent() - senders);
    expect(p99).toBeLessThan(allowed(500));
    expect(memory.productRssMb).toBeLessThan(1_536);
    expect(memory.allPssMb).toBeLessThan(1_536);
  });

  test('T-18: all of them lose their connection at once and come back', async (context) => {
    const probes: Probe[] = [];
    const probe = async (index: number) => {
      const at = performance.now();
      const { status, ms } = await fleet.send(index % senders);
      probes.push({ at, ms, isAccepted: status === 200 });
    };
    const during = (from: number, to: number) => probes.filter((one) => one.at >= from && one.at < to);
    let isOver = false;
    const probing = (async () => {
      while (!isOver) await atRate(probesPerSecond, 1_000, probe);
    })();
    await pause(5_000);
    const brokenAt = performance.now();
    for (const link of fleet.links) link.cut();
    const upMs = await until('every socket is back', 240_000, () => fleet.up() === count);
    await pause(10_000);
    isOver = true;
    await probing;
    const normal = spread(during(0, brokenAt).map((one) => one.ms)).p99;
    const limit = Math.max(100, 2 * normal);
    const isNormal = (second: number) => {
      const some = during(brokenAt + second * 1_000, brokenAt + (second + 1) * 1_000);
      return some.every((one) => one.isAccepted) && spread(some.map((one) => one.ms)).p99 <= limit;
    };
    const seconds = Math.floor((performance.now() - brokenAt) / 1_000) - 1;
    const normalAfter = 1 + Array.from({ length: seconds }, (_, i) => i).findLastIndex((second) => !isNormal(second));
    const worst = spread(during(brokenAt, Number.POSITIVE_INFINITY).map((one) => one.ms));
    report(context, {
      id: 'T-18',
      what: `${count} sockets cut at once, while ${probesPerSecond} messages a second are sent`,
      counts: `${probes.length} messages, ${probes.filter((one) => !one.isAccepted).length} to be repeated`,
      figures: `all sockets back after ${Math.round(upMs)} ms; acceptance p99 ${normal} ms before, ${worst.p99} ms during; normal (≤ ${limit} ms) again after ${normalAfter} s`,
    });
    expect(normalAfter).toBeLessThanOrEqual(allowed(30_000) / 1_000);
    expect(upMs).toBeLessThan(allowed(60_000));
  });
});
