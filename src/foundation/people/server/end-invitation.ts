import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext, DeadlineKind } from '#kernel/server/capability.ts';
import { clearDeadline } from '#kernel/server/deadlines.ts';
import { statement } from '#kernel/server/sql.ts';
import { invitationEnded } from '../contract.ts';
import { endInvitationLinks } from './links.ts';

export const invitationExpiry = 'invitation.expiry';

const end = statement<{ id: Id }>(
  'people_invitation_end',
  `UPDATE invitation SET state = $3 WHERE workspace_id = $1 AND id = $2 AND state = 'open' RETURNING id`,
);

/** Ends an open invitation and its link. Returns false when it was no longer open. */
export async function endInvitation(ctx: CommandContext, id: Id, how: 'withdrawn' | 'expired'): Promise<boolean> {
  // The link's row before the invitation's, as in accepting: whoever has the link first decides.
  await endInvitationLinks(ctx.tx, id, ctx.now);
  if (!(await ctx.tx.first(end, [ctx.workspaceId, id, how]))) return false;
  ctx.emit(invitationEnded, { invitationId: id, how });
  return true;
}

/** After 72 hours an invitation that nobody took up ends by itself. */
export const expireInvitation: DeadlineKind = {
  kind: invitationExpiry,
  fire: async (ctx, id) => {
    await endInvitation(ctx, id, 'expired');
  },
};

/** Takes the end by time back, once somebody joined or the invitation was withdrawn. */
export function keepFromExpiring(ctx: CommandContext, id: Id): Promise<void> {
  return clearDeadline(ctx, invitationExpiry, id);
}
