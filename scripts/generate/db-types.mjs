import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { load, root } from './load.mjs';

const head = `// Written by scripts/generate.mjs from a migrated database. Do not edit; run npm run generate.
import type { ColumnType } from 'kysely';

/** A column with a default: may be left out of an insert. */
type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>;
type Timestamp = ColumnType<Date, Date | string, Date | string>;
type Timestamps = ColumnType<Date[], (Date | string)[], (Date | string)[]>;
/** Give arrays as JSON text: the driver would write them as SQL arrays. */
type Json = ColumnType<unknown, string | Record<string, unknown>, string | Record<string, unknown>>;
`;

const types = {
  bool: 'boolean',
  bytea: 'Buffer',
  date: 'string',
  float4: 'number',
  float8: 'number',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  json: 'Json',
  jsonb: 'Json',
  name: 'string',
  numeric: 'string',
  text: 'string',
  timestamptz: 'Timestamp',
  _timestamptz: 'Timestamps',
  uuid: 'string',
  varchar: 'string',
};

const columnsSql = `
  SELECT c.relname AS "table", a.attname AS "column", t.typname AS type, a.attnum AS place, a.attnotnull AS required,
    a.atthasdef OR a.attidentity <> '' AS generated,
    ARRAY(SELECT pg_get_constraintdef(k.oid) FROM pg_constraint k
      WHERE k.conrelid = c.oid AND k.contype = 'c' AND k.conkey = ARRAY[a.attnum]) AS checks
  FROM pg_class c
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_type t ON t.oid = a.atttypid
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm') AND NOT c.relispartition
  ORDER BY c.relname COLLATE "C", a.attnum`;

/** The text of db/types.ts: one interface per table of schema public, after all migrations. */
export async function dbTypes() {
  const { startCluster, migrate } = await load(`
    export { startCluster } from './src/kernel/server/postgres/cluster.ts';
    export { migrate } from './src/kernel/server/postgres/migrate.ts';`);
  const dataDir = await mkdtemp(join(tmpdir(), 'heed-generate-'));
  const cluster = await startCluster({ dataDir, durable: false });
  try {
    await migrate(cluster.ownerUrl, join(root, 'db/migrations'), 'only-for-generating');
    return print(await readColumns(cluster.ownerUrl));
  } finally {
    await cluster.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function readColumns(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(columnsSql)).rows;
  } finally {
    await client.end();
  }
}

function print(columns) {
  const tables = new Map();
  for (const column of columns) tables.set(column.table, [...(tables.get(column.table) ?? []), column]);
  const parts = [...tables].map(
    ([table, own]) =>
      `export interface ${pascal(table)}Table {\n${own.map((one) => `  ${one.column}: ${typeOf(one)};\n`).join('')}}\n`,
  );
  const list = [...tables.keys()].map((table) => `  ${table}: ${pascal(table)}Table;\n`).join('');
  return `${head}\n${parts.join('\n')}\nexport interface DB {\n${list}}\n`;
}

function typeOf(column) {
  const isArray = column.type.startsWith('_') && !types[column.type];
  const known = types[isArray ? column.type.slice(1) : column.type];
  if (!known) throw new Error(`${column.table}.${column.column}: add the type ${column.type} to ${import.meta.url}`);
  const single = allowed(column.checks) ?? known;
  const nullable = `${isArray ? `${single}[]` : single}${column.required ? '' : ' | null'}`;
  return column.generated ? `Generated<${nullable}>` : nullable;
}

/** The union behind `CHECK (column IN ('a', 'b'))`, as PostgreSQL prints it; undefined for any other check. */
function allowed(checks) {
  for (const check of checks) {
    const values = /^CHECK \(\(\w+ = (?:ANY \(ARRAY\[(.+)\]\)|('[^']*'::text))\)\)$/.exec(check);
    if (values)
      return [...(values[1] ?? values[2]).matchAll(/'([^']*)'::text/g)].map((one) => `'${one[1]}'`).join(' | ');
  }
  return undefined;
}

function pascal(name) {
  return name.replace(/(?:^|_)(\w)/g, (_, letter) => letter.toUpperCase());
}
