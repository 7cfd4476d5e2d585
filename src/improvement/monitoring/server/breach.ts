import { owe } from '#foundation/promises/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { Reaction } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { settingsOf } from './settings.ts';

interface Broken {
  promiseId: Id;
  subjectKind: string;
  subjectId: Id;
  customerId: Id | null;
  ownerId: Id | null;
  teamId: Id | null;
}

// Only clocks that a standard started, and only while they are still owed: what was answered late needs no task.
const clause = statement<{ clause_ref: string | null }>(
  'monitoring_broken_clause',
  `SELECT p.clause_ref FROM promise p
   JOIN standard_target o ON o.workspace_id = p.workspace_id AND o.target_id = p.target_id
   WHERE p.workspace_id = $1 AND p.id = $2 AND p.ended_at IS NULL`,
);
const asked = statement(
  'monitoring_breach_asked',
  `SELECT FROM promise WHERE workspace_id = $1 AND subject_id = $2 AND measure = 'task' AND clause_ref = $3
     AND ended_at IS NULL`,
);

/**
 * A broken promise of a standard leads to a task for whoever leads, by a time: the rule of escalation that a workspace may
 * set. One at a time for each clause of a conversation.
 */
export const onBroken: Reaction = {
  event: 'promise.broken',
  inline: false,
  name: 'monitoring.breach-task',
  run: async (ctx, data) => {
    const { promiseId, subjectKind, subjectId, customerId, ownerId, teamId } = data as unknown as Broken;
    const { breachMinutes } = await settingsOf(ctx.tx, ctx.workspaceId);
    if (breachMinutes === null || subjectKind !== 'conversation') return;
    const found = await ctx.tx.first(clause, [ctx.workspaceId, promiseId]);
    if (!found || (await ctx.tx.first(asked, [ctx.workspaceId, subjectId, found.clause_ref]))) return;
    await owe(ctx, {
      subject: { kind: subjectKind, id: subjectId, customerId },
      measure: 'task',
      words: `Put right what was late: ${found.clause_ref ?? 'a promise of the standard'}`,
      ...{ ownerId, teamId, role: 'lead', minutes: breachMinutes, clauseRef: found.clause_ref },
    });
  },
};
