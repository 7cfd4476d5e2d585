import type { Id } from '#kernel/contract/ids.ts';
import { type CommandContext, handlePrepared } from '#kernel/server/capability.ts';
import { setDeadline } from '#kernel/server/deadlines.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { invite, personInvited } from '../contract.ts';
import { accessTeam } from './access.ts';
import { endInvitation, invitationExpiry } from './end-invitation.ts';
import { createLink } from './links.ts';
import { invitationPolicy } from './policy.ts';

const hours = 72;

const member = statement<{ id: Id }>(
  'people_member_by_email',
  `SELECT m.account_id AS id FROM membership m JOIN account a ON a.id = m.account_id
   WHERE m.workspace_id = $1 AND a.email = $2`,
);
const alone = statement('people_invite_alone', 'SELECT pg_advisory_xact_lock(hashtext($1), hashtext($2))');
const open = statement<{ id: Id; role: string }>(
  'people_invitation_open',
  `SELECT id, role FROM invitation WHERE workspace_id = $1 AND email = $2 AND state = 'open'`,
);
const insert = statement(
  'people_invitation_insert',
  `INSERT INTO invitation (workspace_id, id, email, role, team_ids, invited_by, created_at, expires_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
);

/** Invites an address with a link that works once, for 72 hours. An earlier open invitation of it is withdrawn. */
export const invitePerson = handlePrepared(
  invite,
  async (kernel) => ({ publicUrl: kernel.publicUrl() }),
  async (ctx, { email, role, teamIds }, { publicUrl }) => {
    demand(ctx, invitationPolicy, 'invite', { role });
    for (const teamId of teamIds) await accessTeam(ctx, teamId);
    // Two invitations of one address at the same time: the later one waits, then withdraws the earlier.
    await ctx.tx.rows(alone, [ctx.workspaceId, email]);
    await withdrawEarlier(ctx, email);
    if (await ctx.tx.first(member, [ctx.workspaceId, email])) {
      refuse(
        'people.already_member',
        'This address has access or had it. Change role or access under Settings, People.',
      );
    }
    const invitationId = ctx.key;
    const expiresAt = new Date(ctx.now.getTime() + hours * 3_600_000);
    const invitedBy = ctx.actor.kind === 'person' ? ctx.actor.id : null;
    await ctx.tx.rows(insert, [ctx.workspaceId, invitationId, email, role, teamIds, invitedBy, ctx.now, expiresAt]);
    await setDeadline(ctx, invitationExpiry, invitationId, expiresAt);
    const of = { purpose: 'invitation', hours, workspaceId: ctx.workspaceId, invitationId } as const;
    const link = await createLink(ctx.tx, publicUrl, ctx.now, of);
    ctx.emit(personInvited, { invitationId, role, expiresAt: expiresAt.toISOString() });
    return { invitationId, expiresAt: expiresAt.toISOString(), link };
  },
);

/** A manager cannot take back by the way what an owner offered. */
async function withdrawEarlier(ctx: CommandContext, email: string): Promise<void> {
  for (const earlier of await ctx.tx.rows(open, [ctx.workspaceId, email])) {
    demand(ctx, invitationPolicy, 'withdraw-invitation', earlier);
    await endInvitation(ctx, earlier.id, 'withdrawn');
  }
}
