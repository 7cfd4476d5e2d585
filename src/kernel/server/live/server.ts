import type { IncomingMessage, Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { type Id, newId } from '#kernel/contract/ids.ts';
import { liveLimits, livePath, liveProtocol } from '#kernel/contract/live.ts';
import type { Identity } from '../actor.ts';
import type { QueryContext } from '../capability.ts';
import { scopeOf } from '../database.ts';
import { isOwnOrigin } from '../http/origin.ts';
import type { HttpRequest } from '../http/request.ts';
import type { Kernel } from '../kernel.ts';
import { describeError } from '../log.ts';
import { Problem } from '../problem.ts';
import { type Hub, startHub } from './hub.ts';
import { dismiss, flush, type LiveSocket, send } from './sockets.ts';

const Topic = z.string().regex(/^[a-z-]{1,40}:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const Plain = z.string().regex(/^[\w-]+$/);
const Hello = z.discriminatedUnion('as', [
  z.strictObject({
    t: z.literal('hello'),
    as: z.literal('staff'),
    cursor: z
      .string()
      .regex(/^\d{1,16}$/)
      .optional(),
  }),
  z.strictObject({
    t: z.literal('hello'),
    as: z.literal('customer'),
    key: Plain.max(80),
    token: Plain.max(200),
    since: z.record(z.string().max(40), z.int()).optional(),
  }),
]);
const Frame = z.discriminatedUnion('t', [
  Hello,
  z.strictObject({ t: z.literal('watch'), topics: z.array(Topic).max(liveLimits.watchedTopics) }),
  z.strictObject({ t: z.literal('typing'), topic: Topic, on: z.boolean() }),
  z.strictObject({ t: z.literal('hidden'), on: z.boolean() }),
]);
type Frame = z.output<typeof Frame>;

const goodbyeMs = 1_500;

/** Serves the live protocol (kernel/contract/live.ts) on the HTTP server's upgrade requests. */
export function startLive(kernel: Kernel, server: Server): { hub: Hub; stop(restart: boolean): Promise<void> } {
  const hub = startHub(kernel, (personId) => void recheck(kernel, hub, personId));
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: liveLimits.frameBytes,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(liveProtocol) ? liveProtocol : false),
  });
  server.on('upgrade', (message, stream, head) => {
    const isLive =
      message.url === livePath && String(message.headers['sec-websocket-protocol'] ?? '').includes(liveProtocol);
    if (!isLive) {
      stream.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(message, stream, head, (ws) => accept(kernel, hub, ws, requestOf(kernel, message)));
  });
  return {
    hub,
    stop: async (restart) => {
      for (const socket of hub.sockets()) {
        dismiss(socket, { reason: 'restart', retryInMs: restart ? Math.round(Math.random() * 2_000) : 1_000 });
      }
      await hub.stop();
      sockets.close();
      // Whoever does not say goodbye in turn would keep this process alive for half a minute.
      setTimeout(() => {
        for (const ws of sockets.clients) ws.terminate();
      }, goodbyeMs).unref();
    },
  };
}

function requestOf(kernel: Kernel, message: IncomingMessage): HttpRequest {
  const header = (name: string) => {
    const value = message.headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  };
  const forwarded = kernel.config.trustProxy ? header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  return { id: newId(), header, address: forwarded || (message.socket.remoteAddress ?? 'unknown') };
}

/** Until hello, a connection holds only this closure; strangers are dropped after ten seconds. */
function accept(kernel: Kernel, hub: Hub, ws: WebSocket, request: HttpRequest): void {
  let socket: LiveSocket | undefined;
  let frames = 0;
  let windowStart = performance.now();
  let order: Promise<void> = Promise.resolve();
  const strangers = setTimeout(() => ws.close(1008, 'no hello'), 10_000);
  const count = () => {
    const now = performance.now();
    if (now - windowStart > 10_000) {
      windowStart = now;
      frames = 0;
    }
    if (++frames > liveLimits.framesPer10s) ws.terminate();
    return frames <= liveLimits.framesPer10s;
  };
  const fail = (error: unknown) => {
    const code = error instanceof Problem ? error.code : 'service.failed';
    if (!(error instanceof Problem)) kernel.log.error({ error: describeError(error) }, 'live frame failed');
    const detail = error instanceof Problem ? error.message : 'Something went wrong on our side.';
    const reason = code === 'access.signed_out' ? 'signed_out' : code === 'service.unavailable' ? 'restart' : 'refused';
    ws.send(JSON.stringify({ t: 'bye', reason, code, detail }));
    ws.close(1008, code);
  };
  ws.on('ping', count);
  ws.on('message', (data, isBinary) => {
    if (!count()) return;
    const parsed = isBinary ? undefined : parseFrame(data.toString());
    if (!parsed) {
      fail(new Problem('input.invalid', 'Send JSON frames as the live protocol describes them.'));
      return;
    }
    order = order
      .then(async () => {
        if (ws.readyState !== 1) return;
        if (socket) await heard(kernel, hub, socket, parsed);
        else {
          socket = await greet(kernel, hub, ws, request, parsed);
          clearTimeout(strangers);
        }
      })
      .catch(fail);
  });
  ws.on('close', () => {
    clearTimeout(strangers);
    void order.then(() => {
      if (!socket) return;
      hub.leave(socket);
      kernel.metrics.sockets.dec({ kind: socket.actor.kind });
    });
  });
  ws.on('error', () => ws.terminate());
}

