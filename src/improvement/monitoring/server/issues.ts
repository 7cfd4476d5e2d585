import { demandOwner } from '#foundation/promises/index.ts';
import type { OutputOf } from '#kernel/contract/contract.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import { answer, type CommandContext, handle, type QueryContext } from '#kernel/server/capability.ts';
import { cursorOf, readCursor } from '#kernel/server/page.ts';
import { abilities, demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { changeIssue, issueChanged, listIssues, logIssue } from '../contract.ts';
import { demandGoals } from './goals.ts';
import { openFor } from './open.ts';
import { monitoringPolicy } from './policy.ts';
import { openActions } from './rows.ts';

type Issue = OutputOf<typeof listIssues>['issues'][number];

interface IssueRow {
  id: Id;
  kind: 'technology' | 'resource';
  title: string;
  words: string;
  began_at: Date;
  began_text: string;
  ended_at: Date | null;
  goal_ids: Id[];
  action_id: Id | null;
  logger_name: string;
  version: number;
}

const columns = `i.id, i.kind, i.title, i.words, i.began_at, i.began_at::text AS began_text, i.ended_at, i.goal_ids,
  (SELECT a.id FROM corrective_action a WHERE a.workspace_id = i.workspace_id AND a.issue_id = i.id
   ORDER BY a.opened_at DESC LIMIT 1) AS action_id, l.name AS logger_name, i.version`;
const source = 'FROM service_issue i JOIN account l ON l.id = i.logged_by WHERE i.workspace_id = $1';
const page = statement<IssueRow>(
  'issue_page',
  `SELECT ${columns} ${source} AND ($2 = 'all' OR (i.ended_at IS NULL) = ($2 = 'open'))
     AND ($3::timestamptz IS NULL OR (i.began_at, i.id) < ($3, $4::uuid))
   ORDER BY i.began_at DESC, i.id DESC LIMIT $5`,
);
const ofGoal = statement<IssueRow>(
  'issue_of_goal',
  `SELECT ${columns} ${source} AND i.goal_ids @> ARRAY[$2::uuid] ORDER BY i.began_at DESC, i.id DESC LIMIT 50`,
);
const lock = statement<{ version: number; ended_at: Date | null }>(
  'issue_lock',
  'SELECT version, ended_at FROM service_issue WHERE workspace_id = $1 AND id = $2 FOR UPDATE',
);
const insert = statement(
  'issue_insert',
  `INSERT INTO service_issue (workspace_id, id, kind, title, words, began_at, ended_at, goal_ids, logged_by)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
);
const save = statement<{ version: number }>(
  'issue_save',
  `UPDATE service_issue SET kind = $3, title = $4, words = $5, began_at = $6, ended_at = $7, goal_ids = $8,
     version = version + 1 WHERE workspace_id = $1 AND id = $2 RETURNING version`,
);
const fixes = statement(
  'issue_fixed_by',
  'UPDATE corrective_action SET issue_id = $3, version = version + 1 WHERE workspace_id = $1 AND id = $2',
);

const present = (row: IssueRow): Issue => ({
  ...{ id: row.id, kind: row.kind, title: row.title, words: row.words, beganAt: row.began_at.toISOString() },
  ...{ endedAt: row.ended_at?.toISOString() ?? null, goalIds: row.goal_ids, actionId: row.action_id },
  ...{ loggedBy: row.logger_name, version: row.version },
});

/** The latest issues that affected a goal: they are marked on its chart. */
export async function issuesOfGoal(ctx: QueryContext, goalId: Id): Promise<Issue[]> {
  return (await ctx.tx.rows(ofGoal, [ctx.workspaceId, goalId])).map(present);
}

export const issueList = answer(listIssues, async (ctx, { show, after, limit }) => {
  demand(ctx, monitoringPolicy, 'read');
  const [at, id] = after ? readCursor(after, ['instant', 'id']) : [null, null];
  const rows = await ctx.tx.rows(page, [ctx.workspaceId, show, at, id, limit + 1]);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    issues: shown.map(present),
    next: last ? cursorOf([last.began_text, last.id]) : null,
    abilities: abilities(monitoringPolicy, ctx.actor, undefined),
  };
});

/** @throws Problem issue.times */
function demandTimes(ctx: CommandContext, beganAt: string, endedAt: string | null): void {
  const [began, ended] = [Date.parse(beganAt), endedAt === null ? null : Date.parse(endedAt)];
  if (began > ctx.now.getTime()) refuse('issue.times', 'It cannot begin in the future. Log it when it has begun.');
  if (ended !== null && ended <= began) refuse('issue.times', 'It ends after it began. Correct one of the times.');
  if (ended !== null && ended > ctx.now.getTime()) refuse('issue.times', 'Leave the end out while it is going on.');
}

/** Logs it, and opens the action that fixes it; one that is open for what it affects takes it on. */
export const logOneIssue = handle(logIssue, async (ctx, { ownerId, dueAt, ...issue }) => {
  demand(ctx, monitoringPolicy, 'log');
  const { kind, title, words, beganAt, endedAt } = issue;
  demandTimes(ctx, beganAt, endedAt);
  const goalIds = [...new Set(issue.goalIds)];
  const [first] = await demandGoals(ctx.tx, ctx.workspaceId, goalIds);
  if (!first) return refuse('goal.unknown', 'Choose what it affected.');
  await demandOwner(ctx, ownerId);
  const times = [new Date(beganAt), endedAt && new Date(endedAt)];
  const values = [ctx.workspaceId, ctx.key, kind, title, words, ...times, goalIds, actorId(ctx.actor)];
  await ctx.tx.rows(insert, values);
  ctx.emit(issueChanged, { issueId: ctx.key, kind, what: 'logged' });
  const opening = { ownerId, dueAt: new Date(dueAt), cause: title, issueId: ctx.key };
  const actionId = (await openFor(ctx, first, opening)) ?? (await openActions(ctx)).get(first.id)?.id;
  if (!actionId) throw new Error('an open action vanished while it was looked for');
  await ctx.tx.rows(fixes, [ctx.workspaceId, actionId, ctx.key]);
  return { issueId: ctx.key, actionId, version: 1 };
});

export const changeOneIssue = handle(changeIssue, async (ctx, { issueId, version, ...issue }) => {
  demand(ctx, monitoringPolicy, 'log');
  const before = (await ctx.tx.first(lock, [ctx.workspaceId, issueId])) ?? notFound('issue');
  if (before.version !== version) {
    refuse('record.stale', `You saw version ${version}; it is now ${before.version}. Load it again.`, {
      facts: { version: before.version },
    });
  }
  const { kind, title, words, beganAt, endedAt } = issue;
  demandTimes(ctx, beganAt, endedAt);
  const goalIds = [...new Set(issue.goalIds)];
  await demandGoals(ctx.tx, ctx.workspaceId, goalIds);
  const times = [new Date(beganAt), endedAt && new Date(endedAt)];
  const saved = await ctx.tx.first(save, [ctx.workspaceId, issueId, kind, title, words, ...times, goalIds]);
  ctx.emit(issueChanged, { issueId, kind, what: before.ended_at === null && endedAt ? 'ended' : 'changed' });
  return { issueId, version: saved?.version ?? version };
});
