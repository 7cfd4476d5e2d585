import type { Id } from '#kernel/contract/ids.ts';
import { type CommandContext, handle, type Job } from '#kernel/server/capability.ts';
import { noScope } from '#kernel/server/database.ts';
import { runOwnCommand } from '#kernel/server/own-command.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { type Assumptions, addPlan, changePlan, dropPlan, planChanged } from '../contract.ts';
import { contactsOf } from './count.ts';
import { tellGaps } from './gaps.ts';
import { staffingPolicy } from './policy.ts';
import { loadPlan } from './rows.ts';

const insert = statement<{ id: Id }>(
  'staffing_plan_insert',
  `INSERT INTO staffing_plan (workspace_id, id, name, touchpoint_id, team_id, standard_id, volume, counted_weeks, assumes)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
   ON CONFLICT (workspace_id, lower(name)) DO NOTHING RETURNING id`,
);
const update = statement(
  'staffing_plan_update',
  `UPDATE staffing_plan SET name = $3, touchpoint_id = $4, team_id = $5, standard_id = $6, volume = $7,
     counted_weeks = $8, assumes = $9, version = version + 1 WHERE workspace_id = $1 AND id = $2`,
);
const drop = statement<{ team_id: Id }>(
  'staffing_plan_drop',
  'DELETE FROM staffing_plan WHERE workspace_id = $1 AND id = $2 RETURNING team_id',
);
const named = statement(
  'staffing_plan_named',
  'SELECT FROM staffing_plan WHERE workspace_id = $1 AND lower(name) = lower($2) AND id <> $3',
);
const parts = statement<{ has_touchpoint: boolean; has_team: boolean; has_standard: boolean }>(
  'staffing_plan_parts',
  `SELECT EXISTS (SELECT FROM touchpoint WHERE workspace_id = $1 AND id = $2 AND state <> 'retired') AS has_touchpoint,
     EXISTS (SELECT FROM team WHERE workspace_id = $1 AND id = $3) AS has_team,
     ($4::uuid IS NULL OR EXISTS (SELECT FROM standard WHERE workspace_id = $1 AND id = $4)) AS has_standard`,
);

interface Written {
  name: string;
  touchpointId: Id;
  teamId: Id;
  standardId: Id | null;
  volume: number[];
  countedWeeks: number | null;
  assumes: Assumptions;
}

async function demandParts(ctx: CommandContext, { touchpointId, teamId, standardId }: Written): Promise<void> {
  const row = await ctx.tx.first(parts, [ctx.workspaceId, touchpointId, teamId, standardId]);
  if (!row?.has_touchpoint) refuse('staffing.unknown_part', 'There is no such touchpoint, or it is retired.');
  if (!row.has_team) refuse('staffing.unknown_part', 'There is no such team.');
  if (!row.has_standard) refuse('staffing.unknown_part', 'There is no such standard.');
}

const taken = (name: string) => refuse('staffing.name_taken', `There is a plan “${name}” already.`);

const valuesOf = (ctx: CommandContext, id: Id, plan: Written) => [
  ...[ctx.workspaceId, id, plan.name, plan.touchpointId, plan.teamId, plan.standardId],
  ...[plan.volume, plan.countedWeeks, JSON.stringify(plan.assumes)],
];

export const add = handle(addPlan, async (ctx, given) => {
  demand(ctx, staffingPolicy, 'keep');
  await demandParts(ctx, given);
  if (!(await ctx.tx.first(insert, valuesOf(ctx, ctx.key, given)))) taken(given.name);
  ctx.emit(planChanged, { planId: ctx.key, teamId: given.teamId, what: 'added' });
  await tellGaps(ctx, await loadPlan(ctx, ctx.key));
  return { planId: ctx.key, version: 1 };
});

export const change = handle(changePlan, async (ctx, { planId, version, ...given }) => {
  demand(ctx, staffingPolicy, 'keep');
  const before = await loadPlan(ctx, planId, { lock: true });
  if (before.version !== version) {
    refuse('record.stale', `You saw version ${version}; it is now ${before.version}. Load it again.`, {
      facts: { version: before.version },
    });
  }
  await demandParts(ctx, given);
  if (await ctx.tx.first(named, [ctx.workspaceId, given.name, planId])) taken(given.name);
  await ctx.tx.rows(update, valuesOf(ctx, planId, given));
  ctx.emit(planChanged, { planId, teamId: given.teamId, what: 'changed' });
  await tellGaps(ctx, await loadPlan(ctx, planId));
  return { planId, version: version + 1 };
});

export const dropOne = handle(dropPlan, async (ctx, { planId }) => {
  demand(ctx, staffingPolicy, 'keep');
  const { team_id: teamId } = await loadPlan(ctx, planId, { lock: true });
  await ctx.tx.rows(drop, [ctx.workspaceId, planId]);
  ctx.emit(planChanged, { planId, teamId, what: 'dropped' });
  return { planId };
});

const recounted = statement(
  'staffing_plan_recounted',
  'UPDATE staffing_plan SET volume = $3, version = version + 1 WHERE workspace_id = $1 AND id = $2',
);
const countedPlans = statement<{ id: Id }>(
  'staffing_plans_counted',
  'SELECT id FROM staffing_plan WHERE workspace_id = $1 AND counted_weeks IS NOT NULL ORDER BY id',
);
const workspaces = statement<{ id: Id }>('staffing_workspaces', 'SELECT id FROM workspace ORDER BY id');

async function recount(ctx: CommandContext, planId: Id): Promise<void> {
  const row = await loadPlan(ctx, planId, { lock: true });
  const asked = { touchpointId: row.touchpoint_id, teamId: row.team_id, weeks: row.counted_weeks ?? 4 };
  const { volume } = await contactsOf(ctx, asked);
  if (volume.every((contacts, slot) => contacts === row.volume[slot])) return;
  await ctx.tx.rows(recounted, [ctx.workspaceId, planId, volume]);
  ctx.emit(planChanged, { planId, teamId: row.team_id, what: 'counted' });
  await tellGaps(ctx, { ...row, volume });
}

const task = 'staffing.recount';

/** Each Monday plans whose volume was counted are counted anew, and what is lacking now is told. */
export const recountJob: Job = {
  task,
  cron: '11 5 * * 1',
  run: async (kernel) => {
    const all = await kernel.database.read(noScope, (tx) => tx.rows(workspaces, []));
    for (const { id: workspaceId } of all) {
      const scope = { workspaceId, customerId: null };
      const ids = await kernel.database.read(scope, (tx) => tx.rows(countedPlans, [workspaceId]));
      for (const { id } of ids) {
        await runOwnCommand(kernel, task, { workspaceId, onBehalfOf: null }, (ctx) => recount(ctx, id));
      }
    }
  },
};
