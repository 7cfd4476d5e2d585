import { answer, type QueryContext } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { listInvitations, listPeople, listTeams, me, setUpState } from '../contract.ts';
import {
  accessPerson,
  type InvitationRow,
  invitationColumns,
  type PersonRow,
  personColumns,
  type TeamRow,
  teamColumns,
} from './access.ts';
import { membershipsOf } from './accounts.ts';
import { languageOf } from './language.ts';
import { doorPolicy, heldRole, invitationPolicy, personPolicy, teamPolicy } from './policy.ts';
import { isSetUp } from './set-up-link.ts';

const people = statement<PersonRow>('people_list', `${personColumns} ORDER BY lower(a.name), m.account_id`);
const teams = statement<TeamRow>('people_teams', `${teamColumns} ORDER BY lower(t.name), t.id`);
const invitations = statement<InvitationRow>(
  'people_invitations',
  `${invitationColumns} AND i.created_at > $2::timestamptz - interval '90 days' ORDER BY i.created_at DESC, i.id`,
);
const workspace = statement<{ id: string; name: string; kind: 'live' | 'practice'; timeZone: string }>(
  'people_workspace',
  'SELECT id, name, kind, time_zone AS "timeZone" FROM workspace WHERE id = $1',
);

export const answerSetUpState = answer(setUpState, async (ctx) => {
  demand(ctx, doorPolicy, 'set-up-state');
  return { isSetUp: await isSetUp(ctx.tx) };
});

export const answerMe = answer(me, async (ctx, _input, kernel) => {
  demand(ctx, doorPolicy, 'me');
  const { actor } = ctx;
  const here = await ctx.tx.first(workspace, [ctx.workspaceId]);
  if (actor.kind !== 'person' || !here) return refuse('access.signed_out', 'Sign in first.');
  const mine = await membershipsOf(ctx, actor.id);
  return {
    person: await accessPerson(ctx, actor.id),
    workspace: here,
    workspaces: mine.map((one) => ({ id: one.workspace_id, name: one.workspace_name, kind: one.workspace_kind })),
    abilities: abilitiesOf(kernel, actor.role),
    needsSecondStep: actor.role === heldRole,
    locale: await languageOf(ctx, actor.id),
  };
});

/** What a role may do at all, in every capability that says so. */
function abilitiesOf(kernel: Kernel, role: string): string[] {
  return kernel.capabilities.flatMap((capability) => capability.abilities?.(role) ?? []).sort();
}

export const answerPeople = answer(listPeople, async (ctx: QueryContext) => {
  demand(ctx, personPolicy, 'list');
  return { people: await ctx.tx.rows(people, [ctx.workspaceId]) };
});

export const answerTeams = answer(listTeams, async (ctx) => {
  demand(ctx, teamPolicy, 'teams');
  return { teams: await ctx.tx.rows(teams, [ctx.workspaceId]) };
});

export const answerInvitations = answer(listInvitations, async (ctx) => {
  demand(ctx, invitationPolicy, 'invitations');
  const rows = await ctx.tx.rows(invitations, [ctx.workspaceId, ctx.now]);
  return { invitations: rows.map((row) => ({ ...row, expiresAt: row.expiresAt.toISOString() })) };
});
