import { type Config, readConfig } from '#kernel/server/config.ts';
import { type Running, startHeed } from '#kernel/server/start.ts';
import { capabilities } from './capabilities.ts';
import { findDist, findMigrations } from './dist.ts';

/** Starts the whole product in this process, with settings from the environment unless others are given. */
export function startServer(config: Config = readConfig(), more: { now?: () => Date } = {}): Promise<Running> {
  const distDir = findDist();
  return startHeed({
    capabilities: capabilities(distDir),
    config,
    distDir,
    migrationsDir: findMigrations(distDir),
    ...more,
  });
}
