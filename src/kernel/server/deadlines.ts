import { type Id, newId } from '#kernel/contract/ids.ts';
import type { CommandContext, DeadlineKind } from './capability.ts';
import { noScope } from './database.ts';
import type { Kernel } from './kernel.ts';
import { describeError } from './log.ts';
import { runOwnCommand } from './own-command.ts';
import { statement } from './sql.ts';

const set = statement(
  'deadline_set',
  `INSERT INTO deadline (workspace_id, id, kind, ref, due_at) VALUES ($1, $2, $3, $4, $5)
   ON CONFLICT (workspace_id, kind, ref) DO UPDATE SET due_at = excluded.due_at, fired_at = NULL`,
);
const clear = statement('deadline_clear', 'DELETE FROM deadline WHERE workspace_id = $1 AND kind = $2 AND ref = $3');

/** Sets or moves the one deadline of this kind for `ref`; it fires once, in the transaction of its effect. */
export async function setDeadline(ctx: CommandContext, kind: string, ref: Id, dueAt: Date): Promise<void> {
  await ctx.tx.rows(set, [ctx.workspaceId, newId(), kind, ref, dueAt]);
}

/** Takes the deadline back; nothing happens if there is none. */
export async function clearDeadline(ctx: CommandContext, kind: string, ref: Id): Promise<void> {
  await ctx.tx.rows(clear, [ctx.workspaceId, kind, ref]);
}

const due = statement<{ workspace_id: Id; id: Id; kind: string; ref: Id; due_at: Date }>(
  'deadline_due',
  `SELECT workspace_id, id, kind, ref, due_at FROM deadline
   WHERE fired_at IS NULL AND due_at <= heed_now() ORDER BY due_at LIMIT 500`,
);
const claim = statement<{ id: Id }>(
  'deadline_claim',
  `UPDATE deadline SET fired_at = heed_now() WHERE workspace_id = $1 AND id = $2 AND fired_at IS NULL AND due_at <= heed_now()
   RETURNING id`,
);

/**
 * Fires what is due, four times a second. Each deadline is claimed and takes effect in one transaction, so whatever
 * process does it, and whenever it is killed, the effect happens once and is never lost.
 */
export function startDeadlines(kernel: Kernel): { stop(): Promise<void>; tick(): Promise<number> } {
  const kinds = new Map(kernel.capabilities.flatMap((one) => one.deadlines ?? []).map((one) => [one.kind, one]));
  let running: Promise<number> | undefined;
  const tick = () => {
    running ??= fireDue(kernel, kinds).finally(() => {
      running = undefined;
    });
    return running;
  };
  const timer = setInterval(() => {
    tick().catch((error: unknown) =>
      kernel.log.warn({ error: describeError(error) }, 'deadlines wait for the database'),
    );
  }, 250);
  return {
    tick,
    stop: async () => {
      clearInterval(timer);
      await running?.catch(() => {});
    },
  };
}

async function fireDue(kernel: Kernel, kinds: Map<string, DeadlineKind>): Promise<number> {
  const rows = await kernel.database.read(noScope, (tx) => tx.rows(due, []));
  let fired = 0;
  for (const row of rows) {
    const kind = kinds.get(row.kind);
    if (!kind) continue;
    try {
      if (await fire(kernel, kind, row)) fired++;
    } catch (error) {
      // One that cannot fire must not hold up the others; it is tried again with the next tick.
      kernel.log.error({ kind: row.kind, ref: row.ref, error: describeError(error) }, 'a deadline failed to fire');
    }
  }
  return fired;
}

async function fire(
  kernel: Kernel,
  kind: DeadlineKind,
  row: { workspace_id: Id; id: Id; ref: Id; due_at: Date },
): Promise<boolean> {
  let claimed = false;
  const where = { workspaceId: row.workspace_id, onBehalfOf: null };
  await runOwnCommand(kernel, `deadline:${kind.kind}`, where, async (ctx) => {
    claimed = (await ctx.tx.first(claim, [row.workspace_id, row.id])) !== undefined;
    if (claimed) await kind.fire(ctx, row.ref);
  });
  if (claimed) {
    kernel.metrics.deadlinesFired.inc({ kind: kind.kind });
    kernel.metrics.deadlinesLate.observe(Math.max(0, (kernel.now().getTime() - row.due_at.getTime()) / 1000));
  }
  return claimed;
}
