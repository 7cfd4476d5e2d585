import { brandNames } from '#foundation/promises/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import type { Goal } from '../contract.ts';
import type { GoalInForce } from './goals.ts';
import { assess } from './measure.ts';
import type { OpenAction } from './rows.ts';

/** A goal as screens show it. */
export async function presentGoal(
  ctx: QueryContext,
  goal: GoalInForce,
  day: string,
  smallest: number,
  open: ReadonlyMap<Id, OpenAction>,
): Promise<Goal> {
  const { clause, promise, measure, is } = goal;
  const brandId = promise?.brandId;
  const action = open.get(goal.id);
  return {
    ...{ id: goal.id, standardId: clause.standardId, standardName: clause.standardName, clauseId: clause.id },
    ...{ number: clause.number, title: clause.title, measure: measure.name, promise, unit: measure.unit, is },
    brandName: (brandId && (await brandNames(ctx, [brandId])).get(brandId)) || null,
    goal: goal.goal,
    ...(await assess(ctx, goal, day, smallest)),
    action: action ? { id: action.id, dueAt: action.due_at.toISOString(), isOverdue: action.due_at <= ctx.now } : null,
  };
}
