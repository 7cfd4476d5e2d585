import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { findDist } from '#apps/dist.ts';
import { runningDatabase } from './data-folder.ts';
import { pause } from './numbers.ts';
import { atEnd } from './undo.ts';

/** The project's folder. */
export const root = dirname(findDist());

/** The built product, running as a process of its own. */
export interface Product {
  url: string;
  pid: number;
  dataDir: string;
  /** Owner's login of its database, to look behind the curtain. */
  ownerUrl: string;
  postgresPid: number;
  /** Everything it printed so far. */
  printed(): string;
  /** Stops it as Ctrl+C does and waits until it has gone, its database with it. */
  stop(): Promise<void>;
}

const startLimitMs = 120_000;

/** Settings of this terminal are kept out: every run has a database and a port of its own. */
function environment(dataDir: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(HEED_|DATABASE_URL$|PORT$|NODE_OPTIONS$)/.test(name));
  return { ...Object.fromEntries(kept), NODE_ENV: 'production', HEED_DATA: dataDir, HEED_LOG: 'error', PORT: '0' };
}

/**
 * Starts the product on a data folder and waits until it names its address. `program`: the file to run with Node;
 * `settings`: further ones of its environment.
 */
export async function startProduct(
  dataDir: string,
  program = 'dist/cli.js',
  settings: Record<string, string> = {},
): Promise<Product> {
  const args = program.endsWith('cli.js') ? ['start'] : [];
  const child = spawn(process.execPath, [join(root, program), ...args], {
    cwd: root,
    env: { ...environment(dataDir), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk));
  const stop = () => stopChild(child);
  atEnd(stop);
  const url = await addressOf(child, () => printed);
  const { pid: postgresPid, ownerUrl } = await runningDatabase(dataDir);
  return { url, pid: child.pid ?? 0, dataDir, ownerUrl, postgresPid, printed: () => printed, stop };
}

async function addressOf(child: ChildProcess, printed: () => string): Promise<string> {
  for (let waitedMs = 0; waitedMs < startLimitMs; waitedMs += 5) {
    const url = /^Heed is at (\S+)$/m.exec(printed())?.[1];
    if (url) return url;
    if (child.exitCode !== null) break;
    await pause(5);
  }
  throw new Error(`Heed did not start. It said:\n${printed().slice(-2_000)}`);
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGINT');
  const patience = setTimeout(() => child.kill('SIGKILL'), 60_000);
  await gone;
  clearTimeout(patience);
}

/** Runs `heed …` beside the running product and resolves with what it prints. */
export async function runHeed(product: Product, ...args: string[]): Promise<string> {
  const options = { cwd: root, env: environment(product.dataDir) };
  const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'dist', 'cli.js'), ...args], options);
  return stdout;
}
