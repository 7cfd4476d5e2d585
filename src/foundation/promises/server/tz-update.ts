import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext, Job } from '#kernel/server/capability.ts';
import { noScope } from '#kernel/server/database.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { runOwnCommand } from '#kernel/server/own-command.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import { reckoningOf } from './calendar-of.ts';
import { reckon } from './clock.ts';
import { clockOf, type PromiseRecord, promiseColumns } from './record.ts';
import { tzVersion } from './tz-version.ts';
import { type Change, savePromises } from './write.ts';

const note = statement(
  'tz_update_note',
  `INSERT INTO tz_update (workspace_id, tz_version, moved) VALUES ($1, $2, $3)
   ON CONFLICT (workspace_id, tz_version) DO NOTHING`,
);
const latest = statement<{ tz_version: string }>(
  'tz_update_latest',
  'SELECT tz_version FROM tz_update WHERE workspace_id = $1 ORDER BY tz_version DESC LIMIT 1',
);
const workspaces = statement<{ id: Id }>('tz_workspaces', 'SELECT id FROM workspace ORDER BY id');
const running = statement<PromiseRecord & { at: Date }>(
  'tz_running',
  `SELECT ${promiseColumns}, heed_now() AS at FROM promise p
   WHERE p.workspace_id = $1 AND p.state = 'running' AND p.minutes IS NOT NULL AND p.calendar_version_id IS NOT NULL
     AND p.id > $2 ORDER BY p.id LIMIT 500 FOR UPDATE`,
);

/** Remembers that the clocks of a workspace were reckoned by this edition. */
export async function noteTzVersion(tx: Tx, workspaceId: Id, version: string, moved: number): Promise<void> {
  await tx.rows(note, [workspaceId, version, moved]);
}

/**
 * Reckons the running clocks of every workspace anew when this process has a newer edition of the world's time zones
 * than the one they were reckoned by. Each batch is a write of its own and safe to repeat: a clock that is right
 * already is left alone. An older edition changes nothing, so processes of two versions do not undo each other.
 * Returns how many clocks moved.
 */
export async function updateZones(kernel: Kernel, version: string): Promise<number> {
  let moved = 0;
  for (const { id } of await kernel.database.read(noScope, (tx) => tx.rows(workspaces, []))) {
    const scope = { workspaceId: id, customerId: null };
    const before = (await kernel.database.read(scope, (tx) => tx.first(latest, [id])))?.tz_version;
    if (before !== undefined && before >= version) continue;
    const count = await updateWorkspace(kernel, id, before ?? 'an older edition', version);
    await kernel.database.write(scope, (tx) => noteTzVersion(tx, id, version, count));
    moved += count;
  }
  return moved;
}

async function updateWorkspace(kernel: Kernel, workspaceId: Id, from: string, to: string): Promise<number> {
  let moved = 0;
  let last: Id | null = '00000000-0000-0000-0000-000000000000';
  while (last !== null) {
    const after: Id = last;
    await runOwnCommand(kernel, 'promises.tz-update', { workspaceId, onBehalfOf: null }, async (ctx) => {
      const batch = await updateBatch(ctx, after, `time-zone data ${from} → ${to}`);
      moved += batch.moved;
      last = batch.last;
    });
  }
  return moved;
}

async function updateBatch(
  ctx: CommandContext,
  after: Id,
  reason: string,
): Promise<{ moved: number; last: Id | null }> {
  const rows = await ctx.tx.rows(running, [ctx.workspaceId, after]);
  const changes: Change[] = [];
  for (const row of rows) {
    const by = await reckoningOf(ctx.tx, row);
    const clock = clockOf(row);
    const { dueAt } = reckon(by, clock.startedAt, clock.pauses);
    // A rule of silence that has heard a word since is not due from its start any more.
    if (dueAt !== clock.dueAt && row.touched_at === null) {
      changes.push({ row, by, happenings: [{ kind: 'moved', dueAt, reason }] });
    }
  }
  savePromises(ctx, rows[0]?.at.getTime() ?? ctx.now.getTime(), changes);
  return { moved: changes.length, last: rows.length === 500 ? (rows.at(-1)?.id ?? null) : null };
}

const queue = statement('tz_update_queue', "SELECT graphile_worker.add_job($1, '{}', job_key := $1)");
const behind = statement<{ id: Id }>(
  'tz_behind',
  `SELECT w.id FROM workspace w WHERE w.id = $1 AND NOT EXISTS (SELECT FROM tz_update u
     WHERE u.workspace_id = w.id AND u.tz_version >= $2) LIMIT 1`,
);

/** At a start: queues the update when a workspace was reckoned by an older edition than this process has. */
export async function queueZoneUpdate(kernel: Kernel): Promise<void> {
  for (const { id } of await kernel.database.read(noScope, (tx) => tx.rows(workspaces, []))) {
    const scope = { workspaceId: id, customerId: null };
    if (!(await kernel.database.read(scope, (tx) => tx.first(behind, [id, tzVersion])))) continue;
    await kernel.database.write(noScope, (tx) => tx.rows(queue, ['promises.tz-update']));
    return;
  }
}

/** Does nothing unless the edition is newer. */
export const tzJob: Job = {
  task: 'promises.tz-update',
  run: async (kernel) => {
    const moved = await updateZones(kernel, tzVersion);
    if (moved > 0) kernel.log.info({ moved }, 'clocks were reckoned anew by newer time-zone data');
  },
};
