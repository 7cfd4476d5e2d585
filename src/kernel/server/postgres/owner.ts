import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, chown, cp, lstat, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { type Binaries, binariesIn } from './binaries.ts';

/** As whom the server runs. `uid` and `gid` are set where files have to be handed over to that account. */
export type Owner = { name: string; wrapper: string[]; uid?: number; gid?: number };

/** Where the server's files lie, and as whom and with which programs it runs. */
export type Place = { owner: Owner; binaries: Binaries; data: string };

/** `pointer` is the file that names the data folder once it had to move out of `dataDir`. */
export type PlaceRequest = {
  dataDir: string;
  data: string;
  pointer: string;
  binaries: Binaries;
  log: (line: string) => void;
  /** Folders that every account may pass through; the last resort for a root user below a closed folder. */
  elsewhere?: { data: string; binaries: string[] };
};

const NOBODY = 65534;
const ELSEWHERE = { data: '/var/lib/heed', binaries: ['/var/lib/heed', join(tmpdir(), 'heed-postgres')] };
// A number that every system's account list knows: initdb asks for the name of its user.
const NAMESPACE = ['unshare', '-U', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];
const SELF: Owner = { name: 'this account', wrapper: [] };
const IN_NAMESPACE: Owner = { name: 'this account in a user namespace', wrapper: NAMESPACE };

/** The command line that runs a program as `owner`, for `spawn`. PG* variables of the terminal are kept out. */
export function runAs(owner: Owner, program: string, args: string[]) {
  const [command, ...rest] = [...owner.wrapper, program, ...args];
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('PG') && name !== 'LANG');
  const identity = owner.uid === undefined ? {} : { uid: owner.uid, gid: owner.gid ?? owner.uid };
  return {
    command: command ?? program,
    args: rest,
    options: { ...identity, env: { ...Object.fromEntries(kept), LC_ALL: 'C' } },
  };
}

/**
 * PostgreSQL refuses to run as root, so for root another identity is looked for that reaches both the programs and
 * the data: the account the data belongs to, `nobody`, or this one inside a user namespace. Below a folder closed to
 * all of them, programs and data are moved to `/var/lib/heed`.
 * Throws, in plain words, when there is no way.
 */
export async function findPlace(request: PlaceRequest): Promise<Place> {
  const { data, binaries } = request;
  if (process.getuid?.() !== 0) return { owner: await ordinaryOwner(data), binaries, data };
  const moved = await readFile(request.pointer, 'utf8').catch(() => undefined);
  if (moved !== undefined && !(await exists(join(moved, 'PG_VERSION')))) {
    // Never an empty database in its stead: the folder may be on a disk that is not there today.
    throw new Error(
      `The database was moved to ${moved}, but it is not there. Bring that folder back before starting Heed.`,
    );
  }
  const home = moved === undefined ? request.dataDir : join(moved, '..');
  for (const owner of await candidates([moved ?? data, home])) {
    if (await reaches(owner, home, binaries)) return { owner, binaries, data: moved ?? data };
  }
  return moveElsewhere(request, moved);
}

/** Hands a folder with all it holds over to `owner`; does nothing when it already belongs there. */
export async function handOver(folder: string, owner: Owner): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const uid = owner.uid ?? 0;
  const gid = owner.gid ?? 0;
  if ((await stat(folder)).uid === uid) return;
  const paths = (await readdir(folder, { recursive: true })).map((path) => join(folder, path));
  for (const path of paths) await chown(path, uid, gid);
  // The folder itself last: an interrupted hand-over is then seen and done again.
  await chown(folder, uid, gid);
}

async function ordinaryOwner(data: string): Promise<Owner> {
  const found = await stat(data).catch(() => undefined);
  if (found && process.getuid && found.uid !== process.getuid()) {
    throw new Error(
      `The database in ${data} belongs to another account (user number ${found.uid}). Start Heed as that account or as root.`,
    );
  }
  if (process.platform === 'win32') return SELF;
  try {
    userInfo();
    return SELF;
  } catch {
    return (await succeeds(IN_NAMESPACE, '/bin/sh', ['-c', 'exit 0'])) ? IN_NAMESPACE : SELF;
  }
}

