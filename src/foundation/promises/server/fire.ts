import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext, DeadlineKind } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { reckoningOf } from './calendar-of.ts';
import { nextDeadline, type Reckoning, reckon } from './clock.ts';
import { clockOf, type PromiseRecord, promiseColumns } from './record.ts';
import { type Change, type Happening, savePromises } from './write.ts';

// A promise that somebody is changing just now is left to the next tick: whoever changes it may wait for its deadline,
// which this transaction holds.
const lockFree = statement<PromiseRecord & { at: Date }>(
  'promise_lock_free',
  `SELECT ${promiseColumns}, heed_now() AS at FROM promise p
   WHERE p.workspace_id = $1 AND p.id = ANY($2::uuid[]) FOR UPDATE SKIP LOCKED`,
);
const leave = statement(
  'promise_leave',
  `UPDATE deadline SET fired_at = NULL WHERE workspace_id = $1 AND kind = 'promise' AND ref = ANY($2::uuid[])`,
);
const clear = statement(
  'promise_clear',
  `DELETE FROM deadline WHERE workspace_id = $1 AND kind = 'promise' AND ref = ANY($2::uuid[])`,
);

/** What the time of a promise that runs has brought. */
export function happened(row: PromiseRecord, by: Reckoning, at: number): Happening[] {
  const clock = clockOf(row);
  if (row.touched_at && by.minutes !== null) {
    const { dueAt } = reckon(by, row.touched_at.getTime(), []);
    if (dueAt > clock.dueAt) {
      const goesOn: Happening = { kind: 'moved', dueAt, reason: 'there was a word from us', isUnsaid: true };
      if (dueAt > at) return [goesOn];
      return [goesOn, { kind: 'broken', at: dueAt }];
    }
  }
  if (clock.dueAt <= at) return [{ kind: 'broken', at: clock.dueAt }];
  const next = nextDeadline(clock);
  return next !== null && next <= at ? [{ kind: 'warned', at: next }] : [];
}

async function fireAll(ctx: CommandContext, refs: Id[]): Promise<void> {
  const rows = await ctx.tx.rows(lockFree, [ctx.workspaceId, refs]);
  const found = new Set(rows.map((row) => row.id));
  const changes: Change[] = [];
  const moot: Id[] = [];
  for (const row of rows) {
    if (row.state !== 'running') {
      moot.push(row.id);
      continue;
    }
    const by = await reckoningOf(ctx.tx, row);
    // With nothing to happen yet its next deadline is only set again.
    changes.push({ row, by, happenings: happened(row, by, row.at.getTime()) });
  }
  const busy = refs.filter((ref) => !found.has(ref));
  savePromises(ctx, rows[0]?.at.getTime() ?? ctx.now.getTime(), changes);
  if (moot.length > 0) ctx.unanswered(ctx.tx.rows(clear, [ctx.workspaceId, moot]));
  if (busy.length > 0) ctx.unanswered(ctx.tx.rows(leave, [ctx.workspaceId, busy]));
}

/** Warns and breaks what came due: once, in the transaction that marks the deadline fired. */
export const promiseDeadline: DeadlineKind = {
  kind: 'promise',
  fire: (ctx, ref) => fireAll(ctx, [ref]),
  fireAll,
};
