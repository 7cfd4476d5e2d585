import { openMinutesBy } from '#foundation/promises/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { scopeOf } from './library.ts';
import { promiseMeasures } from './measures.ts';
import type { Measured } from './reckon.ts';
import { wilson } from './statistics.ts';

/** A target as somebody proposes it. */
export interface Proposed {
  /** Of a promise: `first_response`. */
  measure: string;
  channel: string | null;
  teamId: Id | null;
  minutes: number;
  calendarId: Id | null;
}

interface Ended {
  started_at: Date;
  ended_at: Date;
  pauses: Date[];
}
/** So many promises are read one by one: the newest of the period. */
const most = 100_000;
// Found by the facts, which know the day on which a promise was kept or broken; the channel is that of the contact.
const ended = statement<Ended>(
  'measures_promises_ended',
  `SELECT p.started_at, coalesce(p.ended_at, heed_now()) AS ended_at,
     p.pauses || CASE WHEN p.paused_at IS NULL THEN '{}'::timestamptz[] ELSE ARRAY[p.paused_at, heed_now()] END AS pauses
   FROM fact f JOIN promise p ON p.workspace_id = f.workspace_id AND p.id = f.subject_id
   WHERE f.workspace_id = $1 AND f.kind = 'promise.' || $2 AND f.excluded IS NULL
     AND f.at >= $3::date::timestamp AT TIME ZONE $8 AND f.at < ($4::date + 1)::timestamp AT TIME ZONE $8
     AND ($5::text IS NULL OR EXISTS (SELECT FROM fact c WHERE c.workspace_id = f.workspace_id
       AND c.subject_id = p.subject_id AND c.kind = 'contact' AND c.channel = $5))
     AND ($6::uuid IS NULL OR p.team_id = $6)
   ORDER BY f.at DESC LIMIT $7`,
);

/**
 * For which share of past promises a proposed target would have held: each is reckoned anew from its start to its end,
 * by the proposed calendar and without the time in which it was paused. What was waived does not count.
 */
export async function keptWithin(
  ctx: QueryContext,
  proposed: Proposed,
  period: { from: string; to: string },
): Promise<Measured> {
  const { measure, channel, teamId, minutes, calendarId } = proposed;
  const none = { value: null, n: 0, low: null, high: null };
  if (!Object.hasOwn(promiseMeasures, measure)) {
    return { ...none, words: 'Nothing counts how often this was kept.' };
  }
  const { timeZone } = await scopeOf(ctx, {});
  const of = [ctx.workspaceId, measure, period.from, period.to, channel, teamId, most, timeZone];
  const rows = await ctx.tx.rows(ended, of);
  if (rows.length === 0) return { ...none, words: 'No rows in this period.' };
  const openMinutes = await openMinutesBy(ctx, calendarId);
  const kept = rows.filter((row) => openMinutes(row.started_at, row.ended_at, row.pauses) <= minutes).length;
  const words = rows.length < most ? null : `Of the last ${most} only.`;
  return {
    value: kept / rows.length,
    n: rows.length,
    ...(wilson(kept, rows.length) ?? { low: null, high: null }),
    words,
  };
}
