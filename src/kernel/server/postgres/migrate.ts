import { createHash, createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Logger, runMigrations } from 'graphile-worker';
import pg from 'pg';

/** Any number; every Heed process that migrates the same database takes this lock. */
const migrationLock = 4_863_656_564;
const appRole = 'heed_app';
const quiet = new Logger(() => () => {});

export interface Migration {
  number: number;
  name: string;
  text: string;
  hash: string;
}

/** Reads the numbered files of a folder in order. Throws when two share a number or one is missing. */
export function readMigrations(folder: string): Migration[] {
  const files = readdirSync(folder)
    .filter((file) => /^\d{4}_\w+\.sql$/.test(file))
    .sort();
  return files.map((file, index) => {
    const number = Number(file.slice(0, 4));
    if (number !== index + 1) throw new Error(`migration ${file} should have the number ${index + 1}`);
    const text = readFileSync(join(folder, file), 'utf8');
    return { number, name: file.slice(5, -4), text, hash: createHash('sha256').update(text).digest('hex') };
  });
}

/**
 * Brings the database up to date: role of the application, numbered migrations (forward only), job queue.
 * One process at a time, by an advisory lock. Returns the names of what was applied. `upTo` stops at that number, for a
 * backup of an older Heed.
 */
export async function migrate(
  ownerUrl: string,
  folder: string,
  appPassword: string,
  upTo = Number.POSITIVE_INFINITY,
): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl, options: '-c lock_timeout=10000' });
  await client.connect();
  try {
    await demandVersion(client);
    await client.query(`SELECT pg_advisory_lock(${migrationLock})`);
    await ensureAppRole(client, ownerUrl, appPassword);
    const wanted = readMigrations(folder).filter((migration) => migration.number <= upTo);
    const applied = await applyMissing(client, wanted);
    await runMigrations({ connectionString: ownerUrl, logger: quiet });
    await openQueueToApp(client);
    return applied;
  } finally {
    await client.end();
  }
}

/** Numbers of migrations that the database lacks, without changing anything. */
export async function missingMigrations(ownerUrl: string, folder: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 3_000 });
  await client.connect();
  try {
    const known = await appliedHashes(client);
    return readMigrations(folder)
      .filter((migration) => !known.has(migration.number))
      .map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

async function demandVersion(client: pg.Client): Promise<void> {
  const result = await client.query('SHOW server_version_num');
  const version = Number(result.rows[0]?.server_version_num);
  if (!(version >= 150_000)) throw new Error(`Heed needs PostgreSQL 15 or newer; this server is ${version}.`);
}

async function appliedHashes(client: pg.Client): Promise<Map<number, string>> {
  const table = await client.query("SELECT to_regclass('public.migration') AS name");
  if (!table.rows[0]?.name) return new Map();
  const rows = await client.query('SELECT number, hash FROM migration');
  return new Map(rows.rows.map((row) => [Number(row.number), String(row.hash)]));
}

async function applyMissing(client: pg.Client, migrations: Migration[]): Promise<string[]> {
  await client.query(`CREATE TABLE IF NOT EXISTS migration (
    number int PRIMARY KEY, name text NOT NULL, hash text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`);
  const known = await appliedHashes(client);
  const applied: string[] = [];
  for (const migration of migrations) {
    const hash = known.get(migration.number);
    if (hash === migration.hash) continue;
    if (hash)
      throw new Error(`migration ${migration.number} was applied with another text; released files never change`);
    await client.query('BEGIN');
    try {
      await client.query(migration.text);
      await client.query('INSERT INTO migration (number, name, hash) VALUES ($1, $2, $3)', [
        migration.number,
        migration.name,
        migration.hash,
      ]);
      await client.query('COMMIT');
    } catch (error) {
      await client.query('ROLLBACK');
      throw new Error(`migration ${migration.number} (${migration.name}) failed: ${String(error)}`);
    }
    applied.push(migration.name);
  }
  return applied;
}

/**
 * The application's login owns nothing, bypasses nothing and creates nothing. A role that is right already is left
 * alone: an owner who is no superuser may not say NOSUPERUSER again, nor change a role that somebody else made.
 */
async function ensureAppRole(client: pg.Client, ownerUrl: string, password: string): Promise<void> {
  const roles = await client.query(
    'SELECT rolsuper OR rolcreatedb OR rolcreaterole OR rolbypassrls AS strong FROM pg_roles WHERE rolname = $1',
    [appRole],
  );
  const role = roles.rows[0];
  const secret = `PASSWORD ${client.escapeLiteral(password)}`;
  if (!role || role.strong) {
    const attributes = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOINHERIT';
    await client.query(`${role ? 'ALTER' : 'CREATE'} ROLE ${appRole} ${attributes} ${secret}`);
  } else if (!(await canSignIn(ownerUrl, password))) {
    await client.query(`ALTER ROLE ${appRole} LOGIN ${secret}`);
  }
  await client.query('REVOKE CREATE ON SCHEMA public FROM PUBLIC');
  await client.query(`GRANT USAGE ON SCHEMA public TO ${appRole}`);
}

async function canSignIn(ownerUrl: string, password: string): Promise<boolean> {
  const url = new URL(ownerUrl);
  url.username = appRole;
  url.password = encodeURIComponent(password);
  const client = new pg.Client({ connectionString: url.toString(), connectionTimeoutMillis: 3_000 });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Lets the application role use the job queue, whose tables are under row-level security of their own. */
async function openQueueToApp(client: pg.Client): Promise<void> {
  await client.query(`GRANT USAGE ON SCHEMA graphile_worker TO ${appRole}`);
  await client.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA graphile_worker TO ${appRole}`);
  await client.query(`GRANT USAGE ON ALL SEQUENCES IN SCHEMA graphile_worker TO ${appRole}`);
  const tables = await client.query(
    "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'graphile_worker' AND c.relkind = 'r' AND c.relrowsecurity",
  );
  for (const row of tables.rows) {
    const table = `graphile_worker.${client.escapeIdentifier(String(row.relname))}`;
    await client.query(`DROP POLICY IF EXISTS heed ON ${table}`);
    await client.query(`CREATE POLICY heed ON ${table} TO ${appRole} USING (true) WITH CHECK (true)`);
  }
}

/**
 * The application role's password, derived from the owner's so that every process knows it and no place stores it.
 * Throws when the owner's URL has no password; then HEED_APP_DATABASE_URL must be given.
 */
export function appPasswordFor(ownerUrl: string): string {
  const { password } = new URL(ownerUrl);
  if (!password) throw new Error('DATABASE_URL has no password; set HEED_APP_DATABASE_URL for the role heed_app.');
  return createHmac('sha256', decodeURIComponent(password)).update('heed application role').digest('base64url');
}

/** The URL with which the application connects. */
export function appUrlFor(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  url.password = appPasswordFor(ownerUrl);
  url.username = appRole;
  return url.toString();
}
