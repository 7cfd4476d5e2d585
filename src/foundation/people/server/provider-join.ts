import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import { personJoined, type Role, signedIn } from '../contract.ts';
import { createAccount } from './accounts.ts';
import { sessionCookie } from './cookie.ts';
import { keepFromExpiring } from './end-invitation.ts';
import { endInvitationLinks } from './links.ts';
import { addMember } from './membership.ts';
import { mayStillInvite } from './open-invitations.ts';
import { linkIdentity, type Who } from './provider-identity.ts';
import type { Provider } from './provider-rows.ts';
import { startSession } from './session.ts';
import { joinTeams } from './teams.ts';

/** How somebody without an account comes in: by an open invitation of their address, or in the provider's role. */
export interface Joining {
  role: Role;
  invitationId: Id | null;
}

const invited = statement<{ id: Id; role: Role }>(
  'people_invitation_of_address',
  `SELECT id, role FROM invitation WHERE workspace_id = $1 AND email = $2 AND state = 'open' AND expires_at > $3`,
);

/** @throws Problem people.not_invited */
export async function joiningOf(kernel: Kernel, provider: Provider, email: string): Promise<Joining> {
  const scope = { workspaceId: provider.id, customerId: null };
  const read = (tx: Tx) => tx.first(invited, [provider.id, email, kernel.now()]);
  const invitation = await kernel.database.read(scope, read);
  if (invitation) return { role: invitation.role, invitationId: invitation.id };
  return provider.joinsAs ? { role: provider.joinsAs, invitationId: null } : refuseUninvited(email);
}

const take = statement<{ team_ids: Id[]; invited_by: Id | null }>(
  'people_invitation_take_up',
  `UPDATE invitation SET state = 'accepted' WHERE workspace_id = $1 AND id = $2 AND state = 'open'
   RETURNING team_ids, invited_by`,
);

/** Makes the account, without a passphrase, lets it into the provider's workspace and signs it in. */
export async function joinBy(
  ctx: CommandContext,
  kernel: Kernel,
  provider: Provider,
  who: Who,
  { role, invitationId }: Joining,
  accountId: Id,
): Promise<Id> {
  await createAccount(ctx, { id: accountId, email: who.email, name: who.name, secret: null });
  const token = await startSession(ctx, { accountId, name: who.name, role, workspaceId: provider.id });
  let teamIds: Id[] = [];
  if (invitationId) {
    // The link's row before the invitation's, as in accepting: whoever has the link first decides.
    await endInvitationLinks(ctx.tx, invitationId, ctx.now);
    const invitation = (await ctx.tx.first(take, [provider.id, invitationId])) ?? refuseUninvited(who.email);
    if (!(await mayStillInvite(ctx, invitation.invited_by, role))) refuseUninvited(who.email);
    await keepFromExpiring(ctx, invitationId);
    teamIds = invitation.team_ids;
  }
  await addMember(ctx, accountId, role);
  await joinTeams(ctx, teamIds, accountId);
  ctx.emit(personJoined, { personId: accountId, role });
  await linkIdentity(ctx, accountId, who);
  ctx.emit(signedIn, { personId: accountId });
  ctx.setCookie(sessionCookie(kernel, token));
  return accountId;
}

function refuseUninvited(email: string): never {
  return refuse('people.not_invited', `Nobody invited ${email} yet. Ask an owner or a manager for an invitation.`);
}
