import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { rowsOf } from './database.ts';
import { freePort } from './product.ts';
import { until } from './timing.ts';

const run = promisify(execFile);
const isRoot = process.getuid?.() === 0;

export interface OtherPostgres {
  /** Login of its superuser to an empty database. */
  url: string;
  version: string;
  stop(): Promise<void>;
}

/** The programs of Debian's PostgreSQL 15, installed where root may do so; otherwise a word on why not. */
export async function findDebianPostgres(): Promise<{ bin: string } | { why: string }> {
  const bin = '/usr/lib/postgresql/15/bin';
  if (existsSync(join(bin, 'initdb'))) return { bin };
  if (!isRoot) return { why: 'PostgreSQL 15 is not installed, and only root may install it' };
  if (!existsSync('/usr/bin/apt-get')) return { why: 'PostgreSQL 15 is not installed, and this is no Debian' };
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const args = ['install', '-y', '--no-install-recommends', 'postgresql-15'];
  await run('apt-get', args, { env, timeout: 300_000 }).catch(() => undefined);
  return existsSync(join(bin, 'initdb')) ? { bin } : { why: 'the package postgresql-15 could not be installed' };
}

/** Makes and starts a cluster of its own on a free port, as the account `postgres` or `nobody` where this is root. */
export async function startOtherPostgres(bin: string): Promise<OtherPostgres> {
  const home = await mkdtemp(join(tmpdir(), 'heed-postgres-'));
  const data = join(home, 'data');
  const passwordFile = join(home, 'password');
  const identity = await accountOf();
  await chmod(home, 0o711);
  await mkdir(data, { mode: 0o700 });
  await writeFile(passwordFile, 'a-password-of-tests\n', { mode: 0o644 });
  if ('uid' in identity) await chown(data, identity.uid, identity.gid);
  const init = ['-D', data, '-U', 'heed', '--pwfile', passwordFile, '--auth', 'scram-sha-256', '-E', 'UTF8'];
  await run(join(bin, 'initdb'), [...init, '--locale', 'C'], { ...identity, cwd: '/' });
  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=120'];
  const args = ['-D', data, '-p', String(port), ...settings.flatMap((one) => ['-c', one])];
  const child = spawn(join(bin, 'postgres'), args, { ...identity, cwd: '/', stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const urlOf = (database: string) => `postgres://heed:a-password-of-tests@127.0.0.1:${port}/${database}`;
  const answers = () =>
    rowsOf(urlOf('postgres'), 'SELECT 1').then(
      () => true,
      () => false,
    );
  await until('PostgreSQL 15 answers', 30_000, answers);
  await rowsOf(urlOf('postgres'), 'CREATE DATABASE heed');
  const [row] = await rowsOf<{ server_version: string }>(urlOf('heed'), 'SHOW server_version');
  return {
    url: urlOf('heed'),
    version: row?.server_version ?? '',
    stop: async () => {
      child.kill('SIGINT');
      await ended;
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function accountOf(): Promise<{ uid: number; gid: number } | Record<never, never>> {
  if (!isRoot) return {};
  const id = async (flag: string) => Number((await run('id', [flag, 'postgres'])).stdout);
  return { uid: await id('-u').catch(() => 65_534), gid: await id('-g').catch(() => 65_534) };
}
