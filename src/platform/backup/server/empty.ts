import type pg from 'pg';
import type { Migration as ReadMigration } from '#kernel/server/postgres/migrate.ts';
import type { Head } from './format.ts';

const advice = 'Give an empty database: a new HEED_DATA folder, or CREATE DATABASE and DATABASE_URL.';

/** @throws Error in plain words when this Heed cannot read what the archive holds */
export function demandKnown(head: Head, known: readonly ReadMigration[]): number {
  for (const { number, name, hash } of head.migrations) {
    const mine = known.find((migration) => migration.number === number);
    if (!mine) {
      throw new Error(
        `The archive is of a newer Heed (it knows ${name}). Restore it with that version or a newer one.`,
      );
    }
    if (mine.hash !== hash) throw new Error(`The archive is of another Heed: its ${name} is not this one's.`);
  }
  return Math.max(...head.migrations.map((migration) => migration.number));
}

/** @throws Error in plain words, saying what would be accepted, unless the database holds nothing of value */
export async function demandEmpty(client: pg.ClientBase, last: number): Promise<void> {
  const first = async <Row>(text: string) => (await client.query(text)).rows[0] as Row;
  const { name } = await first<{ name: string | null }>("SELECT to_regclass('public.migration') AS name");
  if (!name) {
    const { count } = await first<{ count: number }>(
      "SELECT count(*)::int AS count FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')",
    );
    if (count > 0) throw new Error(`This database holds ${count} tables of something else. ${advice}`);
    return;
  }
  const { kept } = await first<{ kept: number }>(
    'SELECT ((SELECT count(*) FROM workspace) + (SELECT count(*) FROM account))::int AS kept',
  );
  if (kept > 0) throw new Error(`This database is in use: people and workspaces are set up in it. ${advice}`);
  const { newest } = await first<{ newest: number }>('SELECT coalesce(max(number), 0) AS newest FROM migration');
  if (newest > last) {
    throw new Error(`This database is of a newer Heed than the archive, although it may hold nothing. ${advice}`);
  }
  const { uses } = await first<{ uses: number }>(
    `SELECT count(*)::int AS uses FROM pg_stat_activity WHERE datname = current_database() AND usename = 'heed_app'`,
  );
  if (uses > 0) throw new Error('Heed runs on this database. Stop it, then restore.');
}
