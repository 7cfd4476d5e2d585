import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { abilities } from '#kernel/server/policy.ts';
import { statement } from '#kernel/server/sql.ts';
import type { PromiseRow } from '../contract.ts';
import { allMeasures } from './measures.ts';
import { promisePolicy } from './policy.ts';
import type { PromiseRecord } from './record.ts';

const givers = statement<{ promise_id: Id; actor_id: Id | null }>(
  'promise_givers',
  `SELECT promise_id, actor_id FROM promise_entry
   WHERE workspace_id = $1 AND promise_id = ANY($2::uuid[]) AND number = 1`,
);

const iso = (at: Date | null) => at?.toISOString() ?? null;
const shown = ['keep', 'waive', 'reassign', 'move'];

/** Promises as they go out, with what the reader may do with each. */
export async function presentPromises(ctx: QueryContext, rows: readonly PromiseRecord[]): Promise<PromiseRow[]> {
  const measures = new Map(allMeasures(ctx).map((one) => [one.name, one]));
  const given = rows.filter((row) => measures.get(row.measure)?.kind === 'given').map((row) => row.id);
  const giverOf = new Map<Id, Id | null>();
  if (given.length > 0) {
    for (const one of await ctx.tx.rows(givers, [ctx.workspaceId, given])) giverOf.set(one.promise_id, one.actor_id);
  }
  return rows.map((row) => {
    const measure = measures.get(row.measure);
    const asked = { ...row, given: measure?.kind === 'given', giverId: giverOf.get(row.id) ?? null };
    const mayDo: string[] = abilities(promisePolicy, ctx.actor, asked);
    return { ...fieldsOf(row, measure?.title ?? row.measure), abilities: shown.filter((one) => mayDo.includes(one)) };
  });
}

function fieldsOf(row: PromiseRecord, title: string): Omit<PromiseRow, 'abilities'> {
  return {
    id: row.id,
    measure: row.measure,
    title,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    customerId: row.customer_id,
    words: row.words,
    phone: row.phone,
    state: row.state,
    startedAt: row.started_at.toISOString(),
    dueAt: row.due_at.toISOString(),
    warnAt: iso(row.warn_at),
    warnedAt: iso(row.warned_at),
    brokenAt: iso(row.broken_at),
    endedAt: iso(row.ended_at),
    pausedAt: iso(row.paused_at),
    pausedFor: row.paused_for,
    minutes: row.minutes,
    warnPercent: row.warn_percent,
    ownerId: row.owner_id,
    teamId: row.team_id,
    role: row.role,
    raisedTo: row.raised_to,
    targetId: row.target_id,
    calendarVersionId: row.calendar_version_id,
    clauseRef: row.clause_ref,
  };
}