async function candidates(folders: string[]): Promise<Owner[]> {
  const owners: Owner[] = [];
  const nobody = { name: 'nobody', wrapper: [], uid: NOBODY, gid: NOBODY };
  for (const folder of folders) {
    const found = await stat(folder).catch(() => undefined);
    if (found && found.uid !== 0) {
      owners.push({ name: `user number ${found.uid}`, wrapper: [], uid: found.uid, gid: found.gid });
    }
  }
  const [first, ...rest] = owners;
  return first ? [first, ...rest, nobody, IN_NAMESPACE] : [nobody, IN_NAMESPACE];
}

function reaches(owner: Owner, folder: string, binaries: Binaries): Promise<boolean> {
  return succeeds(owner, '/bin/sh', ['-c', 'cd "$1" && exec "$2" --version', 'sh', folder, binaries.postgres]);
}

function succeeds(owner: Owner, program: string, args: string[]): Promise<boolean> {
  const { command, args: rest, options } = runAs(owner, program, args);
  return new Promise((resolve) => {
    const child = spawn(command, rest, { ...options, stdio: 'ignore', cwd: '/' });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}

async function moveElsewhere(request: PlaceRequest, moved: string | undefined): Promise<Place> {
  const { dataDir, log } = request;
  const elsewhere = request.elsewhere ?? ELSEWHERE;
  const owner: Owner = { name: 'nobody', wrapper: [], uid: NOBODY, gid: NOBODY };
  let binaries = request.binaries;
  if (!(await reaches(owner, '/', binaries))) {
    binaries = await copyBinaries(request.binaries, elsewhere.binaries, log);
  }
  if (moved !== undefined) return { owner, binaries, data: moved };
  if (await reaches(owner, dataDir, binaries)) return { owner, binaries, data: request.data };
  const data = await moveData(request, elsewhere.data, owner);
  log(`The database is kept in ${data}, because no other account may enter ${dataDir}.`);
  return { owner, binaries, data };
}

async function copyBinaries(from: Binaries, bases: string[], log: (line: string) => void): Promise<Binaries> {
  for (const base of bases) {
    if (!(await makeOpenFolder(base))) continue;
    const native = join(base, from.key);
    if (!(await exists(native))) {
      log(`Copying PostgreSQL to ${native}, because no other account may enter the folder it is installed in.`);
      const unfinished = `${native}.tmp-${process.pid}`;
      await cp(from.native, unfinished, { recursive: true, verbatimSymlinks: true });
      await openToAll(unfinished);
      await rename(unfinished, native).catch(() => rm(unfinished, { recursive: true, force: true }));
    }
    return binariesIn(native, from.major, from.key);
  }
  throw new Error(
    `PostgreSQL does not run as root, and no folder for a copy of it was found (tried ${bases.join(', ')}).`,
  );
}

async function moveData(request: PlaceRequest, base: string, owner: Owner): Promise<string> {
  if (!(await makeOpenFolder(base))) {
    throw new Error(
      `PostgreSQL does not run as root, and no other account may enter ${request.dataDir}. ` +
        'Start Heed as an ordinary account, or set HEED_DATA to a folder that other accounts may pass through.',
    );
  }
  const home = join(base, createHash('sha256').update(request.dataDir).digest('hex').slice(0, 16));
  const data = join(home, 'postgres');
  await mkdir(home, { recursive: true, mode: 0o711 });
  await chmod(home, 0o711);
  if (await exists(request.data)) {
    const unfinished = join(home, 'postgres.tmp');
    await rm(unfinished, { recursive: true, force: true });
    await cp(request.data, unfinished, { recursive: true, verbatimSymlinks: true });
    await handOver(unfinished, owner);
    await rename(unfinished, data);
    await writeFile(request.pointer, data, { mode: 0o600 });
    await rename(request.data, `${request.data}.moved`);
  }
  return data;
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}

/** True when the folder is root's own and every account may pass through it, but not write in it. */
async function makeOpenFolder(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o755 });
    const found = await lstat(folder);
    if (!found.isDirectory() || found.uid !== (process.getuid?.() ?? 0) || (found.mode & 0o022) !== 0) return false;
    await chmod(folder, found.mode | 0o055);
    return true;
  } catch {
    return false;
  }
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    const mode = (await stat(path)).mode;
    await chmod(path, entry.isDirectory() ? 0o755 : mode | 0o444 | ((mode & 0o100) >> 3) | ((mode & 0o100) >> 6));
  }
}
