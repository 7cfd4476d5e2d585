import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext, Job } from '#kernel/server/capability.ts';
import { noScope } from '#kernel/server/database.ts';
import { runOwnCommand } from '#kernel/server/own-command.ts';
import { statement } from '#kernel/server/sql.ts';
import { assign, conversationRouted, type RoutingMethod } from '../contract.ts';
import { conversationPolicy } from './policy.ts';

interface TeamRow {
  team_id: Id;
  method: RoutingMethod;
  capacity: number;
}
interface Waiting {
  id: Id;
  customer_id: Id;
  tag_ids: Id[];
  version: number;
}
interface Candidate {
  account_id: Id;
  open: number;
  capacity: number;
}

// A workspace is shared out by one process at a time.
const oneByOne = statement('route_one_by_one', `SELECT pg_advisory_xact_lock(hashtext('route ' || $1))`);
const teams = statement<TeamRow>(
  'route_teams',
  `SELECT team_id, method, capacity FROM team_routing WHERE workspace_id = $1 AND method <> 'off'
     AND ($2::uuid IS NULL OR team_id = $2) ORDER BY team_id`,
);
// The most pressing first, and of these whoever waits longest. What somebody is working on just now is left to the next
// round.
const waiting = statement<Waiting>(
  'route_waiting',
  `SELECT id, customer_id, tag_ids, version FROM conversation
   WHERE workspace_id = $1 AND team_id = $2 AND status = 'open' AND assignee_id IS NULL AND snoozed_until IS NULL
   ORDER BY array_position(ARRAY['urgent', 'high', 'normal', 'low'], priority), last_message_at, id
   LIMIT 100 FOR UPDATE SKIP LOCKED`,
);
/** Tags that somebody is said to know; the others ask for nobody in particular. */
const skills = statement<{ id: Id }>(
  'route_skills',
  'SELECT DISTINCT unnest(skills) AS id FROM person_routing WHERE workspace_id = $1',
);
// Who takes new ones; their rows are locked, so that whoever says "not now" meanwhile is not given more afterwards.
const hold = statement<{ account_id: Id }>(
  'route_hold',
  `SELECT p.account_id FROM person_routing p
     JOIN team_member t ON t.workspace_id = $1 AND t.account_id = p.account_id AND t.team_id = $2
   WHERE p.workspace_id = $1 AND p.taking ORDER BY p.account_id FOR UPDATE OF p`,
);
const candidates = statement<Candidate>(
  'route_candidates',
  `SELECT p.account_id, b.open, coalesce(p.capacity, $3) AS capacity
   FROM person_routing p
   JOIN membership m ON m.workspace_id = $1 AND m.account_id = p.account_id AND m.active AND m.role = ANY ($5::text[])
   CROSS JOIN LATERAL (SELECT count(*)::int AS open FROM conversation o WHERE o.workspace_id = $1
     AND o.assignee_id = p.account_id AND o.status = 'open') b
   WHERE p.workspace_id = $1 AND p.account_id = ANY ($2::uuid[]) AND p.skills @> $4::uuid[]
     AND b.open < coalesce(p.capacity, $3)
   ORDER BY CASE WHEN $6 = 'by_load' THEN b.open::float / coalesce(p.capacity, $3) ELSE 0 END,
     p.given_number, p.account_id
   LIMIT 1`,
);
const given = statement(
  'route_given',
  `UPDATE person_routing SET given_number = (SELECT max(given_number) + 1 FROM person_routing WHERE workspace_id = $1)
   WHERE workspace_id = $1 AND account_id = $2`,
);

/**
 * Gives open conversations that nobody has to the people of their team: of one team, or of all. Nobody gets more than
 * they take, and none is given twice: the conversations and the people are locked. Returns how many were given.
 */
export async function route(ctx: CommandContext, teamId: Id | null): Promise<number> {
  await ctx.tx.rows(oneByOne, [ctx.workspaceId]);
  let count = 0;
  for (const team of await ctx.tx.rows(teams, [ctx.workspaceId, teamId])) count += await routeTeam(ctx, team);
  return count;
}

async function routeTeam(ctx: CommandContext, team: TeamRow): Promise<number> {
  const held = (await ctx.tx.rows(hold, [ctx.workspaceId, team.team_id])).map((row) => row.account_id);
  if (held.length === 0) return 0;
  const rows = await ctx.tx.rows(waiting, [ctx.workspaceId, team.team_id]);
  const known = new Set(rows.length === 0 ? [] : (await ctx.tx.rows(skills, [ctx.workspaceId])).map((row) => row.id));
  let count = 0;
  for (const one of rows) {
    const needed = one.tag_ids.filter((id) => known.has(id));
    const person = await ctx.tx.first(candidates, [
      ...[ctx.workspaceId, held, team.capacity, needed],
      ...[conversationPolicy.rules.reply.roles, team.method],
    ]);
    // Somebody else may know what this one asks for, so the next is tried all the same.
    if (!person) continue;
    await give(ctx, team, one, person);
    count += 1;
  }
  return count;
}

async function give(ctx: CommandContext, team: TeamRow, one: Waiting, person: Candidate): Promise<void> {
  await ctx.inner(assign, { conversationId: one.id, version: one.version, assigneeId: person.account_id });
  await ctx.tx.rows(given, [ctx.workspaceId, person.account_id]);
  ctx.emit(conversationRouted, {
    ...{ conversationId: one.id, customerId: one.customer_id, personId: person.account_id, teamId: team.team_id },
    ...{ method: team.method, open: person.open, capacity: person.capacity },
  });
}

const workspaces = statement<{ id: Id }>('route_workspaces', 'SELECT id FROM workspace ORDER BY id');
const task = 'conversations.route';

/** Shares out what a team has waiting, in a moment: where the team does so at all. Not for customers' own writes. */
export async function routeSoon(ctx: CommandContext, teamId: Id | null): Promise<void> {
  if (ctx.actor.kind === 'customer' || teamId === null) return;
  const [team] = await ctx.tx.rows(teams, [ctx.workspaceId, teamId]);
  if (team) ctx.enqueue(task, { workspaceId: ctx.workspaceId, teamId }, `${task} ${teamId}`);
}

/** Soon after something came to a team; and each minute for all, because people finish and customers write meanwhile. */
export const routeJob: Job = {
  task,
  cron: '* * * * *',
  run: async (kernel, { workspaceId, teamId }) => {
    const ids =
      typeof workspaceId === 'string'
        ? [workspaceId]
        : (await kernel.database.read(noScope, (tx) => tx.rows(workspaces, []))).map((row) => row.id);
    for (const id of ids) {
      await runOwnCommand(kernel, task, { workspaceId: id, onBehalfOf: null }, async (ctx) => {
        await route(ctx, typeof teamId === 'string' ? teamId : null);
      });
    }
  },
};
