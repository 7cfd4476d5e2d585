import { randomBytes } from 'node:crypto';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { codeOf } from './processes.ts';

/** The files of one embedded server below Heed's data folder. */
export type ClusterPaths = ReturnType<typeof clusterPaths>;

export function clusterPaths(dataDir: string) {
  const folder = resolve(dataDir);
  return {
    dataDir: folder,
    data: join(folder, 'postgres'),
    pointer: join(folder, 'postgres.location'),
    password: join(folder, 'postgres.password'),
    log: join(folder, 'postgres.log'),
    lock: join(folder, 'postgres.lock'),
    users: join(folder, 'postgres.users'),
  };
}

/** Makes the data folder. Root leaves it open for passing through, since the server then runs as another account. */
export async function makeDataFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  } catch (error) {
    throw new Error(`Heed cannot create its data folder ${folder} (${codeOf(error) ?? 'unknown reason'}).`);
  }
}

/** Where the server's own files are now: below the data folder unless they had to move. */
export async function currentData(paths: ClusterPaths): Promise<string> {
  return (await readFile(paths.pointer, 'utf8').catch(() => undefined)) ?? paths.data;
}

/** The server's password; made on first use. Throws when a database exists but its password file is gone. */
export async function ensurePassword(paths: ClusterPaths): Promise<string> {
  const kept = await readFile(paths.password, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new Error(
      `The database's password file ${paths.password} cannot be read (${codeOf(error)}). Start Heed as the account that first started it, or as root.`,
    );
  });
  if (kept) return kept.trim();
  if (await stat(join(await currentData(paths), 'PG_VERSION')).catch(() => undefined)) {
    throw new Error(
      `There is a database, but its password file ${paths.password} is gone. Bring it back from a backup.`,
    );
  }
  const password = randomBytes(24).toString('base64url');
  await writeFile(paths.password, password, { mode: 0o600 });
  return password;
}
