import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { CliTool } from '#kernel/cli/cli.ts';
import { createProgress } from '#kernel/cli/progress.ts';
import { type Config, readConfig } from '#kernel/server/config.ts';
import { appPasswordFor } from '#kernel/server/postgres/migrate.ts';
import { openOwner } from '#kernel/server/start.ts';
import { headsFile, keyFile } from '#platform/audit/index.ts';
import { backUp, noteBackup } from './server/backup.ts';
import { restore } from './server/restore.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);
const number = new Intl.NumberFormat('en-AU').format;
const there = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Opens the database as its owner for as long as `work` takes. */
async function asOwner(config: Config, work: (ownerUrl: string) => Promise<void>): Promise<void> {
  const owner = await openOwner(config, () => {});
  try {
    await work(owner.ownerUrl);
  } finally {
    await owner.close();
  }
}

/** `heed backup FILE [--with-key]` */
export const backupCli: CliTool = {
  name: 'backup',
  help: 'FILE [--with-key]: copy everything that is kept into one file, while Heed runs',
  run: async (_, argv) => {
    const { values, positionals } = parseArgs({
      args: argv,
      options: { 'with-key': { type: 'boolean' } },
      allowPositionals: true,
    });
    const [name] = positionals;
    if (!name) {
      say('Say where to: heed backup FILE, such as heed backup heed-2026-11-29.tar.gz');
      return 2;
    }
    const config = readConfig({ HEED_LOG: 'warn', ...process.env });
    const file = resolve(name);
    const key = keyFile(config.dataDir);
    if (values['with-key'] && !(await there(key))) throw new Error(`There is no signing key in ${key} yet.`);
    const progress = createProgress();
    const startedAt = performance.now();
    await asOwner(config, async (ownerUrl) => {
      const made = await backUp({
        ownerUrl,
        file,
        dataDir: config.dataDir,
        keyFile: values['with-key'] ? key : undefined,
        onWay: progress.at,
      }).finally(progress.clear);
      await noteBackup(config.dataDir, { file, at: new Date().toISOString(), bytes: made.bytes, rows: made.rows });
      const took = ((performance.now() - startedAt) / 1_000).toFixed(1);
      say(
        `${file}: ${number(made.rows)} rows of ${made.tables} tables and ${number(made.files.count)} files, ${(made.bytes / 1e6).toFixed(1)} MB, in ${took} s.`,
      );
      tellMissing(made.files.missing);
    });
    say('It holds everything that people wrote: keep it as carefully as the database. Then try it: heed restore.');
    return 0;
  },
};

/** `heed restore FILE`, into an empty database only. */
export const restoreCli: CliTool = {
  name: 'restore',
  help: 'FILE: load a backup into an empty database, and prove that every row is there',
  run: async ({ migrationsDir }, argv) => {
    const [name] = parseArgs({ args: argv, options: {}, allowPositionals: true }).positionals;
    if (!name) {
      say('Say from what: heed restore FILE');
      return 2;
    }
    const config = readConfig({ HEED_LOG: 'warn', ...process.env });
    const progress = createProgress();
    const startedAt = performance.now();
    await asOwner(config, async (ownerUrl) => {
      const appPassword = config.appDatabaseUrl
        ? decodeURIComponent(new URL(config.appDatabaseUrl).password)
        : appPasswordFor(ownerUrl);
      const done = await restore({
        ownerUrl,
        appPassword,
        migrationsDir,
        file: resolve(name),
        dataDir: config.dataDir,
        onWay: progress.at,
      }).finally(progress.clear);
      if (done.signingKey) await bringKeyBack(config, done.signingKey);
      await setHeadsAside(config);
      const took = ((performance.now() - startedAt) / 1_000).toFixed(1);
      say(
        `Restored ${number(done.rows)} rows of ${done.tables} tables and ${number(done.files.count)} files, all compared, in ${took} s.`,
      );
      tellMissing(done.files.missing);
      say(
        `Everything is as it was at ${done.madeAt}. Start Heed; browsers then offer again what they know to be newer.`,
      );
    });
    return 0;
  },
};

function tellMissing(missing: number): void {
  if (missing === 0) return;
  say(`${number(missing)} files that messages name were not in the data folder when the backup was made.`);
}

async function bringKeyBack(config: Config, key: Buffer): Promise<void> {
  const file = keyFile(config.dataDir);
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  if (await there(file)) say(`The signing key in ${file} stays; the archive's was not taken.`);
  else await writeFile(file, key, { mode: 0o600, flag: 'wx' });
}

/** Heads that were signed after the backup are no longer those of this log; they are kept, under another name. */
async function setHeadsAside(config: Config): Promise<void> {
  const file = headsFile(config.dataDir);
  if (!(await there(file))) return;
  const aside = `${file}.before-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}`;
  await rename(file, aside);
  say(`Heads that were signed here before are in ${aside}.`);
}
