import { type CommandContext, handle } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { addCondition, checklistChanged, dropCondition, most } from '../contract.ts';
import { linkSuggested } from './links.ts';
import { accessCondition, accessUnclosed, type ConditionRow, conditionsOf } from './rows.ts';
import { offerOf } from './suggest.ts';

const insert = statement(
  'assessment_condition_insert',
  `INSERT INTO assessment_condition (workspace_id, id, assessment_id, kind, title, place)
   VALUES ($1, $2, $3, $4, $5, (SELECT coalesce(max(place), 0) + 1 FROM assessment_condition
     WHERE workspace_id = $1 AND assessment_id = $3))`,
);
const remove = statement(
  'assessment_condition_remove',
  'DELETE FROM assessment_condition WHERE workspace_id = $1 AND id = $2',
);

/** Puts a condition at the end of its checklist. Checks are the caller's. */
export async function insertCondition(ctx: CommandContext, condition: ConditionRow): Promise<void> {
  const { id, assessment_id, kind, title } = condition;
  await ctx.tx.rows(insert, [ctx.workspaceId, id, assessment_id, kind, title]);
}

export const addOneCondition = handle(addCondition, async (ctx, { assessmentId, kind, title }) => {
  await accessUnclosed(ctx, assessmentId);
  const there = await conditionsOf(ctx, assessmentId);
  if (there.length >= most) refuse('assessment.full', `There are ${most} conditions already. Take one off first.`);
  if (kind === 'other' && title === '') {
    refuse('input.invalid', 'Give it a title: what must be within reach.', {
      errors: [{ path: 'title', message: 'Say what must be within reach.' }],
    });
  }
  if (kind !== 'other' && there.some((one) => one.kind === kind)) {
    refuse('assessment.condition_there', 'It is on the checklist already; link what meets it there.');
  }
  const condition = { id: ctx.key, assessment_id: assessmentId, kind, title: kind === 'other' ? title : '' };
  await insertCondition(ctx, condition);
  ctx.emit(checklistChanged, { assessmentId, conditionId: ctx.key, kind, what: 'added' });
  await linkSuggested(ctx, condition, await offerOf(ctx));
  return { assessmentId, conditionId: ctx.key };
});

export const dropOneCondition = handle(dropCondition, async (ctx, { conditionId }) => {
  const { assessment_id: assessmentId, kind } = await accessCondition(ctx, conditionId);
  await ctx.tx.rows(remove, [ctx.workspaceId, conditionId]);
  ctx.emit(checklistChanged, { assessmentId, conditionId, kind, what: 'dropped' });
  return { assessmentId, conditionId };
});
