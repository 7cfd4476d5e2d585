import type pg from 'pg';

export interface TableInfo {
  name: string;
  columns: string[];
  /** By its primary key, the same on every server. */
  order: string;
  /** About how many rows, for the bar. */
  estimate: number;
}

/** Kept nowhere: what this moment's processes say of themselves. Unlogged tables are left out too. */
const passing = ['job_worker'];

const list = `SELECT c.relname AS name, greatest(c.reltuples, 0)::bigint AS estimate,
    (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
     WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
    (SELECT string_agg(quote_ident(a.attname) || CASE WHEN a.attcollation <> 0 THEN ' COLLATE "C"' ELSE '' END, ', '
       ORDER BY k.place)
     FROM pg_index i CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k(attnum, place)
     JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
     WHERE i.indrelid = c.oid AND i.indisprimary) AS "order"
  FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relpersistence = 'p' AND c.relname::text <> ALL ($1::text[])
  ORDER BY c.relname`;

/** Every table whose rows are kept. @throws Error for one without a primary key: its rows have no order to compare */
export async function listTables(client: pg.ClientBase): Promise<TableInfo[]> {
  const tables = (await client.query(list, [passing])).rows as TableInfo[];
  const bare = tables.find((table) => !table.order);
  if (bare) throw new Error(`the table ${bare.name} has no primary key`);
  return tables;
}

const quoted = (names: readonly string[]) => names.map((name) => `"${name.replaceAll('"', '""')}"`).join(', ');

/** `COPY` of a table's rows in their order, as text in UTF-8. */
export const copyOutText = (table: Pick<TableInfo, 'name' | 'columns' | 'order'>) =>
  `COPY (SELECT ${quoted(table.columns)} FROM public.${quoted([table.name])} ORDER BY ${table.order}) TO STDOUT`;

export const copyInText = (table: { name: string; columns: readonly string[] }) =>
  `COPY public.${quoted([table.name])} (${quoted(table.columns)}) FROM STDIN`;

/** Jobs that wait for their turn or for another try. Their numbers are given anew. */
export const jobColumns = ['identifier', 'payload', 'queue_name', 'run_at', 'max_attempts', 'key', 'priority'] as const;
export const copyJobsOut = `COPY (SELECT t.identifier, j.payload, q.queue_name, j.run_at, j.max_attempts, j.key, j.priority
  FROM graphile_worker._private_jobs j
  JOIN graphile_worker._private_tasks t ON t.id = j.task_id
  LEFT JOIN graphile_worker._private_job_queues q ON q.id = j.job_queue_id
  WHERE j.attempts < j.max_attempts
  ORDER BY t.identifier COLLATE "C", j.run_at, j.payload::text COLLATE "C", j.key COLLATE "C") TO STDOUT`;

/** How values are written, whatever the server's own settings are. */
export const plainForms = `SET statement_timeout = 0; SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0;
  SET timezone = 'UTC'; SET datestyle = 'ISO, YMD'; SET intervalstyle = 'postgres'; SET bytea_output = 'hex';
  SET extra_float_digits = 1; SET client_encoding = 'UTF8'; SET row_security = off`;

export const sequences = `SELECT schemaname AS schema, sequencename AS name, start_value AS start, last_value AS last
  FROM pg_sequences WHERE schemaname IN ('public', 'counting') ORDER BY 1, 2`;
