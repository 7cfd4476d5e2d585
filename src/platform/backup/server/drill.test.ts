import { cp, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { capabilities } from '#apps/capabilities.ts';
import { findDist, findMigrations } from '#apps/dist.ts';
import { listConversations, reply } from '#contact/conversations/contract.ts';
import { createCustomer } from '#contact/customers/contract.ts';
import { signIn } from '#foundation/people/contract.ts';
import { addTask } from '#foundation/promises/contract.ts';
import { readConfig } from '#kernel/server/config.ts';
import { appPasswordFor } from '#kernel/server/postgres/migrate.ts';
import { startHeed } from '#kernel/server/start.ts';
import { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed, testPassphrase } from '#kernel/test/heed.ts';
import { type Stage, setStage } from '#kernel/test/stage.ts';
import { smallPdf, uploaded } from '#kernel/test/upload.ts';
import { verifyAll } from '#platform/audit/server/verify.ts';
import { backUp } from './backup.ts';
import { restore } from './restore.ts';

/** The restore drill: part of T-68. Every row of every table comes back, and Heed works on it. */
let heed: TestHeed;
let stage: Stage;
let folder: string;
let file: string;
let pdfId: string;
const dataDir = () => join(folder, 'data');
const restoredDir = () => join(folder, 'restored');
const databases: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heed-drill-'));
  file = join(folder, 'heed.tar.gz');
  // Without jobs and deadlines nothing moves by itself, so rows can be compared.
  heed = await startTestHeed({ environment: { HEED_ROLE: 'web', HEED_DATA: dataDir() } });
  stage = await setStage(heed, ['adviser']);
  const { owner } = stage.cast;
  const words = 'Tab\tnew line\n back\\slash “quotes” \u{1f600} \\N';
  await owner.call(createCustomer, { name: words, addresses: [{ kind: 'email', value: 'a@b.example' }] });
  const subject = { kind: 'conversation' as const, id: stage.visit.conversationId };
  await owner.call(addTask, { words, dueAt: new Date(Date.now() + 9e6).toISOString(), subject });
  await asOwner(
    heed.ownerUrl,
    "SELECT graphile_worker.add_job('nobody.does', '{\"a\":1}', run_at := now() + interval '1 day', job_key := 'k')",
  );
  const pdf = await uploaded(owner, smallPdf, 'terms.pdf');
  const long = await uploaded(owner, Buffer.alloc(9_000_000, 'heed '), 'long.txt');
  await owner.call(reply, { conversationId: stage.visit.conversationId, fileIds: [pdf.id, long.id] });
  pdfId = pdf.id;
  await backUp({ ownerUrl: heed.ownerUrl, file, dataDir: dataDir() });
});
afterAll(async () => {
  for (const name of databases) await asOwner(at('postgres'), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await heed.stop();
  await rm(folder, { recursive: true });
});

function at(database: string): string {
  const url = new URL(heed.ownerUrl);
  url.pathname = `/${database}`;
  return url.toString();
}

async function emptyDatabase(): Promise<string> {
  const name = `drill_${databases.length}_${process.pid}`;
  await asOwner(at('postgres'), `CREATE DATABASE ${name}`);
  databases.push(name);
  return at(name);
}

const restoreInto = (ownerUrl: string, more: { file?: string; migrationsDir?: string } = {}) =>
  restore({
    ownerUrl,
    appPassword: appPasswordFor(ownerUrl),
    migrationsDir: findMigrations(findDist()),
    file,
    dataDir: restoredDir(),
    ...more,
  });

/** Hash and number of the rows of every table, by the database's own means; the restore's own event is left out. */
async function hashes(ownerUrl: string): Promise<Record<string, string>> {
  const tables = await asOwner<{ name: string }>(
    ownerUrl,
    "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relpersistence = 'p' ORDER BY 1",
  );
  const restored =
    "(SELECT count(*) FROM event r WHERE r.workspace_id = t.workspace_id AND r.type = 'workspace.restored')";
  const rowsOf = (name: string) => {
    if (name === 'event') return "SELECT t FROM event t WHERE type <> 'workspace.restored'";
    if (name !== 'workspace_stream') return `SELECT t FROM ${name} t`;
    return `SELECT row(t.workspace_id, t.head - ${restored}) AS t FROM workspace_stream t`;
  };
  const all = tables.map(
    ({ name }) => `SELECT '${name}' AS name, count(*) || ' ' ||
      coalesce(md5(string_agg(t::text, E'\\n' ORDER BY t::text COLLATE "C")), '') AS hash FROM (${rowsOf(name)}) x`,
  );
  const rows = await asOwner<{ name: string; hash: string }>(ownerUrl, all.join(' UNION ALL '));
  return Object.fromEntries(rows.map((row) => [row.name, row.hash]));
}

const countings = (ownerUrl: string) =>
  asOwner(
    ownerUrl,
    "SELECT sequencename, last_value::int AS last, start_value::int AS start FROM pg_sequences WHERE schemaname = 'counting' ORDER BY 1",
  );
/** The one that the test queued: that of the measures is put off again by whatever happens after the backup. */
const jobs = (ownerUrl: string) =>
  asOwner(
    ownerUrl,
    "SELECT task_identifier, key, run_at, max_attempts, priority FROM graphile_worker.jobs WHERE task_identifier = 'nobody.does'",
  );

describe('a backup that is restored', () => {
  let ownerUrl: string;
  beforeAll(async () => {
    ownerUrl = await emptyDatabase();
    expect((await restoreInto(ownerUrl)).files).toEqual({ count: 2, missing: 0 });
  });

  it('has the same rows in every table, the same countings and the same jobs', async () => {
    const before = await hashes(heed.ownerUrl);
    expect(Object.keys(before).length).toBeGreaterThan(40);
    expect(await hashes(ownerUrl)).toEqual(before);
    expect(await countings(ownerUrl)).toEqual(await countings(heed.ownerUrl));
    expect(await jobs(ownerUrl)).toEqual(await jobs(heed.ownerUrl));
    expect(await jobs(ownerUrl)).toHaveLength(1);
  });

  it('has the same keys, triggers and rules between tables', async () => {
    const rules = (url: string) =>
      asOwner(
        url,
        `SELECT conrelid::regclass::text AS of, conname, pg_get_constraintdef(oid) AS rule, convalidated FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace UNION ALL
        SELECT tgrelid::regclass::text, tgname, tgenabled::text, true FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2`,
      );
    expect(await rules(ownerUrl)).toEqual(await rules(heed.ownerUrl));
  });

  it('lets Heed start on it and answer, and holds', async () => {
    const config = readConfig({
      DATABASE_URL: ownerUrl,
      PORT: '0',
      HEED_LOG: 'error',
      HEED_ROLE: 'web',
      HEED_DATA: restoredDir(),
      HEED_STRICT: '1',
    });
    const more = { distDir: findDist(), migrationsDir: findMigrations(findDist()) };
    const running = await startHeed({ capabilities: capabilities(findDist()), config, ...more });
    try {
      const client = new Client(running.url);
      await client.call(signIn, { email: 'olive@heed.example', passphrase: testPassphrase });
      const { conversations } = await client.call(listConversations, { view: 'all' });
      expect(conversations.map((one) => one.id)).toContain(stage.visit.conversationId);
      expect(await (await client.raw('GET', `/api/v1/files/${pdfId}`)).text()).toBe(smallPdf);
      const [reached] = await asOwner<{ number: number }>(ownerUrl, 'SELECT max(number)::int AS number FROM customer');
      const { reference } = await client.call(createCustomer, { name: 'After the restore' });
      expect(Number(reference.slice(2))).toBeGreaterThan(reached?.number ?? 0);
    } finally {
      await running.stop();
    }
    const client = new pg.Client({ connectionString: ownerUrl });
    await client.connect();
    const checked = await verifyAll(client, {
      capabilities: capabilities(findDist()),
      elsewhere: [],
      trusted: undefined,
    });
    await client.end();
    expect(checked.flatMap((one) => one.found)).toEqual([]);
  });

  it('takes nothing a second time, and says what would be accepted', async () => {
    await expect(restoreInto(ownerUrl)).rejects.toThrow(/in use: people and workspaces[\s\S]*Give an empty database/);
  });
});

describe('an archive', () => {
  it('is for its owner alone, is listed by tar, and is never written over', async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await expect(backUp({ ownerUrl: heed.ownerUrl, file, dataDir: dataDir() })).rejects.toThrow(/is there already/);
    expect((await readdir(folder)).filter((name) => name.includes('.part'))).toEqual([]);
  });

  it('of the same rows holds the same hashes, made while Heed works', async () => {
    const { owner } = stage.cast;
    const second = join(folder, 'second.tar.gz');
    const writing = Promise.all(
      Array.from({ length: 10 }, (_, i) => owner.call(createCustomer, { name: `Meanwhile ${i}` })),
    );
    await backUp({ ownerUrl: heed.ownerUrl, file: second, dataDir: dataDir() });
    await writing;
    const ownerUrl = await emptyDatabase();
    await expect(restoreInto(ownerUrl, { file: second })).resolves.toMatchObject({ signingKey: undefined });
  });

  it.each([
    [
      'cut off',
      async (path: string) => truncate(path, Math.floor((await stat(path)).size * 0.6)),
      /cut off or changed/,
    ],
    [
      'damaged',
      async (path: string) => {
        const bytes = await readFile(path);
        bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 0xff;
        await writeFile(path, bytes);
      },
      /cut off or changed|changed or damaged|not what the archive holds|could not be read/,
    ],
    ['no archive', async (path: string) => writeFile(path, 'hello'), /cut off or changed/],
  ])('that is %s leaves an empty database, which is accepted again', async (name, spoil, words) => {
    const spoilt = join(folder, `${name}.tar.gz`);
    await cp(file, spoilt);
    await spoil(spoilt);
    const ownerUrl = await emptyDatabase();
    await expect(restoreInto(ownerUrl, { file: spoilt })).rejects.toThrow(words);
    const [there] = await asOwner<{ name: string | null }>(ownerUrl, "SELECT to_regclass('public.customer') AS name");
    if (there?.name) expect(await asOwner(ownerUrl, 'SELECT FROM customer')).toEqual([]);
    expect(await readdir(join(restoredDir(), 'files', 'arriving'))).toEqual([]);
    if (name === 'cut off') await restoreInto(ownerUrl);
  });

  it('of an older Heed is brought up to date, one of a newer Heed is refused', async () => {
    const migrationsDir = join(folder, 'migrations');
    await cp(findMigrations(findDist()), migrationsDir, { recursive: true });
    const names = (await readdir(migrationsDir)).sort();
    const next = `${String(names.length + 1).padStart(4, '0')}_later.sql`;
    await writeFile(join(migrationsDir, next), 'ALTER TABLE customer ADD COLUMN later text;');
    const newer = await emptyDatabase();
    await restoreInto(newer, { migrationsDir });
    expect(await asOwner(newer, 'SELECT later FROM customer LIMIT 1')).toEqual([{ later: null }]);
    await rm(join(migrationsDir, next));
    await rm(join(migrationsDir, names.at(-1) ?? ''));
    await expect(restoreInto(await emptyDatabase(), { migrationsDir })).rejects.toThrow(/of a newer Heed/);
  });
});
