import type { Id } from '#kernel/contract/ids.ts';
import { liveLimits } from '#kernel/contract/live.ts';
import { newId } from '#kernel/contract/new-id.ts';
import type { QueryContext, TopicAccess } from '../capability.ts';
import { scopeOf } from '../database.ts';
import { internalRequest } from '../http/request.ts';
import type { Kernel } from '../kernel.ts';
import type { Frame } from './frames.ts';
import type { Hub } from './hub.ts';
import { flush, type LiveSocket, send } from './sockets.ts';

/** What a socket says after its hello. A frame for which the database is asked counts like a request. */
export async function heard(kernel: Kernel, hub: Hub, socket: LiveSocket, frame: Frame): Promise<void> {
  if (frame.t === 'watch') {
    kernel.limits.charge(socket.actor, socket.agent);
    const most = socket.actor.kind === 'customer' ? liveLimits.customerTopics : liveLimits.watchedTopics;
    const allowed = await allowedTopics(kernel, socket, frame.topics.slice(0, most));
    hub.watch(socket, withOwn(socket, allowed));
    const refused = frame.topics.filter((topic) => !allowed.has(topic));
    send(socket, { t: 'watching', topics: [...allowed.keys()], refused });
  } else if (frame.t === 'hidden') {
    socket.hidden = frame.on;
    hub.turned(socket);
    if (!frame.on) flush(socket);
  } else if (frame.t === 'typing') {
    const access = await accessToType(kernel, socket, frame.topic);
    const { actor } = socket;
    if (!access?.mayType || (actor.kind !== 'person' && actor.kind !== 'customer')) return;
    const name = actor.kind === 'person' ? (actor.name.split(' ')[0] ?? '') : '';
    const who = { kind: actor.kind, id: actor.id, name };
    hub.typing(socket, [frame.topic, ...access.mirrors], { t: 'typing', topic: frame.topic, who, on: frame.on });
  }
}

/** A customer's own topics, their own and their visit's, are always among those of their socket. */
export function withOwn(socket: LiveSocket, topics: Map<string, TopicAccess>): Map<string, TopicAccess> {
  const { actor } = socket;
  if (actor.kind !== 'customer') return topics;
  for (const own of [`customer:${actor.id}`, `visit:${actor.visitId}`])
    topics.set(own, { mirrors: [], mayType: false });
  return topics;
}

/** A widget types where it does not watch; the answer is kept, for whoever types says so every few seconds. */
async function accessToType(kernel: Kernel, socket: LiveSocket, topic: string): Promise<TopicAccess | undefined> {
  const known = socket.topics.get(topic);
  if (known) return known;
  if (socket.typesIn?.topic !== topic) {
    kernel.limits.charge(socket.actor, socket.agent);
    const allowed = await allowedTopics(kernel, socket, [topic]);
    socket.typesIn = { topic, access: allowed.get(topic) };
  }
  return socket.typesIn.access;
}

/**
 * Topics that the actor may watch now, by the access rules of the capabilities that own them: one query for each kind.
 * Where the actor became another one while it was asked, it is asked again.
 */
export async function allowedTopics(
  kernel: Kernel,
  socket: LiveSocket,
  topics: readonly string[],
): Promise<Map<string, TopicAccess>> {
  const { actor, workspaceId } = socket;
  const allowed = new Map<string, TopicAccess>();
  const kinds = kernel.capabilities
    .flatMap((one) => one.topics ?? [])
    .map((one) => ({ ...one, ids: idsOf(topics, one.kind) }))
    .filter((one) => one.ids.length > 0);
  if (kinds.length === 0) return allowed;
  await kernel.database.read(scopeOf(actor, workspaceId), async (tx) => {
    const request = { ...internalRequest(newId()), address: socket.agent };
    const { contributed } = kernel;
    const ctx: QueryContext = { actor, workspaceId, tx, request, now: kernel.now(), decided: false, contributed };
    for (const { kind, ids, mayWatch } of kinds) {
      for (const [id, access] of await mayWatch(ctx, ids)) allowed.set(`${kind}:${id}`, access);
    }
  });
  return socket.actor === actor ? allowed : allowedTopics(kernel, socket, topics);
}

function idsOf(topics: readonly string[], kind: string): Id[] {
  const ids = topics.filter((topic) => topic.startsWith(`${kind}:`)).map((topic) => topic.slice(kind.length + 1));
  return [...new Set(ids)];
}
