import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clusterPaths, currentData } from '#kernel/server/postgres/paths.ts';
import { ownerUrl } from '#kernel/server/postgres/server.ts';
import { pause } from './numbers.ts';
import { atEnd } from './undo.ts';

/** Below which folder data is kept while a bench runs. */
export function dataHome(): string {
  return process.env.HEED_BENCH_DIR ?? tmpdir();
}

/** A data folder for one run; at its end a database that still runs in it is stopped and the folder is removed. */
export async function makeDataFolder(): Promise<string> {
  const folder = await mkdtemp(join(dataHome(), 'heed-bench-'));
  // Root's PostgreSQL runs as another account, which must be able to pass through.
  await chmod(folder, 0o711);
  atEnd(async () => {
    await stopLeftOver(folder);
    const data = await currentData(clusterPaths(folder));
    if (!data.startsWith(folder)) await rm(data, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  });
  return folder;
}

/** The database that runs in a data folder: its process and the owner's login. */
export async function runningDatabase(folder: string): Promise<{ pid: number; ownerUrl: string }> {
  const paths = clusterPaths(folder);
  const [pid, , , port] = (await readFile(join(await currentData(paths), 'postmaster.pid'), 'utf8')).split('\n');
  const password = (await readFile(paths.password, 'utf8')).trim();
  return { pid: Number(pid), ownerUrl: ownerUrl(password, Number(port)) };
}

async function stopLeftOver(folder: string): Promise<void> {
  const running = await runningDatabase(folder).catch(() => undefined);
  if (!running || !isAlive(running.pid)) return;
  process.kill(running.pid, 'SIGINT');
  for (let waitedMs = 0; isAlive(running.pid) && waitedMs < 60_000; waitedMs += 100) await pause(100);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