function parseFrame(text: string): Frame | undefined {
  try {
    return Frame.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

async function greet(kernel: Kernel, hub: Hub, ws: WebSocket, request: HttpRequest, frame: Frame): Promise<LiveSocket> {
  if (frame.t !== 'hello') throw new Problem('input.invalid', 'The first frame is hello.');
  if (frame.as === 'staff' && !isOwnOrigin(kernel, request)) {
    throw new Problem('access.origin', 'The desk’s socket is for Heed’s own pages.');
  }
  const identity = await identifySocket(kernel, request, frame);
  if (!identity?.workspaceId) throw new Problem('access.signed_out', 'Sign in, then connect again.');
  const { actor, workspaceId } = identity;
  const socket: LiveSocket = {
    ws,
    actor,
    workspaceId,
    cookie: actor.kind === 'person' ? request.header('cookie') : undefined,
    agent: request.address,
    topics: new Set(actor.kind === 'customer' ? [`customer:${actor.id}`] : []),
    mirrors: new Map(),
    hidden: false,
    pending: new Set(),
    pendingCursor: 0,
    overflowed: false,
    lastHintAt: 0,
    timer: undefined,
    heardAt: performance.now(),
  };
  kernel.metrics.sockets.inc({ kind: actor.kind });
  await hub.join(socket, frame.as === 'staff' && frame.cursor ? Number(frame.cursor) : undefined);
  return socket;
}

async function identifySocket(
  kernel: Kernel,
  request: HttpRequest,
  hello: Record<string, unknown>,
): Promise<Identity | null> {
  for (const capability of kernel.capabilities) {
    for (const identifier of capability.identifiers ?? []) {
      const identity = await identifier.fromHello(kernel, hello, request);
      if (identity) return identity;
    }
  }
  return null;
}

async function heard(kernel: Kernel, hub: Hub, socket: LiveSocket, frame: Frame): Promise<void> {
  if (frame.t === 'watch') {
    const allowed = await allowedTopics(kernel, socket, frame.topics);
    hub.watch(socket, withOwn(socket, allowed));
    const refused = frame.topics.filter((topic) => !allowed.has(topic));
    send(socket, { t: 'watching', topics: [...allowed.keys()], refused });
  } else if (frame.t === 'hidden') {
    socket.hidden = frame.on;
    if (!frame.on) flush(socket);
  } else if (frame.t === 'typing') {
    const isWatched = socket.topics.has(frame.topic) || (await allowedTopics(kernel, socket, [frame.topic])).size > 0;
    const { actor } = socket;
    if (!isWatched || (actor.kind !== 'person' && actor.kind !== 'customer')) return;
    const name = actor.kind === 'person' ? (actor.name.split(' ')[0] ?? '') : '';
    hub.typing(socket, frame.topic, {
      t: 'typing',
      topic: frame.topic,
      who: { kind: actor.kind, id: actor.id, name },
      on: frame.on,
    });
  }
}

function withOwn(socket: LiveSocket, topics: Map<string, string[]>): Map<string, string[]> {
  if (socket.actor.kind === 'customer') topics.set(`customer:${socket.actor.id}`, []);
  return topics;
}

/** Topics that the actor may watch now, each with its mirrors, by the access rules of the capability that owns them. */
async function allowedTopics(kernel: Kernel, socket: LiveSocket, topics: string[]): Promise<Map<string, string[]>> {
  const allowed = new Map<string, string[]>();
  if (topics.length === 0) return allowed;
  const { actor, workspaceId } = socket;
  const kinds = new Map(kernel.capabilities.flatMap((one) => one.topics ?? []).map((one) => [one.kind, one]));
  await kernel.database.read(scopeOf(actor, workspaceId), async (tx) => {
    const request: HttpRequest = { id: newId(), header: () => undefined, address: socket.agent };
    const ctx: QueryContext = { actor, workspaceId, tx, request, now: kernel.now(), decided: false };
    for (const topic of topics) {
      const [kind = '', id = ''] = topic.split(':');
      const access = await kinds.get(kind)?.mayWatch(ctx, id);
      if (access) allowed.set(topic, access.mirrors);
    }
  });
  return allowed;
}

/** A person's role, teams or session changed: their sockets end, or go on with what they may still watch. */
async function recheck(kernel: Kernel, hub: Hub, personId: Id): Promise<void> {
  for (const socket of hub.sockets()) {
    if (socket.actor.kind !== 'person' || socket.actor.id !== personId) continue;
    try {
      const request: HttpRequest = {
        id: newId(),
        header: (name) => (name === 'cookie' ? socket.cookie : undefined),
        address: socket.agent,
      };
      const identity = await identifySocket(kernel, request, { t: 'hello', as: 'staff' });
      if (identity?.actor.kind !== 'person' || identity.workspaceId !== socket.workspaceId) {
        // The same browser may hold a newer session by now; coming back tells. Its answer may still be on the way.
        dismiss(socket, { reason: 'restart', retryInMs: 700 });
        continue;
      }
      socket.actor = identity.actor;
      hub.watch(socket, await allowedTopics(kernel, socket, [...socket.topics]));
    } catch (error) {
      kernel.log.warn({ error: describeError(error) }, 'could not check a socket again');
      dismiss(socket, { reason: 'restart', retryInMs: 1_000 });
    }
  }
}
