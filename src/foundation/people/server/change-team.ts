import type { CommandContext } from '#kernel/server/capability.ts';
import { handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { statement } from '#kernel/server/sql.ts';
import { changeTeam, teamChanged } from '../contract.ts';
import { accessTeam, refuseStale, type TeamRow } from './access.ts';
import { teamPolicy } from './policy.ts';
import { nameTaken, setMembers } from './teams.ts';

const update = statement<{ version: number }>(
  'people_team_update',
  `UPDATE team SET name = $3, version = version + 1 WHERE workspace_id = $1 AND id = $2 AND version = $4
   RETURNING version`,
);
const namesake = statement<{ id: string }>(
  'people_team_namesake',
  'SELECT id FROM team WHERE workspace_id = $1 AND lower(name) = lower($2) AND id <> $3',
);

/** Renames a team or says who is in it; of two at the same time the second is told to look again. */
export const changeOneTeam = handle(changeTeam, async (ctx, input) => {
  const team = await accessTeam(ctx, input.teamId);
  const name = input.name ?? team.name;
  const memberIds = input.memberIds ?? team.memberIds;
  const renames = name !== team.name;
  demand(ctx, teamPolicy, 'change-team', { renames });
  if (team.version !== input.version) refuseStale('team', team.version);
  const changes = renames || !isSameSet(memberIds, team.memberIds);
  if (!changes) return { teamId: team.id, version: team.version };

  const version = await rename(ctx, team, name);
  const hasNewMembers = await setMembers(ctx, team.id, memberIds);
  if (renames) ctx.emit(teamChanged, { teamId: team.id, what: 'renamed' });
  if (hasNewMembers) ctx.emit(teamChanged, { teamId: team.id, what: 'members' });
  return { teamId: team.id, version };
});

async function rename(ctx: CommandContext, team: TeamRow, name: string): Promise<number> {
  if (await ctx.tx.first(namesake, [ctx.workspaceId, name, team.id])) nameTaken(name);
  try {
    const after = await ctx.tx.first(update, [ctx.workspaceId, team.id, name, team.version]);
    return after ? after.version : refuseStale('team', team.version);
  } catch (error) {
    // Two teams renamed alike at the same time: the unique index decides.
    if (error instanceof Error && 'constraint' in error && error.constraint === 'team_name') nameTaken(name);
    throw error;
  }
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  const all = new Set([...one, ...other]);
  return all.size === new Set(one).size && all.size === new Set(other).size;
}
