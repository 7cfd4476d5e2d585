import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createChooser } from '../faults/lib/chooser.ts';
import { findDebianPostgres, type OtherPostgres, startOtherPostgres } from '../faults/lib/debian-postgres.ts';
import { countsOf, report } from '../faults/lib/describe.ts';
import { startLoad } from '../faults/lib/load.ts';
import { builtRoot, type Product, startProduct } from '../faults/lib/product.ts';
import { setUpShop } from '../faults/lib/shop.ts';
import { chooseSeed } from '../faults/lib/timing.ts';

const run = promisify(execFile);

describe('the oldest PostgreSQL that Heed accepts', () => {
  let postgres: OtherPostgres | undefined;
  let product: Product | undefined;
  let why = '';

  beforeAll(async () => {
    const found = await findDebianPostgres();
    if ('why' in found) why = found.why;
    else postgres = await startOtherPostgres(found.bin);
  }, 400_000);
  afterAll(async () => {
    await product?.stop();
    await postgres?.stop();
  });

  test('migrates and serves on PostgreSQL 15 of Debian, named by DATABASE_URL', async (context) => {
    if (!postgres) {
      console.log(`skipped: PostgreSQL 15 (${why})`);
      return context.skip(why);
    }
    const environment = { DATABASE_URL: postgres.url };
    const cli = join(builtRoot, 'dist', 'cli.js');
    const env = { ...process.env, ...environment };
    expect((await run(process.execPath, [cli, 'migrate'], { env })).stdout).toContain('up to date');
    // A second time there is nothing to do.
    expect((await run(process.execPath, [cli, 'migrate'], { env })).stdout).toContain('up to date');
    product = await startProduct({ count: 2, environment });
    const shop = await setUpShop(product);
    const seed = chooseSeed();
    const chooser = createChooser(product.urls);
    const load = await startLoad({ product, shop, chooser, seed, visitors: 10, perVisitor: 8, replies: 2 });
    await load.finished;
    const { verdict, pauseMs } = await load.decide();
    load.stop();
    chooser.stop();
    report(context, {
      id: 'PostgreSQL 15',
      what: `migrations and ${load.total} sends on PostgreSQL ${postgres.version}, two processes`,
      counts: countsOf(load.history, verdict),
      figures: `longest pause ${pauseMs} ms`,
    });
    expect(load.history.count('ack')).toBe(load.total);
    expect(verdict).toEqual(Object.fromEntries(Object.keys(verdict).map((name) => [name, 0])));
  });
});
