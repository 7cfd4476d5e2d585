import { statement, type Tx } from '#kernel/server/sql.ts';
import { forgetSteps } from './steps.ts';
import { forgetTries } from './tries.ts';

const sessions = statement(
  'people_tidy_sessions',
  `DELETE FROM session WHERE least(coalesce(ended_at, expires_at), expires_at) < $1::timestamptz - interval '90 days'`,
);
const links = statement(
  'people_tidy_links',
  `DELETE FROM one_time_link WHERE expires_at < $1::timestamptz - interval '30 days'`,
);
const rates = statement('people_tidy_rates', `DELETE FROM rate WHERE at < $1::timestamptz - interval '1 day'`);

/** Removes sessions that ended a quarter ago, links long expired, and tries, steps and buckets that no longer count. */
export async function tidy(tx: Tx, now: Date): Promise<void> {
  await tx.rows(sessions, [now]);
  await tx.rows(links, [now]);
  await tx.rows(rates, [now]);
  await forgetTries(tx, now);
  await forgetSteps(tx, now);
}
