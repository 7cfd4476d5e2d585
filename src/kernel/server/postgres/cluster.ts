import { constants } from 'node:fs';
import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findBinaries } from './binaries.ts';
import { ensureFiles } from './files.ts';
import { countUsers, joinUsers, withLock } from './lock.ts';
import { findPlace } from './owner.ts';
import { type ClusterPaths, clusterPaths, currentData, ensurePassword, makeDataFolder } from './paths.ts';
import { codeOf } from './processes.ts';
import { findRunning, launch, ownerUrl, query, type Running, shutDown } from './server.ts';

/**
 * `dataDir` is Heed's data folder; the server keeps its files in `postgres/` and `postgres.*` below it.
 * `durable: false` (tests only) turns off everything that survives a power cut.
 * `settings` are further PostgreSQL settings, used when this call starts the server.
 */
export type ClusterOptions = {
  dataDir: string;
  durable?: boolean;
  settings?: Record<string, string>;
  log?: (line: string) => void;
};

/**
 * `ownerUrl` connects as the superuser `heed` to the database `heed`. `started` is false when a running server was
 * reused. `stop()` gives up this process's use of the server; the last user shuts it down and waits for that.
 */
export type Cluster = { ownerUrl: string; port: number; started: boolean; pid: number; stop(): Promise<void> };

/**
 * Starts Heed's own PostgreSQL below `dataDir`, or joins the one that already runs there. The server is detached: it
 * survives the death of this process, and the next start finds it again.
 * Throws an Error in plain words, with the last log lines where there are any, when the server cannot be had.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const paths = clusterPaths(options.dataDir);
  const log = options.log ?? (() => undefined);
  await makeDataFolder(paths.dataDir);
  return inPlainWords(
    paths,
    withLock(paths.lock, log, () => joinOrStart(paths, options, log)),
  );
}

async function joinOrStart(
  paths: ClusterPaths,
  options: ClusterOptions,
  log: (line: string) => void,
): Promise<Cluster> {
  const password = await ensurePassword(paths);
  const found = await findRunning(await currentData(paths), password, log);
  if (found && options.durable !== false) await refuseUnsafe(found, password);
  const running = found ?? (await startServer(paths, password, options, log));
  const leave = await joinUsers(paths.users);
  let stopping: Promise<void> | undefined;
  return {
    ownerUrl: await bySocket(ownerUrl(password, running.port), await currentData(paths), running.port),
    port: running.port,
    pid: running.pid,
    started: found === undefined,
    stop() {
      stopping ??= leaveServer(paths, leave, log);
      return stopping;
    },
  };
}

/** The longest path that every system takes for a socket. */
const SOCKET_PATH_LIMIT = 103;

/** The same login through the server's socket in its data folder, where this process can reach it. */
async function bySocket(url: string, data: string, port: number): Promise<string> {
  const socket = join(data, `.s.PGSQL.${port}`);
  const isThere =
    socket.length <= SOCKET_PATH_LIMIT &&
    (await access(socket, constants.W_OK).then(
      () => true,
      () => false,
    ));
  return isThere ? `${url}?host=${encodeURIComponent(data)}` : url;
}

async function inPlainWords<T>(paths: ClusterPaths, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const code = codeOf(error);
    if (code !== 'EACCES' && code !== 'EPERM') throw error;
    throw new Error(
      `Files in ${paths.dataDir} belong to another account (${(error as Error).message}). ` +
        'Start Heed as that account or as root, or hand the folder over with chown -R.',
    );
  }
}

async function startServer(
  paths: ClusterPaths,
  password: string,
  options: ClusterOptions,
  log: (line: string) => void,
): Promise<Running> {
  const durable = options.durable !== false;
  const place = await findPlace({ ...paths, binaries: await findBinaries(), log });
  await ensureFiles(place, join(place.data, '..', 'postgres.new-password'), password, durable);
  // Only now, when the files exist: a pointer to nothing is refused as a lost database.
  if (place.data !== paths.data) await writeFile(paths.pointer, place.data, { mode: 0o600 });
  return launch(place, password, { durable, settings: options.settings ?? {}, logFile: paths.log, log });
}

async function refuseUnsafe(running: Running, password: string): Promise<void> {
  const row = await query(ownerUrl(password, running.port), "SELECT current_setting('fsync') AS fsync");
  if (row?.fsync === 'off') {
    throw new Error(
      'The database that runs here was started for tests and would lose data in a power cut. Stop it first.',
    );
  }
}

async function leaveServer(
  paths: ClusterPaths,
  leave: () => Promise<void>,
  log: (line: string) => void,
): Promise<void> {
  await withLock(paths.lock, log, async () => {
    await leave();
    if ((await countUsers(paths.users)) > 0) return;
    await shutDown(await currentData(paths), findBinaries, log);
  });
}
