import type { Id } from '#kernel/contract/ids.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';

export const sendTask = 'webhooks.send';
/** Of several in the queue for one endpoint the last suffices. */
export const sendKey = (endpointId: Id) => `${sendTask}:${endpointId}`;

const eventsAtOnce = 1_000;

const behind = statement<{ workspace_id: Id }>('webhooks_behind', 'SELECT workspace_id FROM heed_webhooks_behind()');
const due = statement<{ workspace_id: Id; endpoint_id: Id }>(
  'webhooks_due',
  'SELECT workspace_id, endpoint_id FROM heed_webhooks_due($1)',
);
// Another process that is at it keeps the row; what it does needs not be done twice.
const lock = statement<{ seq: number; head: number }>(
  'webhooks_cursor_lock',
  `SELECT c.seq, s.head FROM webhook_cursor c JOIN workspace_stream s ON s.workspace_id = c.workspace_id
   WHERE c.workspace_id = $1 FOR UPDATE OF c SKIP LOCKED`,
);
const move = statement('webhooks_cursor_move', 'UPDATE webhook_cursor SET seq = $2 WHERE workspace_id = $1');
// What tells of webhooks themselves is not sent by them: a failure would make the next one.
const deliver = statement<{ endpoint_id: Id }>(
  'webhooks_deliver',
  `INSERT INTO webhook_delivery (workspace_id, id, endpoint_id, seq, type, at, next_at)
   SELECT $1, gen_random_uuid(), w.id, e.seq, e.type, $4, $4
   FROM event e JOIN webhook_endpoint w ON w.workspace_id = $1 AND w.enabled AND w.after_seq < e.seq
     AND (w.kinds IS NULL OR e.type = ANY (w.kinds))
   WHERE e.workspace_id = $1 AND e.seq > $2 AND e.seq <= $3 AND e.type NOT LIKE 'webhook.%'
   ON CONFLICT (workspace_id, endpoint_id, seq) DO NOTHING
   RETURNING endpoint_id`,
);
const queue = statement(
  'webhooks_queue',
  `SELECT graphile_worker.add_job('${sendTask}', json_build_object('workspaceId', $1::uuid, 'endpointId', id),
     job_key := '${sendTask}:' || id) FROM unnest($2::uuid[]) AS id`,
);

/** Makes deliveries of what happened since it was last looked, in every workspace, and queues their sending. */
export async function followAll(kernel: Kernel): Promise<void> {
  for (const { workspace_id } of await kernel.database.alone(behind, [])) await follow(kernel, workspace_id);
}

/** The cursor moves with what it passed, in one transaction: a crash in between repeats nothing and loses nothing. */
async function follow(kernel: Kernel, workspaceId: Id): Promise<void> {
  const scope = { workspaceId, customerId: null };
  let isAtEnd = false;
  while (!isAtEnd) isAtEnd = await kernel.database.write(scope, (tx) => step(tx, workspaceId, kernel.now()));
}

async function step(tx: Tx, workspaceId: Id, now: Date): Promise<boolean> {
  const cursor = await tx.first(lock, [workspaceId]);
  if (!cursor || cursor.seq >= cursor.head) return true;
  const to = Math.min(cursor.head, cursor.seq + eventsAtOnce);
  const made = await tx.rows(deliver, [workspaceId, cursor.seq, to, now]);
  if (made.length > 0) await tx.rows(queue, [workspaceId, [...new Set(made.map((one) => one.endpoint_id))]]);
  await tx.rows(move, [workspaceId, to]);
  return to === cursor.head;
}

/** Queues what is due and nobody sends: its process died, or had no room. */
export async function sweep(kernel: Kernel): Promise<void> {
  for (const { workspace_id, endpoint_id } of await kernel.database.alone(due, [kernel.now()])) {
    const scope = { workspaceId: workspace_id, customerId: null };
    await kernel.database.write(scope, (tx) => tx.rows(queue, [workspace_id, [endpoint_id]]));
  }
}

const waiting = new WeakSet<Kernel>();
const gatherMs = 200;

/**
 * Something was committed: soon the log is followed, once for all that happens until then. Nothing is added to the write
 * itself. A process that dies in between is made up for by the job's own clock.
 */
export function wakeFollower(kernel: Kernel): void {
  if (waiting.has(kernel)) return;
  waiting.add(kernel);
  const later = async () => {
    waiting.delete(kernel);
    await followAll(kernel).catch(() => {});
  };
  setTimeout(() => void later(), gatherMs).unref();
}
