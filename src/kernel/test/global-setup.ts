import { mkdtemp, rm } from 'node:fs/promises';
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

/** One PostgreSQL for the run, with durability off, and in it a migrated template that every test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'heed-test-'));
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
