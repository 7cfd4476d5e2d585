import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** Connections to the databases that tests look behind, kept while they last. */
const kept = new Map<string, pg.Pool>();

/** Runs one statement as owner. */
export async function asOwner<Row = Record<string, unknown>>(
  url: string,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const pool = kept.get(url);
  if (pool) return (await pool.query(text, values)).rows as Row[];
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text, values)).rows as Row[];
  } finally {
    await client.end();
  }
}

/** A database of its own, cloned from the migrated template in some 70 ms: by files, for it is a thousand of them and little in each. */
export async function cloneDatabase(templateUrl: string): Promise<{ ownerUrl: string; drop(): Promise<void> }> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const maintenance = new URL(templateUrl);
  const template = maintenance.pathname.slice(1);
  maintenance.pathname = '/postgres';
  await asOwner(maintenance.toString(), `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  const own = new URL(templateUrl);
  own.pathname = `/${name}`;
  const ownerUrl = own.toString();
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 4, allowExitOnIdle: true });
  // A test may end all connections of its database; the next statement opens another.
  pool.on('error', () => {});
  kept.set(ownerUrl, pool);
  return {
    ownerUrl,
    drop: async () => {
      kept.delete(ownerUrl);
      await pool.end();
      await asOwner(maintenance.toString(), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}
