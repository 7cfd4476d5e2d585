import { type Database, noScope } from './database.ts';
import { statement } from './sql.ts';

/** One clock rules: the database's. This process follows it; tests and the demo may replace it altogether. */
export interface Clock {
  now(): Date;
  /** The replaced time, to set the SQL clock with; null when the database's own runs. */
  shifted(): Date | null;
  /** Measures by how much this machine's clock differs from the database's. Returns milliseconds. */
  align(database: Database): Promise<number>;
}

const databaseTime = statement<{ now: Date }>('clock_now', 'SELECT clock_timestamp() AS now');

export function createClock(replaced?: () => Date): Clock {
  let offsetMs = 0;
  return {
    now: replaced ?? (() => new Date(Date.now() + offsetMs)),
    shifted: () => replaced?.() ?? null,
    align: async (database) => {
      const asked = Date.now();
      const row = await database.read(noScope, (tx) => tx.first(databaseTime, []));
      const halfway = (asked + Date.now()) / 2;
      offsetMs = row ? Math.round(row.now.getTime() - halfway) : 0;
      return offsetMs;
    },
  };
}
