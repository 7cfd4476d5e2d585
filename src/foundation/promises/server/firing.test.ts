import { afterAll, beforeAll, expect, it } from 'vitest';
import { dueNow, startDeadlines } from '#kernel/server/deadlines.ts';
import { asOwner } from '#kernel/test/database.ts';
import { fillPromises } from '../test/fill.ts';
import { openPromiseShop, type PromiseShop, until, wednesday } from '../test/shop.ts';

let shop: PromiseShop;
beforeAll(async () => {
  shop = await openPromiseShop();
});
afterAll(() => shop.heed.stop());

it('T-65, small: of 500 that come due in one second, fired by several at once, each fires once and none late', async () => {
  shop.at(wednesday);
  await fillPromises(shop.heed.ownerUrl, shop.workspaceId, {
    count: 500,
    startedAt: new Date(wednesday),
    dueAt: (n) => new Date(wednesday + 3_600_000 + 2 * n),
  });
  const others = [startDeadlines(shop.heed.running.kernel), startDeadlines(shop.heed.running.kernel)];
  shop.at(wednesday + 3_600_000 + 1_000);
  const began = performance.now();
  const broken = async () => {
    const [row] = await asOwner<{ count: number }>(
      shop.heed.ownerUrl,
      `SELECT count(*)::int AS count FROM promise WHERE state = 'broken' AND measure = 'task'`,
    );
    return row?.count;
  };
  await until(async () => (await broken()) === 500);
  const tookMs = performance.now() - began;
  for (const one of others) await one.stop();
  const told = await asOwner<{ type: string; count: number; promises: number }>(
    shop.heed.ownerUrl,
    `SELECT type, count(*)::int AS count, count(DISTINCT data->>'promiseId')::int AS promises FROM event
     WHERE type IN ('promise.warned', 'promise.broken') AND data->>'measure' = 'task' GROUP BY type`,
  );
  expect(told).toEqual([{ type: 'promise.broken', count: 500, promises: 500 }]);
  const entries = await asOwner(
    shop.heed.ownerUrl,
    `SELECT count(*)::int AS count FROM promise_entry WHERE kind = 'broken'`,
  );
  expect(entries).toEqual([{ count: 500 }]);
  expect(tookMs).toBeLessThan(5_000);
  const left = await asOwner(shop.heed.ownerUrl, `SELECT FROM deadline WHERE kind = 'promise' AND due_at < $1`, [
    new Date(wednesday + 3_600_000 + 1_000),
  ]);
  expect(left).toHaveLength(0);
}, 30_000);

it('looks for what is due without reading what is still to come', async () => {
  const [{ 'QUERY PLAN': plan } = { 'QUERY PLAN': '' }] = await asOwner<{ 'QUERY PLAN': unknown }>(
    shop.heed.ownerUrl,
    `EXPLAIN (FORMAT JSON) ${dueNow.text}`,
    [['promise'], []],
  );
  expect(JSON.stringify(plan)).toMatch(/"Index Name":"deadline_due".*"Index Cond":"\(due_at <=/);
});
