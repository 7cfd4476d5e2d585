import { notify } from '#foundation/notices/index.ts';
import { brandNames, owe } from '#foundation/promises/index.ts';
import { type Id, newId } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { actionOpened } from '../contract.ts';
import { type GoalInForce, titleOf } from './goals.ts';
import { openedNotice } from './notice-kinds.ts';
import { correctionMeasure, correctionSubject } from './promise-kinds.ts';

export interface Opening {
  /** Of the action, for a command whose key it is. */
  id?: Id;
  ownerId: Id;
  dueAt: Date;
  cause: string;
  missedWeeks?: number;
  issueId?: Id;
}

// Two that open at once are one: whoever comes second finds the first.
const insert = statement<{ id: Id }>(
  'correction_insert',
  `INSERT INTO corrective_action (workspace_id, id, goal_id, standard_id, clause_id, title, measure, reason_id, aims, goal,
     opened_by, missed_weeks, issue_id, owner_id, due_at, promise_id, cause)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
   ON CONFLICT (workspace_id, goal_id) WHERE closed_at IS NULL DO NOTHING RETURNING id`,
);

/**
 * Opens a corrective action: somebody owes it by a day, and is told. Undefined where one is open already. Policy is the
 * caller's. @throws Problem promise.impossible
 */
export async function openFor(ctx: CommandContext, goal: GoalInForce, opening: Opening): Promise<Id | undefined> {
  const { id = newId(), ownerId, dueAt, cause, missedWeeks = 0, issueId = null } = opening;
  const { clause, measure, reasonId, is, goal: value } = goal;
  const brandId = goal.promise?.brandId;
  const brandName = brandId ? (await brandNames(ctx, [brandId])).get(brandId) : undefined;
  const [promiseId, title] = [newId(), titleOf(goal, brandName)];
  const by = ctx.actor.kind === 'person' ? actorId(ctx.actor) : null;
  const opened = await ctx.tx.first(insert, [
    ...[ctx.workspaceId, id, goal.id, clause.standardId, clause.id, title, measure.name, reasonId, is, value],
    ...[by, missedWeeks, issueId, ownerId, dueAt, promiseId, cause],
  ]);
  if (!opened) return undefined;
  const subject = { kind: correctionSubject.name, id };
  await owe(ctx, { id: promiseId, subject, measure: correctionMeasure.name, words: title, ownerId, dueAt });
  const due = dueAt.toISOString();
  ctx.emit(actionOpened, { actionId: id, goalId: goal.id, clauseId: clause.id, ownerId, missedWeeks, dueAt: due });
  await notify(ctx, {
    kind: openedNotice,
    to: { people: [ownerId] },
    about: subject,
    data: { missedWeeks, dueAt: due },
  });
  return id;
}
