import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';

const active = statement<{ count: number }>(
  'standard_members',
  'SELECT count(*)::int AS count FROM membership WHERE workspace_id = $1 AND account_id = ANY($2::uuid[]) AND active',
);

/** Active members of this workspace, all of them. @throws Problem standard.unknown_person */
export async function demandMembers(ctx: QueryContext, ids: readonly Id[]): Promise<void> {
  const wanted = [...new Set(ids)];
  const row = await ctx.tx.first(active, [ctx.workspaceId, wanted]);
  if (row?.count !== wanted.length) refuse('standard.unknown_person', 'Choose active members of this workspace.');
}
