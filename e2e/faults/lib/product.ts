import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shutDownDatabase } from './database.ts';
import { ask } from './http.ts';
import { pause } from './timing.ts';

/** The built product under test: this checkout, or another one named by HEED_BUILT. */
export const builtRoot = process.env.HEED_BUILT ?? fileURLToPath(new URL('../../..', import.meta.url));

/** One process of the product. It keeps its port over restarts. */
export interface ProductProcess {
  url: string;
  pid(): number;
  /** Everything printed since the first start. */
  output(): string;
  isRunning(): boolean;
  /** Starts it and waits until it is ready. Resolves with the milliseconds to the first answer of /healthz. */
  start(): Promise<number>;
  /** Sends the signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<{ code: number | null; signal: NodeJS.Signals | null; ms: number }>;
}

export interface Product {
  dataDir: string;
  /** Where to look behind the curtain: the data folder, or the login of a database that was given. */
  database: string;
  processes: ProductProcess[];
  urls: string[];
  /** The one-time link that the last process printed. */
  setUpLink(): string;
  /** Ends every process and the database, and removes the data. */
  stop(): Promise<void>;
}

export interface ProductOptions {
  count?: number;
  /** Address the processes believe to be reached at; each its own when absent. */
  publicUrl?: string;
  environment?: Record<string, string>;
  /** Further environment of the second process. */
  secondEnvironment?: Record<string, string>;
  /** The Node.js program. */
  node?: string;
}

/**
 * Starts `count` processes of the built product on one durable PostgreSQL of its own. The first starts the database,
 * the others join it by the shared data folder.
 */
export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  if (!existsSync(join(builtRoot, 'dist', 'cli.js'))) throw new Error('dist/cli.js is missing; run npm run build.');
  const home = await mkdtemp(join(tmpdir(), 'heed-faults-'));
  // As root, PostgreSQL runs as another account, which must be able to pass through.
  await chmod(home, 0o711);
  const dataDir = join(home, 'data');
  const processes: ProductProcess[] = [];
  const stop = async () => {
    await Promise.all(processes.map(endGently));
    await shutDownDatabase(dataDir);
    await rm(home, { recursive: true, force: true });
  };
  try {
    for (let i = 0; i < (options.count ?? 1); i++) {
      const environment = { ...options.environment, ...(i === 1 ? options.secondEnvironment : {}) };
      const one = productProcess(await freePort(), dataDir, { ...options, environment });
      processes.push(one);
      await one.start();
    }
  } catch (error) {
    await stop();
    throw error;
  }
  // Each start makes a new link and ends the one before.
  const setUpLink = () => /Open this link to set up Heed: (\S+)/.exec(processes.at(-1)?.output() ?? '')?.[1] ?? '';
  const database = options.environment?.DATABASE_URL ?? dataDir;
  return { dataDir, database, processes, urls: processes.map((one) => one.url), setUpLink, stop };
}

async function endGently(one: ProductProcess): Promise<void> {
  if (!one.isRunning()) return;
  const late = setTimeout(() => void one.end('SIGKILL'), 30_000);
  await one.end('SIGINT');
  clearTimeout(late);
}

function productProcess(port: number, dataDir: string, options: ProductOptions): ProductProcess {
  let child: ChildProcess | undefined;
  let ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }> | undefined;
  let output = '';
  const url = `http://127.0.0.1:${port}`;
  const isRunning = () => child !== undefined && child.exitCode === null && child.signalCode === null;
  const start = async () => {
    const startedAt = performance.now();
    const mine = launch(port, dataDir, options);
    child = mine;
    const note = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-1_000_000);
    };
    mine.stdout?.on('data', note);
    mine.stderr?.on('data', note);
    ended = new Promise((resolve) => mine.once('close', (code, signal) => resolve({ code, signal })));
    await untilAnswers(`${url}/healthz`, isRunning, () => output);
    const ms = performance.now() - startedAt;
    await untilAnswers(`${url}/readyz`, isRunning, () => output);
    // Printed once the product listens, a moment after it is ready.
    while (isRunning() && !output.includes(`Heed is at`)) await pause(10);
    return ms;
  };
  const end = async (signal: NodeJS.Signals) => {
    const startedAt = performance.now();
    child?.kill(signal);
    const how = (await ended) ?? { code: null, signal: null };
    return { ...how, ms: performance.now() - startedAt };
  };
  return { url, pid: () => child?.pid ?? 0, output: () => output, isRunning, start, end };
}

/** With which the product shows its metrics, since it stands behind a proxy. */
export const metricsToken = 'metrics of the fault tests';

function launch(port: number, dataDir: string, options: ProductOptions): ChildProcess {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(VITEST|NODE_|HEED_|PG|DATABASE_URL|PORT$)/.test(name),
  );
  const env: Record<string, string | undefined> = {
    ...Object.fromEntries(kept),
    NODE_ENV: 'production',
    HEED_DATA: dataDir,
    HEED_LOG: 'warn',
    // Lets each client of a test have an address of its own, as real ones do.
    HEED_TRUST_PROXY: '1',
    HEED_METRICS_TOKEN: metricsToken,
    PORT: String(port),
    ...(options.publicUrl ? { HEED_URL: options.publicUrl } : {}),
    ...options.environment,
  };
  const node = options.node ?? process.execPath;
  const args = [join(builtRoot, 'dist', 'cli.js'), 'start'];
  if (process.platform === 'win32') return spawn(node, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  // Thousands of sockets need as many files; where the limit may not be raised, the usual one has to do.
  const shell = 'ulimit -n 65536 2>/dev/null; exec "$0" "$@"';
  return spawn('/bin/sh', ['-c', shell, node, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function untilAnswers(url: string, isRunning: () => boolean, output: () => string): Promise<void> {
  const end = performance.now() + 60_000;
  for (;;) {
    const answer = await ask(url, { timeoutMs: 5_000 }).catch(() => undefined);
    if (answer?.status === 200) return;
    if (!isRunning()) throw new Error(`The product ended while it started:\n${output().slice(-2_000)}`);
    if (performance.now() > end) throw new Error(`No answer from ${url} for 60 s:\n${output().slice(-2_000)}`);
    await pause(20);
  }
}

/** A port that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
