import { settleNotices } from '#foundation/notices/index.ts';
import { movePromise, reassignPromise } from '#foundation/promises/contract.ts';
import { demandOwner, keep } from '#foundation/promises/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import { handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { actionChanged, actionClosed, changeAction, closeAction, openAction } from '../contract.ts';
import { effectDays } from '../contract-words.ts';
import { effectOf } from './effect.ts';
import { demandGoals } from './goals.ts';
import { today } from './measure.ts';
import { openedNotice } from './notice-kinds.ts';
import { openFor } from './open.ts';
import { monitoringPolicy } from './policy.ts';
import { type ActionRow, accessAction, openActions } from './rows.ts';

export const openByHand = handle(openAction, async (ctx, { goalId, ownerId, dueAt, cause }) => {
  demand(ctx, monitoringPolicy, 'correct');
  const [goal] = await demandGoals(ctx.tx, ctx.workspaceId, [goalId]);
  await demandOwner(ctx, ownerId);
  const actionId = goal && (await openFor(ctx, goal, { id: ctx.key, ownerId, dueAt: new Date(dueAt), cause }));
  if (!actionId) {
    const open = (await openActions(ctx)).get(goalId);
    return refuse('correction.exists', 'Somebody is at it already.', { facts: { actionId: open?.id ?? null } });
  }
  return { actionId, version: 1 };
});

const about = ({ id, goal_id, clause_id }: ActionRow, ownerId: Id) => ({
  ...{ actionId: id, goalId: goal_id, clauseId: clause_id, ownerId },
});

const save = statement<{ version: number }>(
  'correction_save',
  `UPDATE corrective_action SET owner_id = $3, due_at = $4, cause = $5, doing = $6, done_on = $7, version = version + 1
   WHERE workspace_id = $1 AND id = $2 RETURNING version`,
);

export const changeOneAction = handle(changeAction, async (ctx, { actionId, version, ...given }) => {
  const row = await accessAction(ctx, actionId, version);
  const { ownerId, dueAt, cause, doing, doneOn } = given;
  if (doneOn && doneOn > (await today(ctx)).today) {
    refuse('issue.times', 'What is done is done today or earlier. Leave the day out until then.');
  }
  await demandOwner(ctx, ownerId);
  if (ownerId !== row.owner_id) await ctx.inner(reassignPromise, { promiseId: row.promise_id, ownerId });
  const isMoved = new Date(dueAt).getTime() !== row.due_at.getTime();
  if (isMoved) await ctx.inner(movePromise, { promiseId: row.promise_id, dueAt, reason: 'Agreed on another day' });
  const values = [ctx.workspaceId, actionId, ownerId, new Date(dueAt), cause, doing, doneOn];
  const saved = await ctx.tx.first(save, values);
  ctx.emit(actionChanged, about(row, ownerId));
  return { actionId, version: saved?.version ?? version };
});

const close = statement<{ version: number }>(
  'correction_close',
  `UPDATE corrective_action SET closed_at = heed_now(), closed_by = $3, is_effective = $4, conclusion = $5, effect = $6,
     version = version + 1 WHERE workspace_id = $1 AND id = $2 RETURNING version`,
);

/** Closes it with the effect as it is measured at this moment. Without one it stays open, whoever asks. */
export const closeOneAction = handle(closeAction, async (ctx, { actionId, version, isEffective, conclusion }) => {
  const row = await accessAction(ctx, actionId, version);
  const { timeZone } = await today(ctx);
  const effect = await effectOf(ctx, row, timeZone);
  if (row.doing === '' || !effect.isMeasured) {
    const why =
      !row.done_on || row.doing === ''
        ? 'Write down what is done and from which day on, then give it time.'
        : `Something must be measured in ${effectDays} days since ${row.done_on}; so far n = ${effect.after?.n ?? 0}.`;
    refuse('correction.unmeasured', why, { facts: { measurableFrom: effect.measurableFrom } });
  }
  await keep(ctx, row.promise_id);
  const values = [ctx.workspaceId, actionId, actorId(ctx.actor), isEffective, conclusion, JSON.stringify(effect)];
  const saved = await ctx.tx.first(close, values);
  ctx.emit(actionClosed, { ...about(row, row.owner_id), isEffective });
  await settleNotices(ctx, [openedNotice], [actionId]);
  return { actionId, version: saved?.version ?? version };
});
