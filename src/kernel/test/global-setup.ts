import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { findDist, findMigrations } from '#apps/dist.ts';
import { startCluster } from '#kernel/server/postgres/cluster.ts';
import { appPasswordFor, migrate } from '#kernel/server/postgres/migrate.ts';
import { asOwner } from './database.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    templateUrl: string;
  }
}

const inMemory = '/dev/shm';
const enough = 4 * 1024 ** 3;

/** Where a database is best that lives as long as a run: in memory where a machine offers plenty, else among temporary files. */
async function placeForData(): Promise<string> {
  const space = await statfs(inMemory).catch(() => undefined);
  return space && space.bavail * space.bsize > enough ? inMemory : tmpdir();
}

/** One PostgreSQL for the run, with durability off, and in it a migrated template that every test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(await placeForData(), 'heed-test-'));
  const cluster = await startCluster({ dataDir, durable: false, settings: { max_connections: '300' } });
  const url = new URL(cluster.ownerUrl);
  await asOwner(cluster.ownerUrl, 'CREATE DATABASE template_heed');
  url.pathname = '/template_heed';
  await migrate(url.toString(), findMigrations(findDist()), appPasswordFor(cluster.ownerUrl));
  project.provide('templateUrl', url.toString());
  return async () => {
    await cluster.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
