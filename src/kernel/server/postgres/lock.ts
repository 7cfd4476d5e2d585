import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, isAlive, pause, processMark } from './processes.ts';

const LONGEST_WAIT_MS = 15 * 60_000;

/**
 * Runs `work` while no other process (and no other call in this one) runs under the same lock file.
 * A lock whose holder died is taken over. Throws when a living holder keeps it for a quarter of an hour.
 */
export async function withLock<T>(path: string, log: (line: string) => void, work: () => Promise<T>): Promise<T> {
  await takeLock(path, log);
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function takeLock(path: string, log: (line: string) => void): Promise<void> {
  const own = `${path}.${randomUUID()}`;
  const startedAt = Date.now();
  let told = false;
  // Linked into place complete, so that nobody ever reads a lock without its holder's name.
  await writeFile(own, (await processMark(process.pid)) ?? `${process.pid}`, { mode: 0o600 });
  try {
    while (!(await linked(own, path))) {
      await clearIfStale(path);
      const waited = Date.now() - startedAt;
      if (waited > 5_000 && !told) {
        log('Waiting for another Heed process to finish starting or stopping the database.');
        told = true;
      }
      if (waited > LONGEST_WAIT_MS) {
        throw new Error(`Another process has held ${path} for 15 minutes. Delete the file if no Heed is starting.`);
      }
      await pause(15);
    }
  } finally {
    await rm(own, { force: true });
  }
}

async function linked(own: string, path: string): Promise<boolean> {
  try {
    await link(own, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

async function clearIfStale(path: string): Promise<void> {
  const holder = await readFile(path, 'utf8').catch(() => undefined);
  if (holder === undefined || (await isAlive(holder))) return;
  // Moved aside rather than deleted: if another process replaced it meanwhile, its living lock is put back.
  const aside = `${path}.${randomUUID()}`;
  const moved = await rename(path, aside).then(
    () => true,
    () => false,
  );
  if (!moved) return;
  if ((await readFile(aside, 'utf8')) !== holder) await linked(aside, path);
  await rm(aside, { force: true });
}

/** Marks this process as a user of the server. The returned function takes the mark away again. */
export async function joinUsers(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${process.pid}-${randomUUID().slice(0, 8)}`);
  await writeFile(path, (await processMark(process.pid)) ?? `${process.pid}`, { mode: 0o600 });
  return () => rm(path, { force: true });
}

/** How many living processes use the server; marks of dead ones are dropped. */
export async function countUsers(folder: string): Promise<number> {
  let living = 0;
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const mark = await readFile(path, 'utf8').catch(() => undefined);
    if (mark === undefined) continue;
    if (await isAlive(mark)) living += 1;
    else await rm(path, { force: true });
  }
  return living;
}
