import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { endInvitation, keepFromExpiring } from './end-invitation.ts';
import { mayInvite } from './policy.ts';

const openOf = statement<{ id: Id; role: string }>(
  'people_invitations_of',
  `SELECT id, role FROM invitation WHERE workspace_id = $1 AND invited_by = $2 AND state = 'open' ORDER BY id`,
);
const inviter = statement<{ role: string }>(
  'people_inviter',
  'SELECT role FROM membership WHERE workspace_id = $1 AND account_id = $2 AND active',
);

/** Withdraws what a person offered and may offer no longer, now that they have this role, or with null none. */
export async function withdrawUnfounded(ctx: CommandContext, personId: Id, role: string | null): Promise<void> {
  for (const offered of await ctx.tx.rows(openOf, [ctx.workspaceId, personId])) {
    if (role !== null && mayInvite(role, offered.role)) continue;
    if (await endInvitation(ctx, offered.id, 'withdrawn')) await keepFromExpiring(ctx, offered.id);
  }
}

/** Does whoever invited still work here, in a role that may invite to this one? Heed's own invitations stand. */
export async function mayStillInvite(ctx: CommandContext, personId: Id | null, to: string): Promise<boolean> {
  if (personId === null) return true;
  const row = await ctx.tx.first(inviter, [ctx.workspaceId, personId]);
  return row !== undefined && mayInvite(row.role, to);
}
