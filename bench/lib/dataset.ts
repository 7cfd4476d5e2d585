import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { capabilities } from '#apps/capabilities.ts';
import { findDist, findMigrations } from '#apps/dist.ts';
import { followAll } from '#foundation/measures/index.ts';
import { readConfig } from '#kernel/server/config.ts';
import { startCluster } from '#kernel/server/postgres/cluster.ts';
import { clusterPaths, currentData } from '#kernel/server/postgres/paths.ts';
import { type Opened, openKernel } from '#kernel/server/start.ts';
import { sealAll } from '#platform/audit/index.ts';
import { fillDemo } from '#platform/demo/index.ts';
import { type Counted, checkDataset } from './check-dataset.ts';
import { grow } from './grow.ts';
import { shown } from './numbers.ts';
import { withOwner } from './sql.ts';

/** How many conversations the data holds; messages come to about five each. */
export interface DatasetSize {
  /** Made through commands, by the demo. */
  demo: number;
  /** Made from those in SQL; 0 for the demo as it is. */
  total: number;
}

export const standard: DatasetSize = { demo: 2_000, total: 20_000 };
export const small: DatasetSize = { demo: 200, total: 2_000 };

export const datasetOf = (quick: boolean): DatasetSize => (quick ? small : standard);

/** While data is made nothing has to survive a power cut; what is measured runs with the product's own settings. */
const forFilling = {
  shared_buffers: '512MB',
  maintenance_work_mem: '512MB',
  work_mem: '128MB',
  max_wal_size: '8GB',
  checkpoint_timeout: '1h',
  autovacuum: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  // Parallel work needs shared memory that small containers do not have.
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
};

/**
 * Fills an empty data folder: the demo through its commands, then copies of it. Leaves nothing running. When several
 * benches run after each other, the second takes a copy of what the first made.
 */
export async function makeDataset(dataDir: string, size: DatasetSize): Promise<Counted> {
  const kept = sharedFolder && join(sharedFolder, `${size.demo}-${size.total}`);
  if (kept && existsSync(kept)) {
    console.log('Data: a copy of what an earlier bench of this run made.');
    await copyFolder(kept, dataDir);
    return withDatabase(dataDir, (ownerUrl) => finish(ownerUrl));
  }
  const counted = await fillFolder(dataDir, size);
  if (kept) await keep(dataDir, kept);
  return counted;
}

/** A folder that the benches of one run share, named by whoever starts them. */
const sharedFolder = process.env.HEED_BENCH_SHARED;

/** With owners and modes, which PostgreSQL insists on. */
async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  await promisify(execFile)('cp', ['-a', `${from}/.`, to]);
}

/** Keeps a copy for the next bench, unless the database lies elsewhere and the folder is not all of it. */
async function keep(dataDir: string, kept: string): Promise<void> {
  if ((await currentData(clusterPaths(dataDir))).startsWith(dataDir)) await copyFolder(dataDir, kept);
}

async function fillFolder(dataDir: string, size: DatasetSize): Promise<Counted> {
  return withDatabase(dataDir, async (ownerUrl) => {
    const startedAt = performance.now();
    const opened = await openOn(ownerUrl);
    try {
      const customers = Math.max(100, Math.round(size.demo / 4));
      await fillDemo(opened.kernel, { customers, conversations: size.demo, quiet: true });
    } finally {
      await opened.close();
    }
    tell(`Demo filled through commands`, size.demo, startedAt);
    if (size.total > size.demo) {
      await growTo(ownerUrl, size.total);
      return settle(ownerUrl, 'now');
    }
    await sealEvents(ownerUrl);
    await countMeasures(ownerUrl);
    return finish(ownerUrl);
  });
}

/** What becomes of the measures of data that was made in SQL. */
export type Counting =
  /** Counted here, so that the product has nothing left to do. */
  | 'now'
  /** Left to the product that starts on it. */
  | 'later'
  /** Taken as counted: for what asks for no measure. A million conversations take a quarter of an hour to count. */
  | 'never';

