import { z } from 'zod';
import { Id } from '#kernel/contract/ids.ts';
import { egress } from '#kernel/egress/egress.ts';
import { egressOf } from '#kernel/egress/own.ts';
import { portsFor } from '#kernel/egress/ports.ts';
import type { Job } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { describeError } from '#kernel/server/log.ts';
import { statement } from '#kernel/server/sql.ts';
import { sendTask } from './follow.ts';
import { messageOfDelivery } from './message.ts';
import { type Attempt, record } from './record.ts';
import { secretsOf } from './secrets.ts';
import { signedHeaders } from './sign.ts';

const timeoutMs = 20_000;
/** Longer than an attempt can take: after that the process that had it is taken for dead. */
const leaseMs = 60_000;
const answerBytes = 1_024;
/** On their way at once: to one endpoint, to one that failed last, and altogether in this process. */
const most = { each: 4, failing: 1, all: 100 };

interface Claimed {
  id: Id;
  seq: number | null;
  at: Date;
  url: string;
  endpoint_id: Id;
  secret: Buffer;
  former_secret: Buffer | null;
  former_until: Date | null;
  failing_since: Date | null;
}

// In the order of the events; skips what another process sends just now.
const claim = statement<Claimed>(
  'webhooks_claim',
  `UPDATE webhook_delivery d SET leased_until = $4
   FROM webhook_endpoint w
   WHERE w.workspace_id = $1 AND w.id = $2 AND w.enabled AND coalesce(w.throttled_until, $3) <= $3
     AND d.workspace_id = $1 AND d.id = (
       SELECT o.id FROM webhook_delivery o
       WHERE o.workspace_id = $1 AND o.endpoint_id = $2 AND o.state = 'waiting' AND o.next_at <= $3
         AND coalesce(o.leased_until, $3) <= $3
       ORDER BY o.next_at, o.seq LIMIT 1 FOR UPDATE SKIP LOCKED)
   RETURNING d.id, d.seq, d.at, w.url, w.id AS endpoint_id, w.secret, w.former_secret, w.former_until, w.failing_since`,
);

/** What this process has on its way, by endpoint. */
interface Underway {
  all: number;
  each: Map<Id, { count: number; isFailing: boolean }>;
}
const underway = new WeakMap<Kernel, Underway>();

function underwayOf(kernel: Kernel): Underway {
  const known = underway.get(kernel) ?? { all: 0, each: new Map() };
  underway.set(kernel, known);
  return known;
}

const ToEndpoint = z.object({ workspaceId: Id, endpointId: Id });

/** Begins what is due for one endpoint, and ends without waiting for answers: no slow endpoint holds a worker. */
export const sendJob: Job = {
  task: sendTask,
  run: (kernel, payload) => {
    const { workspaceId, endpointId } = ToEndpoint.parse(payload);
    return begin(kernel, workspaceId, endpointId);
  },
};

async function begin(kernel: Kernel, workspaceId: Id, endpointId: Id): Promise<void> {
  const now = underwayOf(kernel);
  const own = now.each.get(endpointId) ?? { count: 0, isFailing: false };
  now.each.set(endpointId, own);
  while (own.count < (own.isFailing ? most.failing : most.each) && now.all < most.all) {
    own.count++;
    now.all++;
    const end = () => {
      own.count--;
      now.all--;
      if (own.count === 0) now.each.delete(endpointId);
    };
    const claimed = await claimNext(kernel, workspaceId, endpointId).catch((error: unknown) => {
      end();
      throw error;
    });
    if (!claimed) return end();
    own.isFailing = claimed.failing_since !== null;
    void deliver(kernel, workspaceId, claimed)
      // Its lease runs out, then it is sent again.
      .catch((error: unknown) => kernel.log.warn({ error: describeError(error) }, 'a webhook was not recorded'))
      .finally(end)
      .then(() => begin(kernel, workspaceId, endpointId))
      .catch(() => {});
  }
}

async function claimNext(kernel: Kernel, workspaceId: Id, endpointId: Id): Promise<Claimed | undefined> {
  const now = kernel.now();
  const until = new Date(now.getTime() + leaseMs);
  const scope = { workspaceId, customerId: null };
  return kernel.database.write(scope, (tx) => tx.first(claim, [workspaceId, endpointId, now, until]));
}

async function deliver(kernel: Kernel, workspaceId: Id, claimed: Claimed): Promise<void> {
  const { id, endpoint_id } = claimed;
  const attempt = await tryOnce(kernel, workspaceId, claimed);
  await record(kernel, workspaceId, { deliveryId: id, endpointId: endpoint_id, attempt });
}

async function tryOnce(kernel: Kernel, workspaceId: Id, claimed: Claimed): Promise<Attempt> {
  const { id, url, endpoint_id } = claimed;
  const at = kernel.now();
  const started = performance.now();
  const tookMs = () => Math.round(performance.now() - started);
  try {
    const scope = { workspaceId, customerId: null };
    const message = await kernel.database.read(scope, (tx) => messageOfDelivery(tx, workspaceId, claimed));
    const secrets = secretsOf(kernel.config, { ...claimed, id: endpoint_id }, at);
    if (secrets.length === 0) throw new Error('its secret cannot be unsealed any more; make a new one');
    const body = JSON.stringify(message);
    const request = { workspaceId, url, method: 'POST' as const, body, headers: signedHeaders(secrets, id, at, body) };
    const ports = await portsFor(kernel, url);
    const limits = { ports, timeoutMs, maxBytes: answerBytes, cuts: true };
    const answer = await egress(egressOf(kernel), { ...request, ...limits });
    return {
      at,
      tookMs: tookMs(),
      status: answer.status,
      problem: null,
      answer: answer.body.toString('utf8').replaceAll('\0', '').slice(0, answerBytes),
      retryAfter: answer.headers['retry-after'],
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown';
    return { at, tookMs: tookMs(), status: null, problem: why.slice(0, 300), answer: null, retryAfter: undefined };
  }
}
