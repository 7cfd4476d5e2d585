import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { can } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import type { Role } from '../contract.ts';
import { invitationPolicy } from './policy.ts';

/** A member of the present workspace. */
export interface PersonRow {
  id: Id;
  name: string;
  email: string;
  role: Role;
  teamIds: Id[];
  active: boolean;
  version: number;
}

export interface TeamRow {
  id: Id;
  name: string;
  memberIds: Id[];
  version: number;
}

export interface InvitationRow {
  id: Id;
  email: string;
  role: Role;
  teamIds: Id[];
  invitedBy: string;
  expiresAt: Date;
  state: 'open' | 'accepted' | 'withdrawn' | 'expired';
}

export const personColumns = `SELECT m.account_id AS id, a.name, a.email, m.role, m.active, m.version,
    ARRAY(SELECT t.team_id FROM team_member t WHERE t.workspace_id = m.workspace_id AND t.account_id = m.account_id
      ORDER BY t.team_id) AS "teamIds"
  FROM membership m JOIN account a ON a.id = m.account_id
  WHERE m.workspace_id = $1`;
export const teamColumns = `SELECT t.id, t.name, t.version,
    ARRAY(SELECT s.account_id FROM team_member s WHERE s.workspace_id = t.workspace_id AND s.team_id = t.id
      ORDER BY s.account_id) AS "memberIds"
  FROM team t WHERE t.workspace_id = $1`;
export const invitationColumns = `SELECT i.id, i.email, i.role, i.team_ids AS "teamIds", a.name AS "invitedBy",
    i.expires_at AS "expiresAt", i.state
  FROM invitation i JOIN account a ON a.id = i.invited_by
  WHERE i.workspace_id = $1`;

const person = statement<PersonRow>('people_person', `${personColumns} AND m.account_id = $2`);
const team = statement<TeamRow>('people_team', `${teamColumns} AND t.id = $2`);
const invitation = statement<InvitationRow>('people_invitation', `${invitationColumns} AND i.id = $2`);

/** A member of this workspace, active or not. @throws Problem record.not_found */
export async function accessPerson(ctx: QueryContext, id: Id): Promise<PersonRow> {
  return (await ctx.tx.first(person, [ctx.workspaceId, id])) ?? notFound('person');
}

/** A team of this workspace. @throws Problem record.not_found */
export async function accessTeam(ctx: QueryContext, id: Id): Promise<TeamRow> {
  return (await ctx.tx.first(team, [ctx.workspaceId, id])) ?? notFound('team');
}

/** An invitation, for those who may see invitations at all. @throws Problem record.not_found */
export async function accessInvitation(ctx: QueryContext, id: Id): Promise<InvitationRow> {
  const mayKnow = can(invitationPolicy, ctx.actor, 'invitations') === true;
  const row = mayKnow ? await ctx.tx.first(invitation, [ctx.workspaceId, id]) : undefined;
  return row ?? notFound('invitation');
}

/** @throws Problem record.stale with the version that is in force */
export function refuseStale(what: string, version: number): never {
  return refuse('record.stale', `This ${what} was changed meanwhile. Look again, then repeat it.`, {
    facts: { version },
  });
}