/**
 * Grows data that is there already. The product must not be running on it. When several benches run after each other,
 * the second takes a copy of what the first grew.
 */
export async function growDataset(dataDir: string, total: number, counting: Counting): Promise<Counted> {
  const kept = sharedFolder && join(sharedFolder, `grown-${total}`);
  if (kept && existsSync(kept)) {
    console.log(`Data: a copy of the ${shown(total)} conversations that an earlier bench of this run made.`);
    await rm(dataDir, { recursive: true });
    await copyFolder(kept, dataDir);
    return withDatabase(dataDir, (ownerUrl) => settle(ownerUrl, counting));
  }
  await withDatabase(dataDir, (ownerUrl) => growTo(ownerUrl, total));
  if (kept) await keep(dataDir, kept);
  return withDatabase(dataDir, (ownerUrl) => settle(ownerUrl, counting));
}

async function growTo(ownerUrl: string, total: number): Promise<void> {
  const startedAt = performance.now();
  await withOwner(ownerUrl, async (client) => {
    await grow(client, total);
    // Nobody else does it here; what is asked next would go by plans for the few rows before.
    await client.query('ANALYZE');
  });
  tell('Grown in SQL', total, startedAt);
  await sealEvents(ownerUrl);
}

async function settle(ownerUrl: string, counting: Counting): Promise<Counted> {
  const counted =
    counting === 'never'
      ? `UPDATE measure_cursor c SET seq = s.head FROM workspace_stream s WHERE s.workspace_id = c.workspace_id`
      : 'UPDATE measure_cursor SET version = 0';
  await withOwner(ownerUrl, (client) => client.query(counted));
  if (counting === 'now') await countMeasures(ownerUrl);
  return finish(ownerUrl);
}

async function finish(ownerUrl: string): Promise<Counted> {
  return withOwner(ownerUrl, async (client) => {
    const startedAt = performance.now();
    await client.query('VACUUM (ANALYZE)');
    const counted = await checkDataset(client);
    tell('Vacuumed and checked', counted.conversations, startedAt);
    console.log(
      `Data: ${shown(counted.conversations)} conversations, ${shown(counted.messages)} messages, ` +
        `${shown(counted.customers)} customers, ${shown(counted.events)} events.`,
    );
    return counted;
  });
}

/** Counts what is reported, so that no product that starts on this data does so while something else is measured. */
const countMeasures = (ownerUrl: string) => before('Measures counted', ownerUrl, followAll);

/** Seals the chain of events, for the same reason: what was made in SQL in a minute has the work of months left. */
const sealEvents = (ownerUrl: string) => before('Events sealed', ownerUrl, sealAll);

async function before(
  what: string,
  ownerUrl: string,
  work: (kernel: Opened['kernel']) => Promise<void>,
): Promise<void> {
  const startedAt = performance.now();
  const opened = await openOn(ownerUrl);
  try {
    await work(opened.kernel);
  } finally {
    await opened.close();
  }
  console.log(`${what} in ${((performance.now() - startedAt) / 1_000).toFixed(1)} s.`);
}

function openOn(ownerUrl: string): Promise<Opened> {
  const distDir = findDist();
  const migrationsDir = findMigrations(distDir);
  const config = readConfig({ DATABASE_URL: ownerUrl, HEED_LOG: 'error' });
  return openKernel({ capabilities: capabilities(distDir), config, distDir, migrationsDir });
}

async function withDatabase<T>(dataDir: string, work: (ownerUrl: string) => Promise<T>): Promise<T> {
  const cluster = await startCluster({ dataDir, durable: false, settings: forFilling });
  try {
    return await work(cluster.ownerUrl);
  } finally {
    await cluster.stop();
    // What was written without fsync must not be on its way to the disk while something else is measured.
    execFileSync('sync');
  }
}

function tell(what: string, conversations: number, startedAt: number): void {
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  console.log(`${what}: ${shown(conversations)} conversations, ${seconds} s.`);
}
