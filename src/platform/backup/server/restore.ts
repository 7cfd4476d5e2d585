import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import pg from 'pg';
import { migrate, readMigrations } from '#kernel/server/postgres/migrate.ts';
import { type ArchiveEntry, readArchive } from './archive.ts';
import { copyIn, copyOut } from './copy.ts';
import { demandEmpty, demandKnown } from './empty.ts';
import { createFileReader, type FileReader } from './files.ts';
import { contentOf, Head, jobsTable, keyName, Manifest, type Sequence, tableOf } from './format.ts';
import { copyInText, copyJobsOut, copyOutText, jobColumns, listTables, plainForms } from './tables.ts';

export interface RestoreOptions {
  ownerUrl: string;
  /** Of the login heed_app. */
  appPassword: string;
  migrationsDir: string;
  file: string;
  /** Where the contents of files go. */
  dataDir: string;
  onWay?: (done: number, total: number, words: string) => void;
}

export interface Restored {
  madeAt: string;
  rows: number;
  tables: number;
  /** Contents of files that came back, and that the backup did not find either. */
  files: { count: number; missing: number };
  /** The signing key, where the archive holds it. */
  signingKey: Buffer | undefined;
}

type Entries = AsyncGenerator<ArchiveEntry>;
type Read = Map<string, { rows: number; sha256: string }>;

/**
 * Loads an archive into an empty database. All rows come in one transaction, which is kept only when every table has been
 * read back and is what the archive says; an interrupted restore leaves nothing. @throws Error in plain words
 */
export async function restore(options: RestoreOptions): Promise<Restored> {
  const entries = readArchive(options.file);
  const head = readHead(await entries.next(), options.file);
  const last = demandKnown(head, readMigrations(options.migrationsDir));
  const client = new pg.Client({ connectionString: options.ownerUrl, application_name: 'heed restore' });
  client.on('error', () => {});
  await client.connect();
  try {
    await demandEmpty(client, last);
    await migrate(options.ownerUrl, options.migrationsDir, options.appPassword, last);
    await client.query(plainForms);
    await client.query('BEGIN');
    const { manifest, signingKey } = await load(client, entries, head, options, (await stat(options.file)).size);
    await client.query('COMMIT');
    // From here on it is a database of that version; a newer Heed brings it up to date as it would any other.
    await migrate(options.ownerUrl, options.migrationsDir, options.appPassword);
    await tell(client, head.madeAt);
    await client.query('ANALYZE');
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    return { madeAt: head.madeAt, rows, tables: manifest.tables.length, files: manifest.files, signingKey };
  } finally {
    await entries.return(undefined);
    await client.end().catch(() => {});
  }
}

function readHead(first: IteratorResult<ArchiveEntry>, file: string): Head {
  const head = first.done || first.value.name !== 'heed.json' ? undefined : Head.safeParse(parse(first.value));
  if (!head?.success) throw new Error(`${file} is no archive of heed backup, or of a form that this Heed cannot read.`);
  return head.data;
}

function parse(entry: ArchiveEntry): unknown {
  try {
    return JSON.parse(entry.content.toString('utf8'));
  } catch {
    return undefined;
  }
}

async function load(client: pg.Client, entries: Entries, head: Head, options: RestoreOptions, size: number) {
  const keys = await takeKeysAway(client);
  // Reading is the first half of the way, reading back the second.
  const onRead = (at: number, words: string) => options.onWay?.(at, 2 * size, words);
  const files = createFileReader(options.dataDir);
  const from = { file: options.file, files };
  const reading = readAll(client, entries, head, from, onRead).finally(() => files.abandon());
  const { read, manifest, signingKey } = await reading;
  demandSame(manifest, read, 'The archive was changed or damaged');
  for (const sequence of manifest.sequences) await setSequence(client, sequence);
  const total = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  const back: Read = new Map();
  let done = 0;
  for (const table of await listTables(client)) {
    options.onWay?.(size * (1 + done / Math.max(1, total)), 2 * size, `comparing ${table.name}`);
    const counted = await hashOf(client, copyOutText(table));
    back.set(table.name, counted);
    done += counted.rows;
  }
  back.set(jobsTable, await hashOf(client, copyJobsOut));
  demandSame(manifest, back, 'What the database took is not what the archive holds');
  // Each key is checked for every row as it comes back.
  for (const text of keys) await client.query(text);
  return { manifest, signingKey };
}

/** Empties all tables and takes their foreign keys and triggers away. Returns what brings those back. */
async function takeKeysAway(client: pg.Client): Promise<string[]> {
  const foreign = await client.query(
    `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS away,
       format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS back
     FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace ORDER BY conrelid, conname`,
  );
  const triggers = await client.query(
    `SELECT DISTINCT format('ALTER TABLE %s DISABLE TRIGGER USER', tgrelid::regclass) AS away,
       format('ALTER TABLE %s ENABLE TRIGGER USER', tgrelid::regclass) AS back
     FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
     WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace`,
  );
  const all = [...foreign.rows, ...triggers.rows] as { away: string; back: string }[];
  for (const { away } of all) await client.query(away);
  const tables = await client.query(
    "SELECT string_agg(c.oid::regclass::text, ', ') AS names FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'",
  );
  await client.query(`TRUNCATE ${tables.rows[0]?.names}`);
  await client.query('DELETE FROM graphile_worker._private_jobs');
  return all.map((one) => one.back);
}

