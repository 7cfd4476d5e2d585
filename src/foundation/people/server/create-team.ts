import { handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { createTeam, teamChanged } from '../contract.ts';
import { teamPolicy } from './policy.ts';
import { addTeam, setMembers } from './teams.ts';

/** Creates a team with its first members. */
export const createNewTeam = handle(createTeam, async (ctx, { name, memberIds }) => {
  demand(ctx, teamPolicy, 'create-team');
  const teamId = ctx.key;
  await addTeam(ctx, teamId, name);
  await setMembers(ctx, teamId, memberIds);
  ctx.emit(teamChanged, { teamId, what: 'created' });
  return { teamId, version: 1 };
});
