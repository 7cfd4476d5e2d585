import { spawn } from 'node:child_process';
import { chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { handOver, type Place, runAs } from './owner.ts';
import { codeOf } from './processes.ts';

/** Creates the server's files in `place.data` unless they exist. Throws with initdb's own words when it fails. */
export async function ensureFiles(place: Place, pwfile: string, password: string, durable: boolean): Promise<void> {
  if (await hasFiles(place.data, place.binaries.major)) return handOver(place.data, place.owner);
  const unfinished = `${place.data}.tmp`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  await handOver(unfinished, place.owner);
  await writeFile(pwfile, password, { mode: 0o600 });
  if (place.owner.uid !== undefined) await chown(pwfile, place.owner.uid, place.owner.gid ?? place.owner.uid);
  try {
    await initdb(place, unfinished, pwfile, durable);
  } finally {
    await rm(pwfile, { force: true });
  }
  await rename(unfinished, place.data);
}

async function hasFiles(data: string, major: number): Promise<boolean> {
  const version = await readFile(join(data, 'PG_VERSION'), 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (version === undefined) {
    if ((await readdir(data).catch(() => [])).length === 0)
      return rm(data, { recursive: true, force: true }).then(() => false);
    throw new Error(
      `The folder ${data} is not empty, but holds no database. Move it away, or set HEED_DATA to another folder.`,
    );
  }
  if (Number(version) === major) return true;
  throw new Error(
    `The database in ${data} was made by PostgreSQL ${version.trim()}, but this Heed brings PostgreSQL ${major}. ` +
      'Start the Heed version that made it and move the data over, or set DATABASE_URL to a server of that version.',
  );
}

async function initdb(place: Place, folder: string, pwfile: string, durable: boolean): Promise<void> {
  let output = '';
  // The text search splits words by the C library's character classes: under plain C, curly quotes stick to words.
  for (const characters of ['C.UTF-8', 'en_US.UTF-8', 'C']) {
    const args = ['-D', folder, '-U', 'heed', '-A', 'scram-sha-256', `--pwfile=${pwfile}`, '-E', 'UTF8', '-k'];
    args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', `--lc-ctype=${characters}`, '--no-instructions');
    if (!durable) args.push('--no-sync');
    const { command, args: rest, options } = runAs(place.owner, place.binaries.initdb, args);
    const result = await collect(command, rest, options);
    output = result.output;
    if (result.code === 0) return;
    if (!output.includes('invalid locale')) break;
  }
  throw new Error(`PostgreSQL could not create its files in ${folder} (as ${place.owner.name}):\n${lastLines(output)}`);
}

function collect(command: string, args: string[], options: object): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...options, cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk));
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk));
    child.once('error', (error) => resolve({ code: null, output: `${output}${error.message}` }));
    child.once('close', (code) => resolve({ code, output }));
  });
}

/** The end of a program's output, as much as a person reads at once. */
export function lastLines(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.slice(-12).join('\n');
}
