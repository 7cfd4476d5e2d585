import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { promisePolicy } from './policy.ts';

const member = statement<{ role: string }>(
  'promise_owner_role',
  'SELECT role FROM membership WHERE workspace_id = $1 AND account_id = $2 AND active',
);
const team = statement<{ id: Id }>('promise_team_known', 'SELECT id FROM team WHERE workspace_id = $1 AND id = $2');

/** Only active colleagues whose role may keep promises can owe one. @throws Problem promise.unknown_owner */
export async function demandOwner(ctx: QueryContext, ownerId: Id): Promise<void> {
  const row = await ctx.tx.first(member, [ctx.workspaceId, ownerId]);
  if (!row || !promisePolicy.rules.keep.roles.includes(row.role)) {
    refuse('promise.unknown_owner', 'Choose an active colleague whose role may serve customers.');
  }
}

/** @throws Problem promise.unknown_owner when this workspace has no such team */
export async function demandTeam(ctx: QueryContext, teamId: Id): Promise<void> {
  if (!(await ctx.tx.first(team, [ctx.workspaceId, teamId]))) {
    refuse('promise.unknown_owner', 'Choose a team of this workspace.');
  }
}
