import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';

const insert = statement<{ account_id: Id }>(
  'people_member_insert',
  `INSERT INTO membership (workspace_id, account_id, role, created_at) VALUES ($1, $2, $3, $4)
   ON CONFLICT (workspace_id, account_id) DO NOTHING RETURNING account_id`,
);

/** Lets an account into the present workspace. @throws Problem people.already_member */
export async function addMember(ctx: CommandContext, accountId: Id, role: string): Promise<void> {
  const added = await ctx.tx.first(insert, [ctx.workspaceId, accountId, role, ctx.now]);
  if (!added)
    refuse('people.already_member', 'This person has access to this workspace or had it. Change it under People.');
}

const owners = statement<{ account_id: Id }>(
  'people_owners_hold',
  `SELECT account_id FROM membership WHERE workspace_id = $1 AND role = 'owner' AND active
   ORDER BY account_id FOR NO KEY UPDATE`,
);

/**
 * Makes sure that an active owner remains without this one. Locks all owners in the same order, so that two owners
 * who lower each other at the same time cannot both succeed.
 * @throws Problem people.last_owner
 */
export async function demandOtherOwner(ctx: CommandContext, accountId: Id): Promise<void> {
  const rows = await ctx.tx.rows(owners, [ctx.workspaceId]);
  if (rows.some((row) => row.account_id !== accountId)) return;
  refuse('people.last_owner', 'This is the only owner with access. Make somebody else an owner first.');
}
