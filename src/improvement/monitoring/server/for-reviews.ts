import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { goalsInForce } from './goals.ts';

/** Days of a time zone, both counted. */
export interface Period {
  from: string;
  to: string;
  timeZone: string;
}

export interface Corrected {
  title: string;
  missed_weeks: number;
  is_done: boolean;
  /** Null until its effect was measured. */
  is_effective: boolean | null;
}

export interface Disturbed {
  kind: 'technology' | 'resource';
  title: string;
  /** Hours within the period; of one that goes on, so far. */
  hours: number;
  goals: number;
  has_fix: boolean;
}

const begins = '$3::date::timestamp AT TIME ZONE $5';
const ends = '($4::date + 1)::timestamp AT TIME ZONE $5';

const corrected = statement<Corrected>(
  'monitoring_corrected_in',
  `SELECT title, missed_weeks, done_on IS NOT NULL AS is_done, is_effective FROM corrective_action
   WHERE workspace_id = $1 AND standard_id = $2 AND opened_at < ${ends} AND coalesce(closed_at, 'infinity') >= ${begins}
   ORDER BY opened_at, id LIMIT 200`,
);
const disturbed = statement<Disturbed>(
  'monitoring_disturbed_in',
  `SELECT i.kind, i.title, cardinality(i.goal_ids) AS goals,
     (extract(epoch FROM least(coalesce(i.ended_at, heed_now()), ${ends}) - greatest(i.began_at, ${begins})) / 3600)::float8
       AS hours,
     EXISTS (SELECT FROM corrective_action a WHERE a.workspace_id = i.workspace_id AND a.issue_id = i.id) AS has_fix
   FROM service_issue i WHERE i.workspace_id = $1 AND i.goal_ids && $2::uuid[] AND i.began_at < ${ends}
     AND coalesce(i.ended_at, 'infinity') >= ${begins}
   ORDER BY i.began_at, i.id LIMIT 200`,
);

/** What was corrected of a standard in a period and what disturbed it, for whoever reviews it. Policy is the caller's. */
export async function correctedIn(
  ctx: QueryContext,
  standardId: Id,
  { from, to, timeZone }: Period,
): Promise<{ corrected: Corrected[]; disturbed: Disturbed[] }> {
  const goals = await goalsInForce(ctx.tx, ctx.workspaceId);
  const ids = goals.filter((one) => one.clause.standardId === standardId).map((one) => one.id);
  return {
    corrected: await ctx.tx.rows(corrected, [ctx.workspaceId, standardId, from, to, timeZone]),
    disturbed: await ctx.tx.rows(disturbed, [ctx.workspaceId, ids, from, to, timeZone]),
  };
}
