import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { type ArchiveWriter, createArchive } from './archive.ts';
import { copyOut } from './copy.ts';
import { holdContents, writeFiles } from './files.ts';
import { archiveFormat, type Head, jobsName, keyName, type Manifest, partBytes, partName } from './format.ts';
import { copyJobsOut, copyOutText, listTables, plainForms, sequences, type TableInfo } from './tables.ts';

export interface BackupOptions {
  ownerUrl: string;
  file: string;
  /** Where the contents of files are. */
  dataDir: string;
  /** The signing key's file, to be put into the archive as well. */
  keyFile?: string | undefined;
  onWay?: (done: number, total: number, words: string) => void;
}

export interface BackupResult {
  bytes: number;
  rows: number;
  tables: number;
  /** Contents of files that are in it, and that were not on the disk. */
  files: { count: number; missing: number };
}

/**
 * Copies everything that Heed keeps, as of one moment, into one file, while Heed runs. @throws Error in plain words; then
 * no file is left
 */
export async function backUp(options: BackupOptions): Promise<BackupResult> {
  const client = new pg.Client({ connectionString: options.ownerUrl, application_name: 'heed backup' });
  // The awaited call tells of it as well.
  client.on('error', () => {});
  await client.connect();
  let archive: ArchiveWriter | undefined;
  try {
    archive = await createArchive(options.file);
    await client.query(plainForms);
    await holdContents(client);
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const manifest = await writeAll(client, archive, options);
    await client.query('COMMIT');
    const bytes = await archive.finish();
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    return { bytes, rows, tables: manifest.tables.length, files: manifest.files };
  } catch (error) {
    await archive?.abandon();
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}

async function writeAll(client: pg.Client, archive: ArchiveWriter, options: BackupOptions): Promise<Manifest> {
  const tables = await listTables(client);
  await archive.add('heed.json', json(await headOf(client, tables)));
  const number = new Intl.NumberFormat('en-AU').format;
  const total = tables.reduce((sum, table) => sum + table.estimate, 0);
  const files = { count: 0, missing: 0 };
  const manifest: Manifest = { tables: [], jobs: { name: 'jobs', rows: 0, sha256: '' }, sequences: [], files };
  let done = 0;
  for (const table of tables) {
    options.onWay?.(done, total, `${table.name}, ${number(done)} of about ${number(total)} rows`);
    const name = (part: number) => partName(table.name, part);
    manifest.tables.push({ name: table.name, ...(await writeParts(client, archive, copyOutText(table), name)) });
    done += manifest.tables.at(-1)?.rows ?? 0;
  }
  manifest.jobs = { name: 'jobs', ...(await writeParts(client, archive, copyJobsOut, jobsName)) };
  // After the rows: a counting may be ahead of them, never behind.
  manifest.sequences = (await client.query(sequences)).rows as Manifest['sequences'];
  options.onWay?.(total, total, 'files');
  manifest.files = await writeFiles(client, archive, options.dataDir);
  if (options.keyFile) await archive.add(keyName, await readFile(options.keyFile));
  await archive.add('manifest.json', json(manifest));
  return manifest;
}

const json = (value: unknown) => Buffer.from(`${JSON.stringify(value, null, 1)}\n`, 'utf8');

async function headOf(client: pg.Client, tables: readonly TableInfo[]): Promise<Head> {
  const known = await client.query(
    "SELECT to_regclass('public.migration') AS name, current_setting('server_version') AS version, now() AS now",
  );
  const { name, version, now } = known.rows[0] as { name: string | null; version: string; now: Date };
  if (!name) throw new Error('This database holds no Heed, so there is nothing to back up.');
  const { rows } = await client.query('SELECT number, name, hash FROM migration ORDER BY number');
  return {
    format: archiveFormat,
    madeAt: now.toISOString(),
    postgres: version,
    migrations: rows as Head['migrations'],
    tables: tables.map((table) => ({ name: table.name, columns: table.columns })),
  };
}

/** Writes what a COPY gives in parts. The hash is over all of them as one text. */
async function writeParts(
  client: pg.Client,
  archive: ArchiveWriter,
  text: string,
  nameOf: (part: number) => string,
): Promise<{ rows: number; sha256: string }> {
  const hash = createHash('sha256');
  let held: Buffer[] = [];
  let bytes = 0;
  let part = 0;
  const put = async () => {
    const content = Buffer.concat(held);
    held = [];
    bytes = 0;
    if (content.length > 0) await archive.add(nameOf(++part), content);
  };
  const rows = await copyOut(client, text, async (block) => {
    hash.update(block);
    held.push(block);
    bytes += block.length;
    if (bytes >= partBytes) await put();
  });
  await put();
  return { rows, sha256: hash.digest('hex') };
}

/** What `heed doctor` knows of the last backup that was made from here. */
export interface LastBackup {
  file: string;
  at: string;
  bytes: number;
  rows: number;
}
const lastFile = (dataDir: string) => join(dataDir, 'backup.json');

export async function noteBackup(dataDir: string, made: LastBackup): Promise<void> {
  await writeFile(lastFile(dataDir), `${JSON.stringify(made)}\n`, { mode: 0o600 });
}

/** The last backup made with this data folder; undefined when none was. */
export async function lastBackup(dataDir: string): Promise<LastBackup | undefined> {
  const text = await readFile(lastFile(dataDir), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as LastBackup);
}
