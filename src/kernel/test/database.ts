import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** Runs one statement as owner. */
export async function asOwner<Row = Record<string, unknown>>(
  url: string,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text, values)).rows as Row[];
  } finally {
    await client.end();
  }
}

/** A database of its own, cloned from the migrated template in some 50 ms. */
export async function cloneDatabase(templateUrl: string): Promise<{ ownerUrl: string; drop(): Promise<void> }> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const maintenance = new URL(templateUrl);
  const template = maintenance.pathname.slice(1);
  maintenance.pathname = '/postgres';
  await asOwner(maintenance.toString(), `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const own = new URL(templateUrl);
  own.pathname = `/${name}`;
  return {
    ownerUrl: own.toString(),
    drop: async () => {
      await asOwner(maintenance.toString(), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}
