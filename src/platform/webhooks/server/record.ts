import { notify } from '#foundation/notices/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext, DeadlineKind } from '#kernel/server/capability.ts';
import { clearDeadline, setDeadline } from '#kernel/server/deadlines.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { runOwnCommand } from '#kernel/server/own-command.ts';
import { statement } from '#kernel/server/sql.ts';
import { deliveryFailed, endpointGone } from '../contract.ts';
import { sendKey, sendTask } from './follow.ts';
import { judge } from './schedule.ts';

/** One try: an answer with its status, or why there was none. */
export interface Attempt {
  at: Date;
  tookMs: number;
  status: number | null;
  problem: string | null;
  answer: string | null;
  retryAfter: string | undefined;
}

export interface Tried {
  deliveryId: Id;
  endpointId: Id;
  attempt: Attempt;
}

// First of all: two that are recorded at once must each see when the other is to be sent again.
const lock = statement<{ url: string }>(
  'webhooks_lock',
  'SELECT url FROM webhook_endpoint WHERE workspace_id = $1 AND id = $2 AND removed_at IS NULL FOR UPDATE',
);
const count = statement<{ tries: number; attempts: number }>(
  'webhooks_count',
  `UPDATE webhook_delivery SET tries = tries + 1, attempts = attempts + 1, leased_until = NULL
   WHERE workspace_id = $1 AND id = $2 RETURNING tries, attempts`,
);
const note = statement(
  'webhooks_note',
  `INSERT INTO webhook_attempt (workspace_id, delivery_id, number, at, took_ms, status, problem, answer)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
);
const settle = statement(
  'webhooks_settle',
  'UPDATE webhook_delivery SET state = $3, next_at = $4 WHERE workspace_id = $1 AND id = $2',
);
const mark = statement(
  'webhooks_mark',
  `UPDATE webhook_endpoint SET failing_since = CASE WHEN $3 THEN coalesce(failing_since, $4::timestamptz) END,
     throttled_until = $5 WHERE workspace_id = $1 AND id = $2`,
);
const switchOff = statement(
  'webhooks_switch_off',
  `UPDATE webhook_endpoint SET enabled = false, disabled_because = 'gone', version = version + 1
   WHERE workspace_id = $1 AND id = $2 AND enabled`,
);

/** Keeps what an attempt met and says what comes of it, in one transaction. */
export function record(kernel: Kernel, workspaceId: Id, tried: Tried): Promise<void> {
  return runOwnCommand(kernel, 'webhooks.record', { workspaceId, onBehalfOf: null }, (ctx) => keep(ctx, tried));
}

async function keep(ctx: CommandContext, { deliveryId, endpointId, attempt }: Tried): Promise<void> {
  const { tx, workspaceId, now } = ctx;
  const endpoint = await tx.first(lock, [workspaceId, endpointId]);
  const counted = endpoint && (await tx.first(count, [workspaceId, deliveryId]));
  // Removed while it was on its way.
  if (!counted) return;
  const { at, tookMs, status, problem, answer, retryAfter } = attempt;
  await tx.rows(note, [workspaceId, deliveryId, counted.attempts, at, tookMs, status, problem, answer]);
  const outcome = judge(status, retryAfter, counted.tries, now);
  const isFailing = outcome.kind !== 'delivered';
  const throttleMs = outcome.kind === 'failed' ? outcome.throttleMs : 0;
  const throttledUntil = throttleMs > 0 ? new Date(now.getTime() + throttleMs) : null;
  await tx.rows(mark, [workspaceId, endpointId, isFailing, now, throttledUntil]);
  const pauseMs = outcome.kind === 'failed' ? outcome.pauseMs : null;
  if (pauseMs !== null) {
    const next = new Date(now.getTime() + Math.max(pauseMs, throttleMs));
    await tx.rows(settle, [workspaceId, deliveryId, 'waiting', next]);
  } else {
    await tx.rows(settle, [workspaceId, deliveryId, isFailing ? 'failed' : 'delivered', null]);
  }
  if (outcome.kind === 'gone') {
    await tx.rows(switchOff, [workspaceId, endpointId]);
    ctx.emit(endpointGone, { endpointId, deliveryId });
    await tell(ctx, 'webhook.gone', endpointId, endpoint.url);
  } else if (isFailing && pauseMs === null) {
    ctx.emit(deliveryFailed, { endpointId, deliveryId, attempts: counted.attempts });
    await tell(ctx, 'webhook.failed', endpointId, endpoint.url);
  }
  await setNext(ctx, endpointId);
}

function tell(ctx: CommandContext, kind: string, endpointId: Id, url: string): Promise<void> {
  const host = new URL(url).hostname.slice(0, 100);
  return notify(ctx, {
    kind,
    to: { roles: ['owner', 'manager'] },
    about: { kind: 'webhook', id: endpointId },
    data: { endpointId, host },
  });
}

const dueKind = 'webhooks.due';
// The first of the index, whatever waits behind it: a minimum would read every row.
const next = statement<{ at: Date }>(
  'webhooks_next',
  `SELECT greatest(first.next_at, w.throttled_until) AS at
   FROM webhook_endpoint w CROSS JOIN LATERAL (
     SELECT d.next_at FROM webhook_delivery d
     WHERE d.workspace_id = $1 AND d.endpoint_id = $2 AND d.state = 'waiting' AND d.leased_until IS NULL
     ORDER BY d.next_at, d.seq LIMIT 1) first
   WHERE w.workspace_id = $1 AND w.id = $2 AND w.enabled`,
);

/** One deadline for each endpoint: when the next of what waits is to be sent. */
export async function setNext(ctx: CommandContext, endpointId: Id): Promise<void> {
  const [found] = await ctx.tx.rows(next, [ctx.workspaceId, endpointId]);
  if (found) await setDeadline(ctx, dueKind, endpointId, found.at);
  else await clearDeadline(ctx, dueKind, endpointId);
}

export const sendingDue: DeadlineKind = {
  kind: dueKind,
  fire: async (ctx, endpointId) => {
    ctx.enqueue(sendTask, { workspaceId: ctx.workspaceId, endpointId }, sendKey(endpointId));
  },
};
