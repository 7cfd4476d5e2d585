import { openWeekOf } from '#foundation/promises/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { type Assumptions, type Shift, slotsOfWeek } from '../contract.ts';
import { ImpossibleWork } from '../contract-erlang.ts';
import { type Interval, reckon } from '../contract-reckon.ts';

export interface PlanRow {
  id: Id;
  name: string;
  touchpoint_id: Id;
  team_id: Id;
  standard_id: Id | null;
  volume: number[];
  counted_weeks: number | null;
  assumes: Assumptions;
  told: string;
  version: number;
  touchpoint: string;
  channel: string;
  seats: number | null;
  calendar_id: Id | null;
  calendar: string | null;
  team: string;
  standard: string | null;
  shifts: Shift[];
  time_zone: string;
  place: string;
}

const joined = `SELECT p.id, p.name, p.touchpoint_id, p.team_id, p.standard_id, p.volume, p.counted_weeks, p.assumes, p.told,
    p.version, t.name AS touchpoint, t.channel, t.seats, t.calendar_id, c.name AS calendar, m.name AS team,
    s.name AS standard, coalesce(r.shifts, '[]') AS shifts, w.time_zone, p.created_at::text AS place
  FROM staffing_plan p
  JOIN workspace w ON w.id = p.workspace_id
  JOIN touchpoint t ON t.workspace_id = p.workspace_id AND t.id = p.touchpoint_id
  JOIN team m ON m.workspace_id = p.workspace_id AND m.id = p.team_id
  LEFT JOIN calendar c ON c.workspace_id = p.workspace_id AND c.id = t.calendar_id
  LEFT JOIN standard s ON s.workspace_id = p.workspace_id AND s.id = p.standard_id
  LEFT JOIN staffing_roster r ON r.workspace_id = p.workspace_id AND r.team_id = p.team_id
  WHERE p.workspace_id = $1`;
const one = statement<PlanRow>('staffing_plan_one', `${joined} AND p.id = $2`);
const ofTeam = statement<PlanRow>('staffing_plans_of_team', `${joined} AND p.team_id = $2 ORDER BY p.id LIMIT 200`);
const page = statement<PlanRow>(
  'staffing_plans_page',
  `${joined} AND ($2::timestamptz IS NULL OR (p.created_at, p.id) > ($2, $3::uuid)) ORDER BY p.created_at, p.id LIMIT $4`,
);
const lock = statement(
  'staffing_plan_lock',
  'SELECT FROM staffing_plan WHERE workspace_id = $1 AND id = $2 FOR UPDATE',
);

/** A plan of this workspace with what it leans on. @throws Problem record.not_found */
export async function loadPlan(ctx: QueryContext, id: Id, how: { lock?: boolean } = {}): Promise<PlanRow> {
  if (how.lock) await ctx.tx.rows(lock, [ctx.workspaceId, id]);
  return (await ctx.tx.first(one, [ctx.workspaceId, id])) ?? notFound('staffing plan');
}

export function plansOfTeam(ctx: QueryContext, teamId: Id): Promise<PlanRow[]> {
  return ctx.tx.rows(ofTeam, [ctx.workspaceId, teamId]);
}

export function plansAfter(ctx: QueryContext, place: readonly string[], limit: number): Promise<PlanRow[]> {
  return ctx.tx.rows(page, [ctx.workspaceId, place[0] ?? null, place[1] ?? null, limit]);
}

const always = Array<boolean>(slotsOfWeek).fill(true);

/** The hours of what is planned for, by half hour of the week. */
export async function hoursOf(ctx: QueryContext, row: Pick<PlanRow, 'calendar_id' | 'time_zone'>) {
  return row.calendar_id === null ? { timeZone: row.time_zone, open: always } : openWeekOf(ctx, row.calendar_id);
}

/** Does a sum; what nobody can be planned by is refused with what would be accepted. */
export function possible<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ImpossibleWork) return refuse('staffing.impossible', error.message);
    throw error;
  }
}

/** The half hours of a plan. @throws Problem staffing.impossible */
export async function intervalsOf(
  ctx: QueryContext,
  row: PlanRow,
): Promise<{ timeZone: string; intervals: Interval[] }> {
  const { timeZone, open } = await hoursOf(ctx, row);
  return { timeZone, intervals: possible(() => reckon({ ...row, open })) };
}
