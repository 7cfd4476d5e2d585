import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import type { DestinationStream } from 'pino';
import { limitArrival, longestArrivalMs } from '../files/arrival.ts';
import { startJobs } from '../jobs/jobs.ts';
import { forgetAddress, noteAddress } from './address.ts';
import type { Capability } from './capability.ts';
import { createClock } from './clock.ts';
import type { Config } from './config.ts';
import { openDatabase } from './database.ts';
import { startDeadlines } from './deadlines.ts';
import { createApp } from './http/app.ts';
import { serveFiles } from './http/files.ts';
import { type Health, serveHealth } from './http/health.ts';
import { createKernel, type Kernel } from './kernel.ts';
import { startLive } from './live/server.ts';
import { createLog, describeError } from './log.ts';
import { createMetrics } from './metrics.ts';
import { startCluster } from './postgres/cluster.ts';
import { appPasswordFor, appUrlFor, migrate } from './postgres/migrate.ts';

export interface Running {
  kernel: Kernel;
  /** Where it listens, e.g. http://127.0.0.1:4000. */
  url: string;
  /** Stops gracefully: not ready, jobs and sockets told, requests in flight finished, database left. */
  stop(options?: { drainMs?: number }): Promise<void>;
}

export interface StartOptions {
  capabilities: readonly Capability[];
  config: Config;
  /** Folder of the built web apps and migrations. */
  distDir: string;
  migrationsDir: string;
  now?: () => Date;
  /** Where the log goes instead of standard output. */
  logTo?: DestinationStream;
  /** Skip migrations when the caller has done them (tests clone a migrated template). */
  isMigrated?: boolean;
}

/** Machines count seconds a little differently; one that slept lacks minutes. */
const alignEveryMs = 30_000;

export interface Opened {
  kernel: Kernel;
  close(): Promise<void>;
}

/** The owner's way into the database: the one named in the settings, or Heed's own, which is started. */
export async function openOwner(
  config: Config,
  onLine: (line: string) => void,
): Promise<{ ownerUrl: string; close(): Promise<void> }> {
  if (config.databaseUrl) return { ownerUrl: config.databaseUrl, close: async () => {} };
  const cluster = await startCluster({ dataDir: config.dataDir, log: onLine });
  return { ownerUrl: cluster.ownerUrl, close: () => cluster.stop() };
}

/** Opens database and kernel without serving anything: what the command line needs, and the first half of a start. */
export async function openKernel(options: StartOptions): Promise<Opened> {
  const { config } = options;
  const log = createLog(config.logLevel, options.logTo);
  const { ownerUrl, close: closeOwner } = await openOwner(config, (line) =>
    log.debug({ postgres: line.slice(0, 300) }),
  );
  const appUrl = config.appDatabaseUrl ?? appUrlFor(ownerUrl);
  if (config.sealWords.length === 0) config.sealWords = [wordsOf(ownerUrl, appUrl)];
  if (!options.isMigrated) {
    const password = config.appDatabaseUrl ? decodeURIComponent(new URL(appUrl).password) : appPasswordFor(ownerUrl);
    const applied = await migrate(ownerUrl, options.migrationsDir, password);
    if (applied.length > 0) log.info({ applied }, 'database brought up to date');
  }
  const lost = (error: Error) => log.warn({ error: describeError(error) }, 'lost a database connection');
  const clock = createClock(options.now);
  const database = openDatabase(appUrl, config.poolSize, lost, clock.shifted);
  await clock.align(database);
  const kernel = createKernel(options.capabilities, { config, log, metrics: createMetrics(), database, clock });
  const close = async () => {
    await database.close();
    await closeOwner();
  };
  return { kernel, close };
}

/** Both logins stay out of the database; the owner's is the one that every process of an installation shares. */
function wordsOf(ownerUrl: string, appUrl: string): string {
  const { password } = new URL(ownerUrl);
  return decodeURIComponent(password || new URL(appUrl).password);
}

/**
 * Starts Heed in this process: database (its own unless one is named), migrations, jobs, deadlines, HTTP and sockets.
 * Throws in plain words when something it needs is not to be had.
 */
export async function startHeed(options: StartOptions): Promise<Running> {
  const { config } = options;
  const { kernel, close: closeKernel } = await openKernel(options);
  const { log } = kernel;
  const health: Health = { isReady: false };
  const serves = config.role !== 'worker';
  const works = config.role !== 'web';
  const app = createApp(kernel);
  for (const capability of kernel.capabilities) capability.routes?.(app, kernel);
  serveFiles(app, options.distDir);
  serveHealth(app, kernel, health);
  const server = createServer(
    {
      maxHeaderSize: 16_384,
      headersTimeout: 10_000,
      requestTimeout: longestArrivalMs,
      keepAliveTimeout: 75_000,
      connectionsCheckingInterval: 2_000,
    },
    getRequestListener(app.fetch, { overrideGlobalObjects: false }),
  );
  const isSecure = config.publicUrl?.startsWith('https:');
  limitArrival(server);
  // Before anything answers; whoever knows better, such as a file with a hash in its name, says so again.
  server.prependListener('request', (_, response) => {
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Cache-Control', 'no-store');
    if (isSecure) response.setHeader('Strict-Transport-Security', 'max-age=31536000');
    if (!health.isReady) response.setHeader('Connection', 'close');
  });
  const aligning = setInterval(() => void kernel.clock.align(kernel.database).catch(() => {}), alignEveryMs);
  const live = serves ? startLive(kernel, server) : undefined;
  const jobs = works ? await startJobs(kernel) : undefined;
  const deadlines = works ? startDeadlines(kernel) : undefined;
  let noted: string | undefined;
  const stop = async ({ drainMs = 0 } = {}) => {
    health.isReady = false;
    clearInterval(aligning);
    await pause(drainMs);
    for (const capability of kernel.capabilities) await capability.stopping?.(kernel);
    await jobs?.stop().catch(() => {});
    await deadlines?.stop();
    await live?.stop(drainMs > 0);
    await close(server);
    await forgetAddress(config.dataDir, noted);
    await closeKernel();
    log.info('heed has stopped');
  };
  try {
    const url = await listen(server, config);
    config.publicUrl ??= url;
    health.isReady = true;
    noted = config.publicUrl;
    await noteAddress(config.dataDir, noted);
    for (const capability of kernel.capabilities) await capability.started?.(kernel);
    log.info({ port: new URL(url).port, role: config.role }, 'heed is ready');
    return { kernel, url, stop };
  } catch (error) {
    // What began before must not live on without an address.
    await stop();
    throw error;
  }
}

/** Folder of the migrations beside a built server. */
export function builtMigrations(distDir: string): string {
  return join(distDir, 'migrations');
}

async function listen(server: Server, config: Config): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(inPlainWords(error, config.port)));
    server.listen(config.port, config.host, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : config.port;
  const host = config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host;
  return `http://${host}:${port}`;
}

function inPlainWords(error: Error, port: number): Error {
  if ('code' in error && error.code === 'EADDRINUSE') {
    return new Error(
      `Port ${port} is taken, by another Heed or another program. Set PORT to a free one, such as PORT=${port + 1} npm start.`,
    );
  }
  return error;
}

/** Finishes requests in flight for at most 25 s, then closes what is left. */
async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const late = pause(25_000).then(() => server.closeAllConnections());
  await Promise.race([closed, late]);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
