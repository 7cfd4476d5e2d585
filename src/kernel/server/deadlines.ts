import { type Id, newId } from '#kernel/contract/ids.ts';
import type { CommandContext, DeadlineKind } from './capability.ts';
import { noScope, translate } from './database.ts';
import type { Kernel } from './kernel.ts';
import { describeError } from './log.ts';
import { runOwnCommand } from './own-command.ts';
import { Problem } from './problem.ts';
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

interface DueRow {
  workspace_id: Id;
  id: Id;
  kind: string;
  ref: Id;
  due_at: Date;
}
const batch = 500;
// The clock is asked in a query of its own: a function that may change from row to row cannot bound an index, and all
// deadlines that are still to come would be read at every look. What another process is firing just now is passed over,
// so that several work side by side; so are kinds that only another version knows, and what failed a moment ago.
export const dueNow = statement<DueRow>(
  'deadline_due_now',
  `SELECT workspace_id, id, kind, ref, due_at FROM deadline
   WHERE fired_at IS NULL AND due_at <= (SELECT heed_now()) AND kind = ANY($1) AND id <> ALL($2::uuid[])
   ORDER BY due_at LIMIT ${batch}
   FOR UPDATE SKIP LOCKED`,
);
// Skips what another process is firing just now: it fires in that transaction, or becomes free again when it fails.
const claim = statement<{ id: Id; ref: Id }>(
  'deadline_claim',
  `UPDATE deadline SET fired_at = heed_now() WHERE workspace_id = $1 AND id IN (
     SELECT id FROM deadline
     WHERE workspace_id = $1 AND id = ANY($2::uuid[]) AND fired_at IS NULL AND due_at <= heed_now()
     ORDER BY due_at FOR UPDATE SKIP LOCKED)
   RETURNING id, ref`,
);

/**
 * Fires what is due, four times a second. Each deadline is claimed and takes effect in one transaction, so whatever
 * process does it, and whenever it is killed, the effect happens once and is never lost.
 */
export function startDeadlines(kernel: Kernel): { stop(): Promise<void>; tick(): Promise<number> } {
  const kinds = new Map(kernel.capabilities.flatMap((one) => one.deadlines ?? []).map((one) => [one.kind, one]));
  const due: Due = { kinds, resting: new Map() };
  let running: Promise<number> | undefined;
  const tick = () => {
    running ??= fireDue(kernel, due).finally(() => {
      running = undefined;
    });
    return running;
  };
  const timer = setInterval(() => {
    if (kernel.holdsDeadlines) return;
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

/** Looks in a row that may find only what another process took in the same moment. */
const looks = 3;

/** What this process can fire; and of what failed by itself, until when it rests. */
interface Due {
  kinds: Map<string, DeadlineKind>;
  resting: Map<Id, number>;
}
const restMs = 5_000;
/** More rest no longer than until the next look. */
const mostResting = 10_000;

async function fireDue(kernel: Kernel, due: Due, left = looks): Promise<number> {
  for (const [id, until] of due.resting) if (until < performance.now()) due.resting.delete(id);
  const asked = [[...due.kinds.keys()], [...due.resting.keys()]];
  const rows = await kernel.database.write(noScope, (tx) => tx.rows(dueNow, asked));
  const groups = grouped(rows);
  let fired = 0;
  for (const group of groups.values()) fired += await fireGroup(kernel, due, group);
  // What did not fit is not left to the next tick.
  if (rows.length < batch || (fired === 0 && left <= 1)) return fired;
  return fired + (await fireDue(kernel, due, fired > 0 ? looks : left - 1));
}

function grouped(rows: DueRow[]): Map<string, DueRow[]> {
  const groups = new Map<string, DueRow[]>();
  for (const row of rows) {
    const name = `${row.workspace_id} ${row.kind}`;
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  return groups;
}

/** After the database has not answered so often in a row, nothing can fire just now. */
const hopeless = 12;

/** Deadlines that fail by themselves are no sign of that, however many they are. */
function isUnavailable(error: unknown): boolean {
  const told = translate(error);
  return told instanceof Problem && told.code === 'service.unavailable';
}

/**
 * Deadlines of one kind in one workspace: together where the kind can, in halves when that fails, so that one which
 * cannot fire is soon alone, and so that what takes too long at once goes in smaller steps. Returns how many fired.
 */
async function fireGroup(kernel: Kernel, due: Due, rows: DueRow[], streak = { failures: 0 }): Promise<number> {
  const kind = due.kinds.get(rows[0]?.kind ?? '');
  if (!kind) return 0;
  const together = kind.fireAll ? rows.length : 1;
  let fired = 0;
  for (let from = 0; from < rows.length; from += together) {
    const some = rows.slice(from, from + together);
    try {
      fired += await fire(kernel, kind, some);
      streak.failures = 0;
    } catch (error) {
      if (isUnavailable(error) && ++streak.failures > hopeless) throw error;
      const [first] = some;
      if (first && some.length === 1) {
        // It must not hold up the others; it is tried again after a rest.
        if (due.resting.size < mostResting) due.resting.set(first.id, performance.now() + restMs);
        kernel.log.error({ kind: kind.kind, ref: first.ref, error: describeError(error) }, 'a deadline failed to fire');
        continue;
      }
      kernel.log.warn({ kind: kind.kind, error: describeError(error) }, 'deadlines are fired in two halves');
      const half = Math.ceil(some.length / 2);
      fired += await fireGroup(kernel, due, some.slice(0, half), streak);
      fired += await fireGroup(kernel, due, some.slice(half), streak);
    }
  }
  return fired;
}

/** Claims and fires in one transaction. Returns how many were still due and free. */
async function fire(kernel: Kernel, kind: DeadlineKind, rows: DueRow[]): Promise<number> {
  const workspaceId = rows[0]?.workspace_id ?? '';
  let claimed: { id: Id; ref: Id }[] = [];
  await runOwnCommand(kernel, `deadline:${kind.kind}`, { workspaceId, onBehalfOf: null }, async (ctx) => {
    claimed = await ctx.tx.rows(claim, [workspaceId, rows.map((row) => row.id)]);
    const refs = claimed.map((one) => one.ref);
    if (kind.fireAll && refs.length > 1) await kind.fireAll(ctx, refs);
    else for (const ref of refs) await kind.fire(ctx, ref);
  });
  const fired = new Set(claimed.map((one) => one.id));
  for (const row of rows.filter((one) => fired.has(one.id))) {
    kernel.metrics.deadlinesFired.inc({ kind: kind.kind });
    kernel.metrics.deadlinesLate.observe(Math.max(0, (kernel.now().getTime() - row.due_at.getTime()) / 1000));
  }
  return fired.size;
}
