import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext, QueryContext } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import type { Action, Effect } from '../contract.ts';
import { monitoringPolicy } from './policy.ts';

export interface ActionRow {
  id: Id;
  goal_id: Id;
  standard_id: Id;
  clause_id: Id;
  title: string;
  measure: string;
  reason_id: Id | null;
  aims: 'at_least' | 'at_most';
  goal: number;
  opener_name: string | null;
  opened_at: Date;
  missed_weeks: number;
  issue_id: Id | null;
  owner_id: Id;
  owner_name: string;
  due_at: Date;
  due_text: string;
  promise_id: Id;
  cause: string;
  doing: string;
  done_on: string | null;
  closed_at: Date | null;
  closed_text: string | null;
  closer_name: string | null;
  is_effective: boolean | null;
  conclusion: string | null;
  effect: Effect | null;
  version: number;
}

const columns = `a.id, a.goal_id, a.standard_id, a.clause_id, a.title, a.measure, a.reason_id, a.aims, a.goal,
  b.name AS opener_name, a.opened_at, a.missed_weeks, a.issue_id, a.owner_id, o.name AS owner_name, a.due_at,
  a.due_at::text AS due_text, a.promise_id, a.cause, a.doing, a.done_on::text AS done_on, a.closed_at,
  a.closed_at::text AS closed_text, c.name AS closer_name, a.is_effective, a.conclusion, a.effect, a.version`;
const source = `FROM corrective_action a JOIN account o ON o.id = a.owner_id
  LEFT JOIN account b ON b.id = a.opened_by LEFT JOIN account c ON c.id = a.closed_by`;

const one = statement<ActionRow>(
  'correction_one',
  `SELECT ${columns} ${source} WHERE a.workspace_id = $1 AND a.id = $2`,
);
const locked = statement<ActionRow>(
  'correction_lock',
  `SELECT ${columns} ${source} WHERE a.workspace_id = $1 AND a.id = $2 FOR UPDATE OF a`,
);
export const openPage = statement<ActionRow>(
  'correction_page_open',
  `SELECT ${columns} ${source} WHERE a.workspace_id = $1 AND a.closed_at IS NULL AND ($2::uuid IS NULL OR a.goal_id = $2)
     AND ($3::timestamptz IS NULL OR a.due_at <= $3)
     AND ($4::timestamptz IS NULL OR (a.due_at, a.id) > ($4, $5::uuid))
   ORDER BY a.due_at, a.id LIMIT $6`,
);
export const closedPage = statement<ActionRow>(
  'correction_page_closed',
  `SELECT ${columns} ${source} WHERE a.workspace_id = $1 AND a.closed_at IS NOT NULL AND ($2::uuid IS NULL OR a.goal_id = $2)
     AND ($3::timestamptz IS NULL OR (a.closed_at, a.id) < ($3, $4::uuid))
   ORDER BY a.closed_at DESC, a.id DESC LIMIT $5`,
);
const latestOfGoal = statement<ActionRow>(
  'correction_of_goal',
  `SELECT ${columns} ${source} WHERE a.workspace_id = $1 AND a.goal_id = $2 ORDER BY a.opened_at DESC, a.id LIMIT 20`,
);

/** One action. Policy is the caller's. @throws Problem record.not_found */
export async function loadAction(ctx: QueryContext, id: Id): Promise<ActionRow> {
  return (await ctx.tx.first(one, [ctx.workspaceId, id])) ?? notFound('corrective action');
}

/**
 * The only way to change an action: asks policy, locks it, and compares what the screen saw.
 * @throws Problem access.forbidden, record.not_found, correction.closed, record.stale
 */
export async function accessAction(ctx: CommandContext, id: Id, version: number): Promise<ActionRow> {
  demand(ctx, monitoringPolicy, 'correct');
  const row = (await ctx.tx.first(locked, [ctx.workspaceId, id])) ?? notFound('corrective action');
  if (row.closed_at) refuse('correction.closed', `It was closed by ${row.closer_name ?? 'somebody'}.`);
  if (row.version !== version) {
    refuse('record.stale', `You saw version ${version}; it is now ${row.version}. Load it again.`, {
      facts: { version: row.version },
    });
  }
  return row;
}

export function presentAction(row: ActionRow, now: Date): Action {
  return {
    ...{ id: row.id, goalId: row.goal_id, standardId: row.standard_id, clauseId: row.clause_id, title: row.title },
    ...{ openedBy: row.opener_name, openedAt: row.opened_at.toISOString(), missedWeeks: row.missed_weeks },
    ...{ issueId: row.issue_id, ownerId: row.owner_id, ownerName: row.owner_name, dueAt: row.due_at.toISOString() },
    isOverdue: row.closed_at === null && row.due_at <= now,
    ...{ cause: row.cause, doing: row.doing, doneOn: row.done_on },
    ...{ closedAt: row.closed_at?.toISOString() ?? null, closedBy: row.closer_name },
    ...{ isEffective: row.is_effective, conclusion: row.conclusion, version: row.version },
  };
}

export interface OpenAction {
  id: Id;
  goal_id: Id;
  due_at: Date;
}
// One at most for each goal, and goals are those of documents that people read.
const open = statement<OpenAction>(
  'correction_open',
  'SELECT id, goal_id, due_at FROM corrective_action WHERE workspace_id = $1 AND closed_at IS NULL',
);

/** The open actions of this workspace by their goal. */
export async function openActions(ctx: QueryContext): Promise<Map<Id, OpenAction>> {
  return new Map((await ctx.tx.rows(open, [ctx.workspaceId])).map((row) => [row.goal_id, row]));
}

/** The latest actions of a goal. */
export async function actionsOfGoal(ctx: QueryContext, goalId: Id): Promise<Action[]> {
  const rows = await ctx.tx.rows(latestOfGoal, [ctx.workspaceId, goalId]);
  return rows.map((row) => presentAction(row, ctx.now));
}