/** Reads entry by entry up to the manifest, each table straight into the database. */
async function readAll(
  client: pg.Client,
  entries: Entries,
  head: Head,
  { file, files }: { file: string; files: FileReader },
  onRead: (at: number, words: string) => void,
): Promise<{ read: Read; manifest: Manifest; signingKey: Buffer | undefined }> {
  const read: Read = new Map(head.tables.map((table) => [table.name, { rows: 0, sha256: emptyHash }]));
  read.set(jobsTable, { rows: 0, sha256: emptyHash });
  let signingKey: Buffer | undefined;
  let entry = await entries.next();
  while (!entry.done) {
    const { name, content } = entry.value;
    const table = tableOf(name);
    if (name === 'manifest.json') {
      const manifest = Manifest.safeParse(parse(entry.value));
      if (!manifest.success) throw new Error(`${file} has no list of its contents that can be read.`);
      await demandFiles(manifest.data, files);
      return { read, manifest: manifest.data, signingKey };
    }
    if (name === keyName) signingKey = content;
    const stored = contentOf(name);
    if (stored) {
      onRead(entry.value.at, 'files');
      await files.take(stored, content);
    }
    if (table === undefined) {
      entry = await entries.next();
      continue;
    }
    const hash = createHash('sha256');
    // One table's parts follow each other; the first of another ends it.
    const parts = async function* () {
      while (!entry.done && tableOf(entry.value.name) === table) {
        onRead(entry.value.at, table);
        hash.update(entry.value.content);
        yield entry.value.content;
        entry = await entries.next();
      }
    };
    const rows = await copyIn(client, await intoText(client, head, table), parts());
    read.set(table, { rows, sha256: hash.digest('hex') });
    if (table === jobsTable) await addJobs(client);
  }
  throw new Error(`${file} is no whole archive of heed backup: it ends before the list of its contents.`);
}

/** Each content was compared with its name as it came. @throws Error when there are fewer than the archive says */
async function demandFiles(manifest: Manifest, files: FileReader): Promise<void> {
  const count = await files.finish();
  if (count === manifest.files.count) return;
  throw new Error(`The archive was changed or damaged: it holds ${count} of ${manifest.files.count} files.`);
}

const emptyHash = createHash('sha256').digest('hex');

async function intoText(client: pg.Client, head: Head, table: string): Promise<string> {
  if (table === jobsTable) {
    await client.query(`CREATE TEMPORARY TABLE restored_job (identifier text, payload json, queue_name text,
      run_at timestamptz, max_attempts int, key text, priority int) ON COMMIT DROP`);
    return `COPY restored_job (${jobColumns.join(', ')}) FROM STDIN`;
  }
  const known = head.tables.find((one) => one.name === table);
  if (!known) throw new Error(`The archive holds rows of ${table}, which it does not list.`);
  return copyInText(known);
}

async function addJobs(client: pg.Client): Promise<void> {
  await client.query(`SELECT graphile_worker.add_job(j.identifier, j.payload, queue_name := j.queue_name, run_at := j.run_at,
    max_attempts := j.max_attempts, job_key := j.key, priority := j.priority) FROM restored_job j`);
}

/** A counting goes on where it stood; those of a workspace are made, because no trigger ran. */
async function setSequence(client: pg.Client, { schema, name, start, last }: Sequence): Promise<void> {
  const sequence = `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(name)}`;
  await client.query(`CREATE SEQUENCE IF NOT EXISTS ${sequence} START ${start}`);
  await client.query(`GRANT USAGE ON SEQUENCE ${sequence} TO heed_app`);
  if (last !== null) await client.query('SELECT setval($1::regclass, $2)', [sequence, last]);
}

async function hashOf(client: pg.Client, text: string): Promise<{ rows: number; sha256: string }> {
  const hash = createHash('sha256');
  const rows = await copyOut(client, text, async (block) => {
    hash.update(block);
  });
  return { rows, sha256: hash.digest('hex') };
}

/** @throws Error naming every table that is not what the manifest says */
function demandSame(manifest: Manifest, found: Read, words: string): void {
  const all = [...manifest.tables, { ...manifest.jobs, name: jobsTable }];
  const other = all.filter(({ name, rows, sha256 }) => {
    const one = found.get(name);
    return one?.rows !== rows || one.sha256 !== sha256;
  });
  if (other.length === 0) return;
  throw new Error(`${words}: ${other.map((table) => table.name).join(', ')}. Nothing was kept.`);
}

const told = `SELECT heed_flush(jsonb_build_array(jsonb_build_object('type', 'workspace.restored', 'audience', 'staff',
    'actorKind', 'system', 'requestId', gen_random_uuid(), 'subjects', jsonb_build_array('workspace'),
    'data', jsonb_build_object('madeAt', $1::text))), NULL, '[]')`;

/**
 * Says in every log that its workspace was restored, and from when. The head is not raised past what clients may know:
 * they offer again what the backup lacks, and that is how it comes back.
 */
async function tell(client: pg.Client, madeAt: string): Promise<void> {
  const { rows } = await client.query('SELECT id FROM workspace ORDER BY created_at, id');
  for (const { id } of rows as { id: string }[]) {
    await client.query('BEGIN');
    await client.query("SELECT set_config('heed.workspace', $1, true)", [id]);
    await client.query(told, [madeAt]);
    await client.query('COMMIT');
  }
}
