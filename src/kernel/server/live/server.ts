import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { liveLimits, livePath, liveProtocol } from '#kernel/contract/live.ts';
import { type Census, createCensus } from '#kernel/limiter/census.ts';
import { type HttpRequest, requestFrom } from '../http/request.ts';
import type { Kernel } from '../kernel.ts';
import { describeError } from '../log.ts';
import { Problem } from '../problem.ts';
import { type Frame, parseFrame } from './frames.ts';
import { type Hub, startHub } from './hub.ts';
import { check, checkPerson, identifyHello, startSweep } from './identity.ts';
import { dismiss, type LiveSocket, newSocket } from './sockets.ts';
import { heard, withOwn } from './topics.ts';

const goodbyeMs = 1_500;

/** Serves the live protocol (kernel/contract/live.ts) on the HTTP server's upgrade requests. */
export function startLive(kernel: Kernel, server: Server): { hub: Hub; stop(restart: boolean): Promise<void> } {
  const hub = startHub(kernel, (personId) => void checkPerson(kernel, hub, personId));
  const stopSweep = startSweep(kernel, hub);
  const census = createCensus(kernel.config.socketsPerNetwork);
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: liveLimits.frameBytes,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(liveProtocol) ? liveProtocol : false),
  });
  server.on('upgrade', (message, stream, head) => {
    const isLive =
      message.url === livePath && String(message.headers['sec-websocket-protocol'] ?? '').includes(liveProtocol);
    const request = requestFrom(message, kernel.config.trustProxy);
    const isWelcome = census.hasRoom(request.address) || kernel.limits.isKnown(request.header('cookie') ?? '');
    if (isLive && isWelcome) {
      sockets.handleUpgrade(message, stream, head, (ws) => accept(kernel, hub, census, ws, request));
      return;
    }
    const refusal = isLive ? '429 Too Many Requests\r\nRetry-After: 30' : '404 Not Found';
    // Whoever is gone already must not end the process.
    stream.on('error', () => {});
    stream.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\n\r\n`);
  });
  return {
    hub,
    stop: async (restart) => {
      stopSweep();
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

/** Until hello, a connection holds only this closure; strangers are dropped after ten seconds. */
function accept(kernel: Kernel, hub: Hub, census: Census, ws: WebSocket, request: HttpRequest): void {
  let socket: LiveSocket | undefined;
  let order: Promise<void> = Promise.resolve();
  const entry = census.enter(request.address);
  const count = createCounter(ws);
  const strangers = setTimeout(() => ws.close(1008, 'no hello'), 10_000);
  const greet = async (frame: Frame) => {
    const { actor, workspaceId } = await identifyHello(kernel, request, frame);
    if (actor.kind === 'customer') entry.isVisitor(actor.visitId);
    else entry.isStaff();
    clearTimeout(strangers);
    const cookie = actor.kind === 'person' ? request.header('cookie') : undefined;
    socket = newSocket(ws, { actor, workspaceId, cookie, agent: request.address, checkedAt: kernel.now().getTime() });
    socket.topics = withOwn(socket, new Map());
    kernel.metrics.sockets.inc({ kind: actor.kind });
    const cursor = frame.t === 'hello' && frame.as === 'staff' ? frame.cursor : undefined;
    await hub.join(socket, cursor === undefined ? undefined : Number(cursor));
    // An event of the moment before it joined was told to the others only.
    if (actor.kind === 'person') await check(kernel, hub, socket);
  };
  ws.on('ping', count);
  ws.on('pong', count);
  ws.on('message', (data, isBinary) => {
    if (!count()) return;
    const frame = isBinary ? undefined : parseFrame(data.toString());
    if (!frame) {
      refuse(kernel, ws, new Problem('input.invalid', 'Send JSON frames as the live protocol describes them.'));
      return;
    }
    order = order
      .then(async () => {
        if (ws.readyState !== 1) return;
        if (socket) await heard(kernel, hub, socket, frame);
        else await greet(frame);
      })
      .catch((error: unknown) => refuse(kernel, ws, error));
  });
  ws.on('close', () => {
    clearTimeout(strangers);
    entry.leave();
    void order.then(() => {
      // A visitor who was identified only now is no longer there.
      entry.leave();
      if (!socket) return;
      hub.leave(socket);
      kernel.metrics.sockets.dec({ kind: socket.actor.kind });
    });
  });
  ws.on('error', () => ws.terminate());
}

/** Counts frames; cuts off whoever sends more than a person can. */
function createCounter(ws: WebSocket): () => boolean {
  let frames = 0;
  let windowStart = performance.now();
  return () => {
    const now = performance.now();
    if (now - windowStart > 10_000) {
      windowStart = now;
      frames = 0;
    }
    if (++frames > liveLimits.framesPer10s) ws.terminate();
    return frames <= liveLimits.framesPer10s;
  };
}

/** Ends a connection with the reason. Who asks too much and who meets a trouble of ours comes back by itself. */
function refuse(kernel: Kernel, ws: WebSocket, error: unknown): void {
  const problem = error instanceof Problem ? error : new Problem('service.failed', 'Something went wrong on our side.');
  if (problem !== error) kernel.log.error({ error: describeError(error) }, 'live frame failed');
  const { code, message: detail, retryAfterS } = problem;
  const isPassing = code === 'service.unavailable' || code === 'limit.too_many';
  const reason = code === 'access.signed_out' ? 'signed_out' : isPassing ? 'restart' : 'refused';
  const retryInMs = code === 'limit.too_many' ? (retryAfterS ?? 1) * 1_000 : undefined;
  ws.send(JSON.stringify({ t: 'bye', reason, code, detail, retryInMs }));
  ws.close(1008, code);
}
