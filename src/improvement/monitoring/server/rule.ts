import { addDays, dayIn, endOf, freshnessOf, scopeOf } from '#foundation/measures/index.ts';
import { notify } from '#foundation/notices/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext, Job } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { runOwnCommand } from '#kernel/server/own-command.ts';
import { statement } from '#kernel/server/sql.ts';
import { type GoalInForce, goalsInForce } from './goals.ts';
import { assess, hasHistory } from './measure.ts';
import { ruleNotice } from './notice-kinds.ts';
import { openFor } from './open.ts';
import { correctionSubject } from './promise-kinds.ts';
import { openActions } from './rows.ts';
import { type SettingsRow, settingsOf } from './settings.ts';

const monitored = statement<{ workspace_id: Id }>('monitoring_workspaces', 'SELECT workspace_id FROM heed_monitored()');
// A workspace is judged by one process at a time.
const oneByOne = statement('monitoring_one_by_one', `SELECT pg_advisory_xact_lock(hashtext('monitoring ' || $1))`);
const lastClosed = statement<{ goal_id: Id; closed_at: Date }>(
  'correction_last_closed',
  `SELECT goal_id, max(closed_at) AS closed_at FROM corrective_action
   WHERE workspace_id = $1 AND closed_at IS NOT NULL GROUP BY goal_id`,
);
// Whoever has the clause, if they may owe it; else a manager, else an owner.
const owner = statement<{ account_id: Id }>(
  'correction_owner',
  `SELECT m.account_id FROM membership m WHERE m.workspace_id = $1 AND m.active
     AND (m.role IN ('manager', 'owner') OR (m.account_id = $2 AND m.role IN ('lead', 'adviser')))
   ORDER BY m.account_id = $2 DESC NULLS LAST, m.role = 'owner', m.account_id LIMIT 1`,
);

/** Opens a corrective action for every goal that was missed week after week, in every workspace. */
export async function judgeAll(kernel: Kernel): Promise<void> {
  for (const { workspace_id: workspaceId } of await kernel.database.alone(monitored, [])) {
    await runOwnCommand(kernel, 'monitoring.judge', { workspaceId, onBehalfOf: null }, judge);
  }
}

/** Each hour: a week ends at another hour in each zone, and what settles late is judged when it has. */
export const judgeJob: Job = { task: 'monitoring.judge', cron: '13 * * * *', run: judgeAll };

async function judge(ctx: CommandContext): Promise<void> {
  await ctx.tx.rows(oneByOne, [ctx.workspaceId]);
  const settings = await settingsOf(ctx.tx, ctx.workspaceId);
  // While history is still being counted, numbers are too small.
  if (!settings.isOn || (await freshnessOf(ctx)).state === 'counting') return;
  const { timeZone } = await scopeOf(ctx, {});
  const closed = await ctx.tx.rows(lastClosed, [ctx.workspaceId]);
  const open = await openActions(ctx);
  const today = dayIn(timeZone, ctx.now);
  for (const goal of await goalsInForce(ctx.tx, ctx.workspaceId)) {
    if (open.has(goal.id) || !hasHistory(goal)) continue;
    const { weeks, missedInARow } = await assess(ctx, goal, today, settings.smallest);
    const last = closed.find((one) => one.goal_id === goal.id);
    const closedOn = last ? dayIn(timeZone, last.closed_at) : '';
    // What was missed before the last action was closed is what that one was about.
    const since = weeks.filter(({ key }) => key > closedOn && endOf('week', key) < today).length;
    const missedWeeks = Math.min(missedInARow, since);
    if (missedWeeks >= settings.missedWeeks) await openByRule(ctx, goal, missedWeeks, settings);
  }
}

async function openByRule(ctx: CommandContext, goal: GoalInForce, missedWeeks: number, settings: SettingsRow) {
  const found = await ctx.tx.first(owner, [ctx.workspaceId, goal.clause.ownerId]);
  if (!found) return;
  const dueAt = new Date(`${addDays(ctx.now.toISOString().slice(0, 10), settings.dueDays)}T12:00:00Z`);
  const id = await openFor(ctx, goal, { ownerId: found.account_id, dueAt, cause: '', missedWeeks });
  if (!id) return;
  await notify(ctx, {
    kind: ruleNotice,
    to: { roles: ['owner', 'manager', 'lead'], except: [found.account_id] },
    about: { kind: correctionSubject.name, id },
    data: { missedWeeks },
  });
}
