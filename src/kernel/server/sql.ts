import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type pg from 'pg';
import type { DB } from '#db/types.ts';

/** A hot query: prepared once per connection under its name, so PostgreSQL parses and plans it once. */
export interface Statement<Row> {
  name: string;
  text: string;
  /** Only carries the type. */
  row?: Row;
}

/** Declares a named statement. The name must change when the text does. */
export function statement<Row>(name: string, text: string): Statement<Row> {
  return { name, text };
}

/** One open transaction (or read) on one connection, under the workspace's row-level security. */
export interface Tx {
  /** Typed builder for everything that is not hot. */
  db: Kysely<DB>;
  /** Rows of a named statement. */
  rows<Row>(query: Statement<Row>, values: readonly unknown[]): Promise<Row[]>;
  /** First row, or undefined. */
  first<Row>(query: Statement<Row>, values: readonly unknown[]): Promise<Row | undefined>;
  client: pg.PoolClient;
}

const cache = new WeakMap<pg.PoolClient, Tx>();

/**
 * Whatever the present step sends on this connection leaves in one packet at its end: each packet costs both sides more
 * than what it holds.
 */
export function gather(client: pg.PoolClient): void {
  const { stream } = (client as unknown as pg.Client).connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

const causes = new WeakMap<pg.PoolClient, unknown>();

/** Of statements that left together, all that come behind one that failed only say so; the one that failed says why. */
function firstCause(client: pg.PoolClient, error: unknown): unknown {
  const isBehind = error instanceof Error && 'code' in error && error.code === '25P02';
  if (isBehind) return causes.get(client) ?? error;
  causes.set(client, error);
  return error;
}

/** Forgets what failed before; a transaction begins. */
export function forgetCause(client: pg.PoolClient): void {
  causes.delete(client);
}

/** The `Tx` of a pooled connection; made once per connection. */
export function txOf(client: pg.PoolClient): Tx {
  const known = cache.get(client);
  if (known) return known;
  const rows = async <Row>(query: Statement<Row>, values: readonly unknown[]): Promise<Row[]> => {
    gather(client);
    try {
      const result = await client.query({ name: query.name, text: query.text, values: [...values] });
      return result.rows as Row[];
    } catch (error) {
      throw firstCause(client, error);
    }
  };
  const tx: Tx = {
    client,
    db: new Kysely<DB>({ dialect: dialectOf(client) }),
    rows,
    first: async (query, values) => (await rows(query, values))[0],
  };
  cache.set(client, tx);
  return tx;
}

function dialectOf(client: pg.PoolClient) {
  const connection: DatabaseConnection = {
    async executeQuery<R>(compiled: CompiledQuery): Promise<QueryResult<R>> {
      const result = await client.query(compiled.sql, [...compiled.parameters]);
      return { rows: result.rows as R[], numAffectedRows: BigInt(result.rowCount ?? 0) };
    },
    streamQuery() {
      throw new Error('streaming is not offered inside a transaction');
    },
  };
  // The transaction is opened and closed by the runner; the builder only speaks on its connection.
  const nothing = async () => {};
  const driver: Driver = {
    init: nothing,
    acquireConnection: async () => connection,
    beginTransaction: nothing,
    commitTransaction: nothing,
    rollbackTransaction: nothing,
    releaseConnection: nothing,
    destroy: nothing,
  };
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => driver,
    createIntrospector: (db: Kysely<unknown>) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}
