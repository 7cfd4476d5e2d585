import pg from 'pg';
import { createTurnstile, type Turnstile } from '../turnstile/turnstile.ts';
import type { Actor } from './actor.ts';
import { Problem, unavailable } from './problem.ts';
import { forgetCause, gather, type Statement, type Tx, txOf } from './sql.ts';

// Counts and sequence numbers stay far below 2^53, so they may be plain numbers.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
// Instants come as UTC in the form that JavaScript reads itself, nearly always; the driver's own reader takes ten times
// as long, which counts in a list of fifty rows.
const readInstant = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ);
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) =>
  text.endsWith('+00') && text[10] === ' '
    ? new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`)
    : (readInstant(text) as Date),
);

/** How long a request waits for the database before it is told to come back: 5 s in all. */
const connectMs = 1_500;
const queryMs = 3_000;
/** Writes of one workspace that this process lets commit at once, and how long the others wait for their turn. */
const committing = { room: 2, patienceMs: 2_500 };

export interface Database {
  pool: pg.Pool;
  /** Through here every write goes to its commit. */
  turnstile: Turnstile;
  /** Read-only, under the workspace's rules; one connection for all queries of `work`. */
  read<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** One statement by itself, on tables that belong to no workspace: one round trip where `read` takes three. */
  alone<Row>(query: Statement<Row>, values: readonly unknown[]): Promise<Row[]>;
  /** One transaction on the ground tables and one workspace. Commits unless `work` throws. */
  write<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** A connection for a longer dialogue (the command runner). A broken one is thrown away. */
  connect(): Promise<pg.PoolClient>;
  close(): Promise<void>;
}

/** What row-level security sees: the workspace and, for a customer, the person. */
export interface Scope {
  workspaceId: string | null;
  customerId: string | null;
}

export const noScope: Scope = { workspaceId: null, customerId: null };

/** The scope in which an actor works in a workspace. */
export function scopeOf(actor: Actor, workspaceId: string | null): Scope {
  return { workspaceId, customerId: actor.kind === 'customer' ? actor.id : null };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function literal(id: string | null): string {
  if (id === null) return "''";
  if (!uuid.test(id)) throw new Error('not a UUID');
  return `'${id}'`;
}

/** SQL that sets the scope until the transaction ends; goes in the same round trip as BEGIN. */
export function scopeSql(scope: Scope, shiftedNow: Date | null): string {
  const settings = [
    `set_config('heed.workspace', ${literal(scope.workspaceId)}, true)`,
    `set_config('heed.customer', ${literal(scope.customerId)}, true)`,
  ];
  if (shiftedNow) settings.push(`set_config('heed.now', '${shiftedNow.toISOString()}', true)`);
  return `SELECT ${settings.join(', ')}`;
}

/**
 * Opens the pool of the application role. `url` is a login that owns nothing. `shiftedNow` sets the SQL clock in tests
 * and the demo; null leaves it alone.
 */
export function openDatabase(
  url: string,
  size: number,
  onError: (error: Error) => void,
  shiftedNow: () => Date | null = () => null,
): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    connectionTimeoutMillis: connectMs,
    query_timeout: queryMs,
    // A statement is sent at once, behind those that have no answer yet: BEGIN costs no journey of its own.
    pipeline: true,
    idleTimeoutMillis: 30_000,
    options: '-c statement_timeout=2900 -c lock_timeout=2500 -c idle_in_transaction_session_timeout=10000',
    application_name: 'heed',
  });
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));

  const connect = async () => {
    try {
      return await pool.connect();
    } catch (error) {
      throw translate(error);
    }
  };

  const inside = async <T>(isRead: boolean, scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> => {
    const client = await connect();
    try {
      const begun = sendBegin(client, `${isRead ? 'BEGIN READ ONLY' : 'BEGIN'}; ${scopeSql(scope, shiftedNow())}`);
      const result = await work(txOf(client));
      await begun;
      const ended = client.query('COMMIT');
      // What was read is known; only a write waits until it is kept.
      if (isRead)
        ended.then(
          () => client.release(),
          (error: Error) => client.release(error),
        );
      else {
        await ended;
        client.release();
      }
      return result;
    } catch (error) {
      await abandon(client, error);
      throw translate(error);
    }
  };

  return {
    pool,
    turnstile: createTurnstile(committing),
    connect,
    alone: async (query, values) => {
      try {
        return (await pool.query({ name: query.name, text: query.text, values: [...values] })).rows;
      } catch (error) {
        throw translate(error);
      }
    },
    read: (scope, work) => inside(true, scope, work),
    write: (scope, work) => inside(false, scope, work),
    close: () => pool.end(),
  };
}

/**
 * Sends what opens a transaction; the first statement goes out with it, without waiting for the answer. Await it
 * before anything is kept. Nothing can slip out of the transaction: should BEGIN fail, no workspace is set and the
 * belt hides every row.
 */
export function sendBegin(client: pg.PoolClient, text: string): Promise<pg.QueryResult[]> {
  gather(client);
  forgetCause(client);
  const begun = client.query(text) as unknown as Promise<pg.QueryResult[]>;
  // Whoever awaits it later hears of the failure; until then it must not count as unheard.
  begun.catch(() => {});
  return begun;
}

/** Rolls back and gives the connection back; destroys it when it may be in an unknown state. */
export async function abandon(client: pg.PoolClient, error: unknown): Promise<void> {
  if (error instanceof Error && isLost(error)) {
    client.release(error);
    return;
  }
  try {
    await client.query('ROLLBACK');
    client.release();
  } catch (rollbackError) {
    client.release(rollbackError instanceof Error ? rollbackError : true);
  }
}

/** Errors after which the server may no longer be there, or may answer an older question. */
function isLost(error: Error): boolean {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return (
    (/timeout|terminat|ECONN|connect E(?:AGAIN|NOENT)|EPIPE|not queryable|\bclosed|Connection/i.test(
      `${error.message} ${code}`,
    ) &&
      !/^[2-4]/.test(code)) ||
    /^(08|57P)/.test(code)
  );
}

/** Turns a hanging, failing-over, read-only or overloaded database into 503; leaves everything else as it is. */
export function translate(error: unknown): unknown {
  if (error instanceof Problem || !(error instanceof Error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const tellsToWait = /^(08|53|57|25006|55P03|40001|40P01|58)/.test(code);
  return tellsToWait || isLost(error) ? unavailable() : error;
}
