import type { Id } from '#kernel/contract/ids.ts';
import { answer, type CommandContext, handle, type QueryContext } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { endOtherSessions, endSession, listSessions, sessionsEnded } from '../contract.ts';
import { accessPerson } from './access.ts';
import { deviceOf } from './agent-words.ts';
import { personPolicy } from './policy.ts';
import { emitIn, endSessions, selfOf } from './session.ts';

interface SessionRow {
  id: Id;
  workspaceName: string;
  agent: string;
  address: string;
  startedAt: Date;
  seenAt: Date;
}

const list = statement<SessionRow>(
  'people_sessions',
  `SELECT s.id, w.name AS "workspaceName", s.agent, s.address, s.created_at AS "startedAt", s.seen_at AS "seenAt"
   FROM session s JOIN workspace w ON w.id = s.workspace_id
   WHERE s.account_id = $1 AND ($2::uuid IS NULL OR s.workspace_id = $2) AND s.ended_at IS NULL AND s.expires_at > $3
     AND s.seen_at > $3::timestamptz - interval '14 days'
   ORDER BY s.seen_at DESC, s.id LIMIT 200`,
);

/** One's own sessions lie in every workspace; of a colleague only those in this one are anybody's business here. */
async function placeOf(ctx: QueryContext, personId: Id): Promise<{ isOwn: boolean; workspaceId: Id | null }> {
  const isOwn = ctx.actor.kind === 'person' && ctx.actor.id === personId;
  if (!isOwn) await accessPerson(ctx, personId);
  return { isOwn, workspaceId: isOwn ? null : ctx.workspaceId };
}

export const answerSessions = answer(listSessions, async (ctx, { personId }) => {
  demand(ctx, personPolicy, 'sessions', { id: personId, role: '' });
  const { workspaceId } = await placeOf(ctx, personId);
  const rows = await ctx.tx.rows(list, [personId, workspaceId, ctx.now]);
  const own = ctx.actor.kind === 'person' ? ctx.actor.sessionId : null;
  return {
    sessions: rows.map(({ agent, startedAt, seenAt, ...row }) => {
      const { words, kind } = deviceOf(agent);
      const times = { startedAt: startedAt.toISOString(), seenAt: seenAt.toISOString() };
      return { ...row, ...times, device: words, kind, isThis: row.id === own };
    }),
  };
});

const endOne = statement<{ workspace_id: Id }>(
  'people_session_end_one',
  `UPDATE session SET ended_at = $4
   WHERE id = $1 AND account_id = $2 AND ($3::uuid IS NULL OR workspace_id = $3) AND ended_at IS NULL
   RETURNING workspace_id`,
);

/** Ends one session; its cookie opens nothing any more and its sockets close, in every process within a second. */
export const endOneSession = handle(endSession, async (ctx, { personId, sessionId }) => {
  demand(ctx, personPolicy, 'end-sessions', { id: personId, role: '' });
  const { isOwn, workspaceId } = await placeOf(ctx, personId);
  const ended = (await ctx.tx.first(endOne, [sessionId, personId, workspaceId, ctx.now])) ?? notFound('session');
  await tell(ctx, personId, [ended.workspace_id], 1, isOwn);
  return { sessionId };
});

export const endAllOtherSessions = handle(endOtherSessions, async (ctx, { personId }) => {
  demand(ctx, personPolicy, 'end-sessions', { id: personId, role: '' });
  const { isOwn, workspaceId } = await placeOf(ctx, personId);
  const before = await ctx.tx.rows(list, [personId, workspaceId, ctx.now]);
  const which = isOwn ? { except: selfOf(ctx).sessionId } : { workspaceId: ctx.workspaceId };
  const workspaces = await endSessions(ctx, personId, which);
  const count = isOwn ? Math.max(0, before.length - 1) : before.length;
  await tell(ctx, personId, workspaces, count, isOwn);
  return { sessions: count };
});

/** In each workspace in which one ended: sockets hear of it by the event there. */
async function tell(ctx: CommandContext, personId: Id, places: readonly Id[], sessions: number, isOwn: boolean) {
  await emitIn(ctx, places, sessionsEnded, { personId, sessions, by: isOwn ? 'self' : 'owner' });
}
