import { handle } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { assessmentMoved, moveAssessment, nextStates } from '../contract.ts';
import { accessAssessment } from './rows.ts';

// It was opened when it was opened first; closed is said only while it is.
const update = statement(
  'assessment_move',
  `UPDATE assessment SET state = $3, version = version + 1,
     opened_at = CASE WHEN $3 = 'open' THEN coalesce(opened_at, heed_now()) ELSE opened_at END,
     closed_at = CASE WHEN $3 = 'closed' THEN heed_now() END
   WHERE workspace_id = $1 AND id = $2`,
);

export const moveOne = handle(moveAssessment, async (ctx, { assessmentId, state }) => {
  const before = await accessAssessment(ctx, assessmentId, 'keep');
  if (before.state === state) return { assessmentId, state };
  if (!nextStates[before.state].includes(state)) {
    const next = nextStates[before.state].join(' or ');
    refuse('assessment.wrong_state', `It is ${before.state}; from there it goes to ${next}.`);
  }
  await ctx.tx.rows(update, [ctx.workspaceId, assessmentId, state]);
  ctx.emit(assessmentMoved, { assessmentId, state });
  return { assessmentId, state };
});
