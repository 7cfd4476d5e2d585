import type { Id } from '#kernel/contract/ids.ts';
import { answer, handle, type QueryContext } from '#kernel/server/capability.ts';
import { cursorOf, readCursor } from '#kernel/server/page.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { deliveryAsked, getDelivery, listDeliveries, redeliver, testEndpoint } from '../contract.ts';
import { accessEndpoint } from './endpoints.ts';
import { sendKey, sendTask } from './follow.ts';
import { messageOfDelivery } from './message.ts';
import { webhookPolicy } from './policy.ts';

interface DeliveryRow {
  id: Id;
  endpoint_id: Id;
  type: string;
  seq: number | null;
  at: Date;
  state: 'waiting' | 'delivered' | 'failed';
  attempts: number;
  next_at: Date | null;
  status: number | null;
  problem: string | null;
  place: string;
}

const columns = `SELECT d.id, d.endpoint_id, d.type, d.seq, d.at, d.state, d.attempts, d.next_at, a.status, a.problem,
    d.at::text AS place
  FROM webhook_delivery d
  LEFT JOIN webhook_attempt a ON a.workspace_id = $1 AND a.delivery_id = d.id AND a.number = d.attempts
  WHERE d.workspace_id = $1`;
// The state stands in the text: only so is the index of what was not delivered known to suffice.
const listOf = (name: string, isWanted: string) =>
  statement<DeliveryRow>(
    name,
    `${columns} AND d.endpoint_id = $2 AND ${isWanted}
       AND ($3::timestamptz IS NULL OR (d.at, d.id) < ($3::timestamptz, $4::uuid))
     ORDER BY d.at DESC, d.id DESC LIMIT $5`,
  );
const lists = {
  all: listOf('webhooks_deliveries', 'true'),
  waiting: listOf('webhooks_deliveries_waiting', `d.state = 'waiting'`),
  delivered: listOf('webhooks_deliveries_delivered', `d.state = 'delivered'`),
  failed: listOf('webhooks_deliveries_failed', `d.state = 'failed'`),
};
const one = statement<DeliveryRow>(
  'webhooks_delivery',
  `${columns} AND d.id = $2 AND EXISTS (
     SELECT FROM webhook_endpoint w WHERE w.workspace_id = $1 AND w.id = d.endpoint_id AND w.removed_at IS NULL)`,
);

const present = (row: DeliveryRow) => ({
  id: row.id,
  type: row.type,
  seq: row.seq,
  at: row.at.toISOString(),
  state: row.state,
  attempts: row.attempts,
  nextAt: row.next_at?.toISOString() ?? null,
  lastStatus: row.status,
  lastProblem: row.problem,
});

async function accessDelivery(ctx: QueryContext, id: Id, action: 'list' | 'change'): Promise<DeliveryRow> {
  demand(ctx, webhookPolicy, action);
  return (await ctx.tx.first(one, [ctx.workspaceId, id])) ?? notFound('delivery');
}

export const deliveryList = answer(listDeliveries, async (ctx, { endpointId, state, after, limit }) => {
  await accessEndpoint(ctx, endpointId, { for: 'list' });
  const [at, id] = after === undefined ? [null, null] : readCursor(after, ['instant', 'id']);
  const rows = await ctx.tx.rows(lists[state ?? 'all'], [ctx.workspaceId, endpointId, at, id, limit + 1]);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { deliveries: page.map(present), next: last ? cursorOf([last.place, last.id]) : null };
});

const attempts = statement<{
  number: number;
  at: Date;
  tookMs: number;
  status: number | null;
  problem: string | null;
  answer: string | null;
}>(
  'webhooks_attempts',
  `SELECT number, at, took_ms AS "tookMs", status, problem, answer FROM webhook_attempt
   WHERE workspace_id = $1 AND delivery_id = $2 ORDER BY number DESC LIMIT 100`,
);

export const deliveryPage = answer(getDelivery, async (ctx, { deliveryId }) => {
  const row = await accessDelivery(ctx, deliveryId, 'list');
  const tries = await ctx.tx.rows(attempts, [ctx.workspaceId, deliveryId]);
  return {
    delivery: present(row),
    endpointId: row.endpoint_id,
    message: await messageOfDelivery(ctx.tx, ctx.workspaceId, row),
    tries: tries.map((attempt) => ({ ...attempt, at: attempt.at.toISOString() })),
  };
});

const insertTest = statement(
  'webhooks_test',
  `INSERT INTO webhook_delivery (workspace_id, id, endpoint_id, type, at, next_at)
   VALUES ($1, $2, $3, 'webhook.test', $4, $4)`,
);

export const testOneEndpoint = handle(testEndpoint, async (ctx, { endpointId }) => {
  await accessEndpoint(ctx, endpointId, { for: 'change' });
  const deliveryId = ctx.key;
  await ctx.tx.rows(insertTest, [ctx.workspaceId, deliveryId, endpointId, ctx.now]);
  ctx.enqueue(sendTask, { workspaceId: ctx.workspaceId, endpointId }, sendKey(endpointId));
  ctx.emit(deliveryAsked, { endpointId, deliveryId, what: 'test' });
  return { endpointId, deliveryId };
});

// One that is on its way just now keeps its lease, so that it is not sent twice at once.
const again = statement(
  'webhooks_again',
  `UPDATE webhook_delivery SET state = 'waiting', tries = 0, next_at = $3 WHERE workspace_id = $1 AND id = $2`,
);

/** Sent anew under the same id, so whoever has it already knows. */
export const redeliverOne = handle(redeliver, async (ctx, { deliveryId }) => {
  const { endpoint_id: endpointId } = await accessDelivery(ctx, deliveryId, 'change');
  await ctx.tx.rows(again, [ctx.workspaceId, deliveryId, ctx.now]);
  ctx.enqueue(sendTask, { workspaceId: ctx.workspaceId, endpointId }, sendKey(endpointId));
  ctx.emit(deliveryAsked, { endpointId, deliveryId, what: 'again' });
  return { deliveryId, endpointId };
});
