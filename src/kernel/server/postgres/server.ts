import { spawn } from 'node:child_process';
import { chmod, open, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import type { Binaries } from './binaries.ts';
import { lastLines } from './files.ts';
import { type Place, runAs } from './owner.ts';
import { codeOf, pause, processMark, processName, waitForExit } from './processes.ts';
import { settingArguments } from './settings.ts';

/** A server that answers. */
export type Running = { pid: number; port: number };

type Log = (line: string) => void;

const DATABASE = 'heed';
const RECOVERY_LIMIT_MS = 10 * 60_000;
const LOG_LIMIT_BYTES = 10 * 1024 * 1024;
/** The port was taken a moment ago, or the last sessions of a killed server are still leaving. */
const PASSING_TROUBLE = /could not bind|address already in use|pre-existing shared memory block/i;
const PASSING_TROUBLE_MS = 5_000;
/** Beyond the highest process number a system gives. */
const NO_PROCESS = 2_147_483_646;
/** Starting, recovering, shutting down or full: asking again later may succeed. */
const NOT_YET = new Set(['57P03', '57P01', '53300', 'ECONNRESET', 'EPIPE']);
/** A server opens its port before it recovers, so a port that stays shut this long belongs to no server of ours. */
const SHUT_LIMIT_MS = 20_000;

export function ownerUrl(password: string, port: number, database = DATABASE): string {
  return `postgres://heed:${password}@127.0.0.1:${port}/${database}`;
}

/** The server that already runs on `data` and answers to `password`, if there is one. */
export async function findRunning(data: string, password: string, log: Log): Promise<Running | undefined> {
  const file = join(data, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => '');
  const [pidLine, , , portLine] = text.split('\n');
  const running = { pid: Number(pidLine), port: Number(portLine) };
  const name = (await processMark(running.pid)) && ((await processName(running.pid)) ?? 'postgres');
  if (name !== 'postgres') {
    // A process number that is another program's now, or a zombie's, would make the server refuse to start. Only the
    // number is replaced: the rest lets the server see whether sessions of its predecessor are still writing.
    if (text !== '') await writeFile(file, text.replace(/^\d+/, `${NO_PROCESS}`));
    return undefined;
  }
  try {
    return (await answers(running, password, log)) ? running : undefined;
  } catch (error) {
    throw new Error(`A database runs in ${data}, but refuses Heed: ${error instanceof Error ? error.message : error}`);
  }
}

/** Starts the server, waits until it answers and makes sure that the database `heed` exists. */
export async function launch(
  place: Place,
  password: string,
  options: { durable: boolean; settings: Record<string, string>; logFile: string; log: Log },
): Promise<Running> {
  const end = Date.now() + PASSING_TROUBLE_MS;
  for (;;) {
    const port = await freePort();
    const result = await launchOn(port, place, password, options);
    if (typeof result !== 'string') return result;
    if (PASSING_TROUBLE.test(result) && Date.now() < end) {
      await pause(100);
      continue;
    }
    throw new Error(`PostgreSQL did not start. The last lines of ${options.logFile}:\n${result}`);
  }
}

/** Fast shutdown: sessions are ended, everything is written, then the server leaves. Waits for it. */
export async function shutDown(data: string, binaries: () => Promise<Binaries>, log: Log): Promise<void> {
  const pid = Number((await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0]);
  if ((await processMark(pid)) === undefined) return;
  if (process.platform === 'win32')
    spawn((await binaries()).pgCtl, ['stop', '-D', data, '-m', 'fast'], { stdio: 'ignore' });
  else process.kill(pid, 'SIGINT');
  while (!(await waitForExit(pid, 15_000))) log('PostgreSQL is still writing its data before it stops.');
}

/** A running server, or the last lines of its log when it left at once. */
async function launchOn(
  port: number,
  place: Place,
  password: string,
  options: { durable: boolean; settings: Record<string, string>; logFile: string; log: Log },
): Promise<Running | string> {
  await keepLogSmall(options.logFile);
  // A file, not a pipe: the server outlives a killed parent and goes on logging.
  const logFile = await open(options.logFile, 'a', 0o600);
  const logStart = (await logFile.stat()).size;
  const args = ['-D', place.data, ...settingArguments(port, options.durable, options.settings)];
  const { command, args: rest, options: identity } = runAs(place.owner, place.binaries.postgres, args);
  const child = spawn(command, rest, {
    ...identity,
    cwd: '/',
    detached: true,
    stdio: ['ignore', logFile.fd, logFile.fd],
  });
  let failure: string | undefined;
  child.once('error', (error) => {
    failure = error.message;
  });
  child.once('exit', (code, signal) => {
    failure ??= `It ended with ${signal ?? `code ${code}`}.`;
  });
  child.unref();
  await logFile.close();
  const running = { pid: child.pid ?? 0, port };
  try {
    if (await answers(running, password, options.log, () => failure !== undefined)) return running;
  } catch (error) {
    child.kill('SIGQUIT');
    throw error;
  }
  child.kill('SIGQUIT');
  const written = (await readFile(options.logFile)).subarray(logStart).toString('utf8');
  return lastLines(`${written}\n${failure ?? 'It did not answer in time.'}`);
}

/**
 * Asks until the server answers; false when its process is gone. A server that recovers after a crash is waited for.
 * Throws when it refuses the password.
 */
async function answers(server: Running, password: string, log: Log, gone = () => false): Promise<boolean> {
  const startedAt = Date.now();
  let nextWord = 5_000;
  while (!gone() && (await processMark(server.pid)) !== undefined) {
    const state = server.port > 0 ? await knock(server.port, password) : 'shut';
    if (state === 'open') return true;
    const waited = Date.now() - startedAt;
    if (waited > (state === 'shut' ? SHUT_LIMIT_MS : RECOVERY_LIMIT_MS)) return false;
    if (waited > nextWord) {
      log('PostgreSQL is not ready yet; after a crash it first recovers.');
      nextWord += 10_000;
    }
    await pause(Math.min(10 + waited / 10, 250));
  }
  return false;
}

async function knock(port: number, password: string): Promise<'open' | 'not-yet' | 'shut'> {
  try {
    await query(ownerUrl(password, port), 'SELECT 1');
    return 'open';
  } catch (error) {
    if (codeOf(error) === 'ECONNREFUSED') return 'shut';
    if (NOT_YET.has(codeOf(error) ?? '') || isCutOff(error)) return 'not-yet';
    if (codeOf(error) !== '3D000') throw error;
  }
  await query(ownerUrl(password, port, 'postgres'), `CREATE DATABASE ${DATABASE}`);
  return 'open';
}

/** The driver gives no code when the server closes a connection while it is being made. */
function isCutOff(error: unknown): boolean {
  return error instanceof Error && error.message.includes('terminated unexpectedly');
}

/** Runs one statement on a connection of its own and returns the first row. */
export async function query(url: string, sql: string): Promise<Record<string, unknown> | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // A server that goes away between two steps reports here as well; the awaited call already tells.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query<Record<string, unknown>>(sql)).rows[0];
  } finally {
    await client.end().catch(() => undefined);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function keepLogSmall(path: string): Promise<void> {
  const size = (await stat(path).catch(() => undefined))?.size ?? 0;
  if (size > LOG_LIMIT_BYTES) await rename(path, `${path}.old`);
  else if (size > 0) await chmod(path, 0o600);
}
