import type { Server, ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Id } from '#kernel/contract/ids.ts';
import type { PersonActor } from '#kernel/server/actor.ts';
import { type App, identify } from '#kernel/server/http/app.ts';
import { type HttpRequest, requestFrom } from '#kernel/server/http/request.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { describeError } from '#kernel/server/log.ts';
import { can } from '#kernel/server/policy.ts';
import { Problem, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { type EventRow, eventColumns, messageOf } from './message.ts';
import { finish, write } from './outflow.ts';
import { webhookPolicy } from './policy.ts';

/** What a key must open, besides being made by somebody who may see the whole log. */
export const streamScope = 'events:read';

const eventsAtOnce = 200;
const lookMs = 1_000;
/** How often it is asked whether the key is still good; what is known of keys is 800 ms old at most. */
const checkMs = 150;
const heartbeatMs = 15_000;
const mostHere = 100;
const mostEach = 3;

const news = statement<EventRow>(
  'webhooks_stream',
  `SELECT ${eventColumns} FROM event WHERE workspace_id = $1 AND seq > $2 ORDER BY seq LIMIT ${eventsAtOnce}`,
);
const head = statement<{ head: number }>(
  'webhooks_stream_head',
  'SELECT head FROM workspace_stream WHERE workspace_id = $1',
);

interface Follower {
  workspaceId: Id;
  keyId: Id;
}

const open = new WeakMap<Kernel, Map<Id, number>>();

/** `GET /api/v1/events?after=SEQ`: the log from there on, then what happens, as server-sent events. */
export function serveEvents(app: App, kernel: Kernel): void {
  app.get('/api/v1/events', async (c) => {
    const { incoming, outgoing } = c.env;
    const request = requestFrom(incoming, kernel.config.trustProxy);
    const shown = request.header('authorization') ?? '';
    const who = await kernel.limits.lookUp(shown, request, () => identify(kernel, request, streamScope));
    kernel.limits.charge(who.actor, request.address);
    const follower = await demandFollower(kernel, request);
    const after = await placeOf(kernel, follower.workspaceId, request, new URL(c.req.url).searchParams);
    const leave = enter(kernel, follower.keyId);
    // Its answer has no end, so a server that stops would wait for it.
    const { server } = incoming.socket as { server?: Server };
    const isOver = () => outgoing.destroyed || server?.listening === false;
    outgoing.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'X-Accel-Buffering': 'no',
      'X-Request-Id': request.id,
      Connection: 'close',
    });
    outgoing.flushHeaders();
    void follow(kernel, outgoing, request, follower, after, isOver)
      .catch((error: unknown) => end(kernel, outgoing, error))
      // Its place is free when its connection is.
      .then(() => finish(outgoing))
      .finally(leave);
    return RESPONSE_ALREADY_SENT;
  });
}

/** Whoever shows a key that may follow the log. @throws Problem */
async function demandFollower(kernel: Kernel, request: HttpRequest): Promise<Follower> {
  const { actor, workspaceId } = await identify(kernel, request, streamScope);
  if (actor.kind === 'nobody' || !workspaceId) return refuse('access.signed_out', 'Show an API key.');
  if (actor.kind !== 'person' || !actor.keyId) return refuse('access.forbidden', 'The stream is for API keys.');
  const may = can(webhookPolicy, actor satisfies PersonActor, 'follow');
  return may === true ? { workspaceId, keyId: actor.keyId } : refuse('access.forbidden', may);
}

/** The number after which it goes on: of a break the last one that arrived; by default only what is still to come. */
async function placeOf(kernel: Kernel, workspaceId: Id, request: HttpRequest, given: URLSearchParams): Promise<number> {
  const unknown = [...given.keys()].filter((key) => key !== 'after');
  if (unknown.length > 0) refuse('input.invalid', `The parameter ${unknown[0]?.slice(0, 80)} is not known here.`);
  const text = request.header('last-event-id') ?? given.get('after');
  const scope = { workspaceId, customerId: null };
  const found = await kernel.database.read(scope, (tx) => tx.first(head, [workspaceId]));
  const last = found?.head ?? 0;
  if (text === null) return last;
  if (!/^\d{1,15}$/.test(text)) refuse('input.invalid', 'after: the `id` of an event of this stream, or 0.');
  if (Number(text) > last) refuse('input.invalid', `after: the log ends with ${last}; begin there or earlier.`);
  return Number(text);
}

/** Takes a place; the result gives it back. @throws Problem limit.too_many */
function enter(kernel: Kernel, keyId: Id): () => void {
  const places = open.get(kernel) ?? new Map<Id, number>();
  open.set(kernel, places);
  const own = places.get(keyId) ?? 0;
  const all = [...places.values()].reduce((sum, one) => sum + one, 0);
  if (own >= mostEach || all >= mostHere) {
    refuse('limit.too_many', `A key may follow ${mostEach} times at once; close one.`, { retryAfterS: 5 });
  }
  places.set(keyId, own + 1);
  return () => {
    const left = (places.get(keyId) ?? 1) - 1;
    if (left > 0) places.set(keyId, left);
    else places.delete(keyId);
  };
}

/**
 * Writes until the other side goes, the key ends or the server stops. Never more than a page is in memory: the next one
 * is read when the last has left.
 */
async function follow(
  kernel: Kernel,
  to: ServerResponse,
  request: HttpRequest,
  { workspaceId }: Follower,
  after: number,
  isOver: () => boolean,
): Promise<void> {
  const scope = { workspaceId, customerId: null };
  let seq = after;
  let lookedAt = 0;
  let wroteAt = performance.now();
  await write(to, `retry: 2000\n: after ${seq}\n\n`);
  while (!isOver()) {
    await demandFollower(kernel, request);
    if (performance.now() - lookedAt >= lookMs) {
      lookedAt = performance.now();
      const rows = await kernel.database.read(scope, (tx) => tx.rows(news, [workspaceId, seq]));
      for (const row of rows) {
        if (isOver()) return;
        const line = JSON.stringify(messageOf(workspaceId, row));
        await write(to, `id: ${row.seq}\nevent: ${row.type}\ndata: ${line}\n\n`);
        seq = row.seq;
        wroteAt = performance.now();
      }
      if (rows.length === eventsAtOnce) lookedAt = 0;
    }
    if (performance.now() - wroteAt >= heartbeatMs) {
      await write(to, ': still here\n\n');
      wroteAt = performance.now();
    }
    await new Promise((done) => setTimeout(done, checkMs).unref());
  }
}

/** Says why it ends, where there is something to say; else it is cut off, and the other side begins again. */
function end(kernel: Kernel, to: ServerResponse, error: unknown): void {
  if (error instanceof Problem) {
    to.write(`event: end\ndata: ${JSON.stringify({ code: error.code })}\n\n`);
    return;
  }
  kernel.log.warn({ error: describeError(error) }, 'a stream of events ended');
  to.destroy();
}
