import type { Id } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import { answer, handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import {
  getRouting,
  getTaking,
  type RoutingMethod,
  routingChanged,
  setPersonRouting,
  setTaking,
  setTeamRouting,
} from '../contract.ts';
import { demandVersion } from './access.ts';
import { demandTeam } from './assign.ts';
import { conversationPolicy } from './policy.ts';
import { routeSoon } from './route.ts';

const usual = 10;

interface TeamShown {
  team_id: Id;
  method: RoutingMethod;
  capacity: number;
  version: number;
  waiting: number;
}
interface PersonShown {
  person_id: Id;
  taking: boolean;
  capacity: number | null;
  skills: Id[];
  open: number;
  version: number;
}
const teamsShown = statement<TeamShown>(
  'routing_teams',
  `SELECT t.id AS team_id, coalesce(r.method, 'off') AS method, coalesce(r.capacity, ${usual}) AS capacity,
     coalesce(r.version, 0) AS version, (SELECT count(*)::int FROM (SELECT FROM conversation c WHERE c.workspace_id = $1
       AND c.team_id = t.id AND c.status = 'open' AND c.assignee_id IS NULL AND c.snoozed_until IS NULL LIMIT 1000) x) AS waiting
   FROM team t LEFT JOIN team_routing r ON r.workspace_id = $1 AND r.team_id = t.id
   WHERE t.workspace_id = $1 ORDER BY lower(t.name), t.id`,
);
const peopleShown = statement<PersonShown>(
  'routing_people',
  `SELECT m.account_id AS person_id, coalesce(r.taking, false) AS taking, r.capacity, coalesce(r.skills, '{}') AS skills,
     coalesce(r.version, 0) AS version, (SELECT count(*)::int FROM (SELECT FROM conversation c WHERE c.workspace_id = $1
       AND c.assignee_id = m.account_id AND c.status = 'open' LIMIT 1000) x) AS open
   FROM membership m JOIN account a ON a.id = m.account_id
   LEFT JOIN person_routing r ON r.workspace_id = $1 AND r.account_id = m.account_id
   WHERE m.workspace_id = $1 AND m.active AND m.role = ANY ($2::text[]) ORDER BY lower(a.name), m.account_id`,
);
const lockTeam = statement<{ version: number }>(
  'routing_team_lock',
  'SELECT version FROM team_routing WHERE workspace_id = $1 AND team_id = $2 FOR UPDATE',
);
// Of two who say the first word at once the second is refused as stale: it saw version 0, and gets none back.
const saveTeam = statement<{ version: number }>(
  'routing_team_save',
  `INSERT INTO team_routing AS r (workspace_id, team_id, method, capacity) VALUES ($1, $2, $3, $4)
   ON CONFLICT (workspace_id, team_id) DO UPDATE SET method = excluded.method, capacity = excluded.capacity,
     version = r.version + 1 WHERE r.version = $5 RETURNING version`,
);
const lockPerson = statement<{ version: number }>(
  'routing_person_lock',
  'SELECT version FROM person_routing WHERE workspace_id = $1 AND account_id = $2 FOR UPDATE',
);
const savePerson = statement<{ version: number }>(
  'routing_person_save',
  `INSERT INTO person_routing AS r (workspace_id, account_id, capacity, skills) VALUES ($1, $2, $3, $4::uuid[])
   ON CONFLICT (workspace_id, account_id) DO UPDATE SET capacity = excluded.capacity, skills = excluded.skills,
     version = r.version + 1 WHERE r.version = $5 RETURNING version`,
);
const saveTaking = statement<{ account_id: Id }>(
  'routing_taking',
  `INSERT INTO person_routing AS r (workspace_id, account_id, taking) VALUES ($1, $2, $3)
   ON CONFLICT (workspace_id, account_id) DO UPDATE SET taking = excluded.taking WHERE r.taking <> excluded.taking
   RETURNING account_id`,
);
const member = statement<{ account_id: Id }>(
  'routing_member',
  'SELECT account_id FROM membership WHERE workspace_id = $1 AND account_id = $2 AND active AND role = ANY ($3::text[])',
);
const tagsKnown = statement<{ id: Id }>(
  'routing_tags',
  'SELECT id FROM tag WHERE workspace_id = $1 AND id = ANY ($2::uuid[])',
);
const taking = statement<{ taking: boolean; is_used: boolean }>(
  'routing_taking_get',
  `SELECT coalesce((SELECT taking FROM person_routing WHERE workspace_id = $1 AND account_id = $2), false) AS taking,
     EXISTS (SELECT FROM team_member t JOIN team_routing r ON r.workspace_id = $1 AND r.team_id = t.team_id
       WHERE t.workspace_id = $1 AND t.account_id = $2 AND r.method <> 'off') AS is_used`,
);
const answering = conversationPolicy.rules.reply.roles;

/** How each team shares out what comes to it, and what each person takes. */
export const routingShown = answer(getRouting, async (ctx) => {
  demand(ctx, conversationPolicy, 'list');
  const teams = await ctx.tx.rows(teamsShown, [ctx.workspaceId]);
  const people = await ctx.tx.rows(peopleShown, [ctx.workspaceId, answering]);
  return {
    teams: teams.map(({ team_id, ...rest }) => ({ teamId: team_id, ...rest })),
    people: people.map(({ person_id, ...rest }) => ({ personId: person_id, ...rest })),
  };
});

/** Whether the reader takes new conversations now. */
export const myTaking = answer(getTaking, async (ctx) => {
  demand(ctx, conversationPolicy, 'take');
  const row = await ctx.tx.first(taking, [ctx.workspaceId, actorId(ctx.actor)]);
  return { taking: row?.taking ?? false, isUsed: row?.is_used ?? false };
});

/** Says whether and how a team shares out; what waits is shared out in a moment. */
export const setRoutingOfTeam = handle(setTeamRouting, async (ctx, { teamId, version, method, capacity }) => {
  demand(ctx, conversationPolicy, 'keep_routing');
  await demandTeam(ctx, teamId);
  demandSeen(await ctx.tx.first(lockTeam, [ctx.workspaceId, teamId]), version);
  const saved = await ctx.tx.first(saveTeam, [ctx.workspaceId, teamId, method, capacity, version]);
  if (!saved) refuse('record.stale', 'Somebody changed it in the same moment. Load it again.');
  ctx.emit(routingChanged, { what: 'team', teamId, personId: null });
  await routeSoon(ctx, teamId);
  return { teamId, version: saved.version };
});

/** Says how many somebody takes and what they know. Whether they take new ones now, they say themselves. */
export const setRoutingOfPerson = handle(setPersonRouting, async (ctx, { personId, version, capacity, skills }) => {
  demand(ctx, conversationPolicy, 'keep_routing');
  if (!(await ctx.tx.first(member, [ctx.workspaceId, personId, answering]))) {
    refuse('conversation.unknown_assignee', 'Choose an active colleague whose role may answer customers.');
  }
  demandSeen(await ctx.tx.first(lockPerson, [ctx.workspaceId, personId]), version);
  const known = [...new Set(skills)];
  if ((await ctx.tx.rows(tagsKnown, [ctx.workspaceId, known])).length < known.length) {
    refuse('conversation.unknown_tag', 'One of these tags is not of this workspace.');
  }
  const saved = await ctx.tx.first(savePerson, [ctx.workspaceId, personId, capacity, known, version]);
  if (!saved) refuse('record.stale', 'Somebody changed it in the same moment. Load it again.');
  ctx.emit(routingChanged, { what: 'person', teamId: null, personId });
  return { personId, version: saved.version };
});

/** Whether I take new conversations now. What I have stays with me either way. */
export const setMyTaking = handle(setTaking, async (ctx, { taking }) => {
  demand(ctx, conversationPolicy, 'take');
  const personId = actorId(ctx.actor) ?? notFound('person');
  const changed = await ctx.tx.first(saveTaking, [ctx.workspaceId, personId, taking]);
  if (!changed) return { personId, taking };
  ctx.emit(routingChanged, { what: taking ? 'taking' : 'not_taking', teamId: null, personId });
  const teamIds = taking && ctx.actor.kind === 'person' ? ctx.actor.teamIds : [];
  for (const teamId of teamIds) await routeSoon(ctx, teamId);
  return { personId, taking };
});

function demandSeen(row: { version: number } | undefined, seen: number): void {
  demandVersion(row ?? { version: 0 }, seen);
}
