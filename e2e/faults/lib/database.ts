import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { clusterPaths, currentData } from '#kernel/server/postgres/paths.ts';
import { pause } from './timing.ts';

interface Server {
  pid: number;
  port: number;
}

async function serverOf(dataDir: string): Promise<Server | undefined> {
  const data = await currentData(clusterPaths(dataDir));
  const [pid, , , port] = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  return Number(pid) > 0 ? { pid: Number(pid), port: Number(port) } : undefined;
}

/** Login of the owner of a product's own database, by its data folder; a login is given back as it is. */
export async function ownerUrlOf(dataDir: string): Promise<string> {
  if (dataDir.startsWith('postgres://')) return dataDir;
  const server = await serverOf(dataDir);
  const password = (await readFile(clusterPaths(dataDir).password, 'utf8')).trim();
  return `postgres://heed:${password}@127.0.0.1:${server?.port}/heed`;
}

/** Runs one statement as owner. */
export async function rowsOf<Row>(dataDir: string, text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: await ownerUrlOf(dataDir) });
  await client.connect();
  try {
    return (await client.query(text, values)).rows as Row[];
  } finally {
    await client.end();
  }
}

/** The server and all its sessions; Linux only. */
export async function databasePids(dataDir: string): Promise<number[]> {
  const server = await serverOf(dataDir);
  if (!server) return [];
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0);
  const children = await Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      return parent === server.pid ? pid : 0;
    }),
  );
  return [server.pid, ...children.filter((pid) => pid > 0)];
}

function signalAll(pids: number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // A session that ended meanwhile.
    }
  }
}

/** Stops the database in its tracks: it keeps its connections and answers nothing. Returns the way back. */
export async function hangDatabase(dataDir: string): Promise<() => void> {
  const pids = await databasePids(dataDir);
  signalAll(pids, 'SIGSTOP');
  // A session that the server began in between.
  const late = (await databasePids(dataDir)).filter((pid) => !pids.includes(pid));
  signalAll(late, 'SIGSTOP');
  return () => signalAll([...late, ...pids].reverse(), 'SIGCONT');
}

/** Ends a database whose processes were killed and could not end it themselves. */
export async function shutDownDatabase(dataDir: string): Promise<void> {
  const server = await serverOf(dataDir);
  if (!server) return;
  signalAll(await databasePids(dataDir), 'SIGCONT');
  signalAll([server.pid], 'SIGINT');
  for (let i = 0; i < 600 && (await serverOf(dataDir)); i++) await pause(50);
}
