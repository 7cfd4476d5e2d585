import type { WebSocket } from 'ws';
import type { Id } from '#kernel/contract/ids.ts';
import { liveLimits, type ServerFrame } from '#kernel/contract/live.ts';
import type { Actor } from '../actor.ts';
import type { TopicAccess } from '../capability.ts';

/** One open socket and what it may hear. Kept small: ten thousand of them fit in 200 MB. */
export interface LiveSocket {
  ws: WebSocket;
  actor: Actor;
  workspaceId: Id;
  /** The cookie header with which a person came, to look the session up again; customers have none. */
  cookie: string | undefined;
  agent: string;
  /** What is watched, and what its holder may do there. */
  topics: ReadonlyMap<string, TopicAccess>;
  /** Where its holder last typed without watching. */
  typesIn: { topic: string; access: TopicAccess | undefined } | undefined;
  /** How often its holder was looked up again, and when last (ms). */
  checks: number;
  checkedAt: number;
  hidden: boolean;
  pending: Set<string>;
  pendingCursor: number;
  overflowed: boolean;
  lastHintAt: number;
  timer: NodeJS.Timeout | undefined;
}

/** A socket whose holder is known and that watches nothing yet. */
export function newSocket(
  ws: WebSocket,
  known: Pick<LiveSocket, 'actor' | 'workspaceId' | 'cookie' | 'agent' | 'checkedAt'>,
): LiveSocket {
  return {
    ws,
    ...known,
    topics: new Map(),
    typesIn: undefined,
    checks: 0,
    hidden: false,
    pending: new Set(),
    pendingCursor: 0,
    overflowed: false,
    lastHintAt: 0,
    timer: undefined,
  };
}

/** A client that does not read is cut off; it resumes by its cursor. */
const bufferLimit = 1_000_000;

/** Sends a frame, already serialised when it goes to many. */
export function send(socket: LiveSocket, frame: ServerFrame | string): void {
  if (socket.ws.readyState !== 1) return;
  if (socket.ws.bufferedAmount > bufferLimit) {
    socket.ws.terminate();
    return;
  }
  socket.ws.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
}

/** Gathers hints: the first goes at once, later ones at most every 250 ms, jittered, and none to a hidden tab. */
export function hint(socket: LiveSocket, subjects: readonly string[], cursor: number): void {
  for (const subject of subjects) socket.pending.add(subject);
  if (socket.pending.size > liveLimits.replay) {
    socket.pending.clear();
    socket.overflowed = true;
  }
  socket.pendingCursor = cursor;
  if (socket.hidden || socket.timer) return;
  const since = performance.now() - socket.lastHintAt;
  const gather = liveLimits.gatherMs * (1 + Math.random() * 0.4);
  if (since >= gather) flush(socket);
  else socket.timer = setTimeout(() => flush(socket), gather - since);
}

/** Sends what was gathered. */
export function flush(socket: LiveSocket): void {
  clearTimeout(socket.timer);
  socket.timer = undefined;
  if (socket.pending.size === 0 && !socket.overflowed) return;
  const cursor = String(socket.pendingCursor);
  send(socket, socket.overflowed ? { t: 'reload', cursor } : { t: 'hint', cursor, subjects: [...socket.pending] });
  socket.pending.clear();
  socket.overflowed = false;
  socket.lastHintAt = performance.now();
}

/** Ends a socket with a word on why and when to come back. */
export function dismiss(socket: LiveSocket, bye: Omit<Extract<ServerFrame, { t: 'bye' }>, 't'>): void {
  send(socket, { t: 'bye', ...bye });
  socket.ws.close(bye.reason === 'restart' ? 1012 : 1008, bye.reason);
}
