import { type Database, noScope } from './database.ts';
import { statement } from './sql.ts';

/** One clock rules: the database's. This process follows it; tests and the demo may replace it altogether. */
export interface Clock {
  now(): Date;
  /** The replaced time, to set the SQL clock with; null when the database's own runs. */
  shifted(): Date | null;
  /** Asks the database for the time. Until the next asking, time goes on by what has passed here. */
  align(database: Database): Promise<void>;
}

const databaseTime = statement<{ now: Date }>('clock_now', 'SELECT clock_timestamp() AS now');

/**
 * What this machine believes to be the time is never asked: only how much of it has passed since the database told its
 * own. So a clock that is set, by hand or by its keeper, moves nothing.
 */
export function createClock(replaced?: () => Date): Clock {
  let aheadMs = Date.now() - performance.now();
  return {
    now: replaced ?? (() => new Date(aheadMs + performance.now())),
    shifted: () => replaced?.() ?? null,
    align: async (database) => {
      const asked = performance.now();
      const row = await database.read(noScope, (tx) => tx.first(databaseTime, []));
      if (row) aheadMs = row.now.getTime() - (asked + performance.now()) / 2;
    },
  };
}
