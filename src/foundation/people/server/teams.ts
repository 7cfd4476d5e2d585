import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';

const insert = statement<{ id: Id }>(
  'people_team_insert',
  `INSERT INTO team (workspace_id, id, name, created_at) VALUES ($1, $2, $3, $4)
   ON CONFLICT (workspace_id, lower(name)) DO NOTHING RETURNING id`,
);

/** Adds a team to the present workspace. @throws Problem people.team_taken */
export async function addTeam(ctx: CommandContext, id: Id, name: string): Promise<void> {
  const added = await ctx.tx.first(insert, [ctx.workspaceId, id, name, ctx.now]);
  if (!added) nameTaken(name);
}

export function nameTaken(name: string): never {
  return refuse('people.team_taken', `There is a team called ${name}. Choose another name.`);
}

const unknownMember = statement<{ id: Id }>(
  'people_team_unknown_member',
  `SELECT wanted.id FROM unnest($2::uuid[]) AS wanted (id)
   WHERE NOT EXISTS (SELECT FROM membership m WHERE m.workspace_id = $1 AND m.account_id = wanted.id) LIMIT 1`,
);
const remove = statement<{ account_id: Id }>(
  'people_team_members_remove',
  `DELETE FROM team_member WHERE workspace_id = $1 AND team_id = $2 AND account_id <> ALL ($3::uuid[])
   RETURNING account_id`,
);
const add = statement<{ account_id: Id }>(
  'people_team_members_add',
  `INSERT INTO team_member (workspace_id, team_id, account_id) SELECT $1, $2, unnest($3::uuid[])
   ON CONFLICT DO NOTHING RETURNING account_id`,
);

/**
 * Makes exactly these people the members of a team. Returns whether that changed anything.
 * @throws Problem record.not_found when one of them has no access to this workspace
 */
export async function setMembers(ctx: CommandContext, teamId: Id, memberIds: readonly Id[]): Promise<boolean> {
  if (await ctx.tx.first(unknownMember, [ctx.workspaceId, memberIds])) notFound('person');
  const removed = await ctx.tx.rows(remove, [ctx.workspaceId, teamId, memberIds]);
  const added = await ctx.tx.rows(add, [ctx.workspaceId, teamId, memberIds]);
  return removed.length + added.length > 0;
}

const join = statement(
  'people_team_join',
  `INSERT INTO team_member (workspace_id, team_id, account_id)
   SELECT t.workspace_id, t.id, $3 FROM team t WHERE t.workspace_id = $1 AND t.id = ANY ($2::uuid[])
   ON CONFLICT DO NOTHING`,
);

/** Adds one person to several teams. */
export async function joinTeams(ctx: CommandContext, teamIds: readonly Id[], accountId: Id): Promise<void> {
  await ctx.tx.rows(join, [ctx.workspaceId, teamIds, accountId]);
}
