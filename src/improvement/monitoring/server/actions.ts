import { answer } from '#kernel/server/capability.ts';
import { cursorOf, readCursor } from '#kernel/server/page.ts';
import { abilities, demand } from '#kernel/server/policy.ts';
import { getAction, listActions } from '../contract.ts';
import { effectOf } from './effect.ts';
import { goalsInForce } from './goals.ts';
import { today } from './measure.ts';
import { monitoringPolicy } from './policy.ts';
import { presentGoal } from './present.ts';
import { closedPage, loadAction, openActions, openPage, presentAction } from './rows.ts';
import { settingsOf } from './settings.ts';

export const actionList = answer(listActions, async (ctx, { show, goalId, after, limit }) => {
  demand(ctx, monitoringPolicy, 'read');
  const [at, id] = after ? readCursor(after, ['instant', 'id']) : [null, null];
  const of = [ctx.workspaceId, goalId ?? null];
  const isClosed = show === 'closed';
  const rows = isClosed
    ? await ctx.tx.rows(closedPage, [...of, at, id, limit + 1])
    : await ctx.tx.rows(openPage, [...of, show === 'overdue' ? ctx.now : null, at, id, limit + 1]);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    actions: shown.map((row) => presentAction(row, ctx.now)),
    next: last ? cursorOf([(isClosed ? last.closed_text : null) ?? last.due_text, last.id]) : null,
    abilities: abilities(monitoringPolicy, ctx.actor, undefined),
  };
});

export const oneAction = answer(getAction, async (ctx, { actionId }) => {
  demand(ctx, monitoringPolicy, 'read');
  const row = await loadAction(ctx, actionId);
  const { timeZone, today: day } = await today(ctx);
  const goal = (await goalsInForce(ctx.tx, ctx.workspaceId)).find((one) => one.id === row.goal_id);
  const { smallest } = await settingsOf(ctx.tx, ctx.workspaceId);
  return {
    action: presentAction(row, ctx.now),
    goal: goal ? await presentGoal(ctx, goal, day, smallest, await openActions(ctx)) : null,
    effect: await effectOf(ctx, row, timeZone),
    abilities: row.closed_at ? [] : abilities(monitoringPolicy, ctx.actor, undefined),
  };
});
