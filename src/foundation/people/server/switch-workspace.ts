import { handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { switchWorkspace, workspaceLeft } from '../contract.ts';
import { membershipsOf } from './accounts.ts';
import { doorPolicy } from './policy.ts';

const move = statement('people_session_move', 'UPDATE session SET workspace_id = $2 WHERE id = $1');

/**
 * Takes this session to another workspace of the same person; it then acts with the role held there. Its sockets in
 * the workspace that it leaves hear of it by the event and end, so that a session has sockets in one workspace only.
 */
export const switchToWorkspace = handle(switchWorkspace, async (ctx, { workspaceId }) => {
  demand(ctx, doorPolicy, 'switch-workspace');
  if (ctx.actor.kind !== 'person') return notFound('workspace');
  const mine = await membershipsOf(ctx, ctx.actor.id);
  if (!mine.some((one) => one.workspace_id === workspaceId)) notFound('workspace');
  if (workspaceId === ctx.workspaceId) return { workspaceId };
  await ctx.tx.rows(move, [ctx.actor.sessionId, workspaceId]);
  ctx.emit(workspaceLeft, { personId: ctx.actor.id });
  return { workspaceId };
});
