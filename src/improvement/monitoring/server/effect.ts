import { addDays, dayIn, measureNamed } from '#foundation/measures/index.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import type { Effect } from '../contract.ts';
import { beforeDays, effectDays } from '../contract-words.ts';
import { changeOf } from './judge.ts';
import { measureGoal } from './measure.ts';
import type { ActionRow } from './rows.ts';

/**
 * What an action brought: the number of the weeks before it was opened, and that since it is done, by the same measure.
 * A closed one keeps what was measured then.
 */
export async function effectOf(ctx: QueryContext, row: ActionRow, timeZone: string): Promise<Effect> {
  if (row.effect) return row.effect;
  const asked = { measure: measureNamed(row.measure), reasonId: row.reason_id };
  const opened = dayIn(timeZone, row.opened_at);
  const today = dayIn(timeZone, ctx.now);
  const past = { from: addDays(opened, -beforeDays), to: addDays(opened, -1) };
  const before = { ...(await measureGoal(ctx, asked, past)).total, ...past };
  if (!row.done_on) return { before, after: null, change: null, measurableFrom: null, isMeasured: false };
  const since = { from: row.done_on, to: today };
  const after = { ...(await measureGoal(ctx, asked, since)).total, ...since };
  const measurableFrom = addDays(row.done_on, effectDays);
  return {
    ...{ before, after, measurableFrom },
    change: changeOf({ is: row.aims, goal: row.goal }, before, after),
    isMeasured: today >= measurableFrom && after.n > 0,
  };
}
