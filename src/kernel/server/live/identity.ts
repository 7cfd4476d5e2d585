import type { Id } from '#kernel/contract/ids.ts';
import type { Identity } from '../actor.ts';
import { isOwnOrigin } from '../http/origin.ts';
import type { HttpRequest } from '../http/request.ts';
import type { Kernel } from '../kernel.ts';
import { describeError } from '../log.ts';
import { Problem } from '../problem.ts';
import type { Frame } from './frames.ts';
import type { Hub } from './hub.ts';
import { dismiss, type LiveSocket } from './sockets.ts';
import { allowedTopics } from './topics.ts';

/** How old the knowledge of who holds a desk's socket may become when no event tells otherwise. */
const checkEveryMs = 30_000;
const sweepMs = 2_000;

/**
 * Who says hello, by the identifiers that capabilities contribute.
 * @throws Problem access.signed_out, access.origin, limit.too_many and those of the identifiers
 */
export async function identifyHello(
  kernel: Kernel,
  request: HttpRequest,
  frame: Frame,
): Promise<Identity & { workspaceId: Id }> {
  if (frame.t !== 'hello') throw new Problem('input.invalid', 'The first frame is hello.');
  if (frame.as === 'staff' && !isOwnOrigin(kernel, request)) {
    throw new Problem('access.origin', 'The desk’s socket is for Heed’s own pages.');
  }
  const shown = frame.as === 'staff' ? (request.header('cookie') ?? '') : frame.token;
  const identity = await kernel.limits.lookUp(shown, request, () => identify(kernel, request, frame));
  if (!identity?.workspaceId) throw new Problem('access.signed_out', 'Sign in, then connect again.');
  kernel.limits.charge(identity.actor, request.address);
  return { actor: identity.actor, workspaceId: identity.workspaceId };
}

async function identify(
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

/**
 * Looks up again who holds a desk's socket: it ends, or goes on with what it may still watch. Of several look-ups at
 * the same time the one that began last counts.
 */
export async function check(kernel: Kernel, hub: Hub, socket: LiveSocket): Promise<void> {
  const turn = ++socket.checks;
  const header = (name: string) => (name === 'cookie' ? socket.cookie : undefined);
  const request: HttpRequest = { id: socket.workspaceId, header, address: socket.agent };
  const identity = await identify(kernel, request, { t: 'hello', as: 'staff' });
  if (turn !== socket.checks) return;
  socket.checkedAt = kernel.now().getTime();
  if (identity?.actor.kind !== 'person' || identity.workspaceId !== socket.workspaceId) {
    // The same browser may hold a newer session by now; coming back tells. Its answer may still be on the way.
    dismiss(socket, { reason: 'restart', retryInMs: 700 });
    return;
  }
  const isSame = JSON.stringify(identity.actor) === JSON.stringify(socket.actor);
  if (isSame) return;
  socket.actor = identity.actor;
  socket.typesIn = undefined;
  const had = new Set(socket.topics.keys());
  const allowed = await allowedTopics(kernel, socket, [...had]);
  // What was asked for meanwhile was decided about whom the socket belongs to now.
  const kept = [...socket.topics].filter(([topic]) => !had.has(topic));
  hub.watch(socket, new Map([...allowed].filter(([topic]) => socket.topics.has(topic)).concat(kept)));
}

/** A person's role, teams or session changed: each of their sockets is looked at again. */
export async function checkPerson(kernel: Kernel, hub: Hub, personId: Id): Promise<void> {
  const theirs = [...hub.sockets()].filter(({ actor }) => actor.kind === 'person' && actor.id === personId);
  await Promise.all(
    theirs.map((socket) =>
      check(kernel, hub, socket).catch((error: unknown) => {
        kernel.log.warn({ error: describeError(error) }, 'could not check a socket again');
        dismiss(socket, { reason: 'restart', retryInMs: 1_000 });
      }),
    ),
  );
}

/** Looks at every desk's socket now and then, one by one: sessions also end by time, of which no event tells. */
export function startSweep(kernel: Kernel, hub: Hub): () => void {
  let isBusy = false;
  const sweep = async () => {
    if (isBusy) return;
    isBusy = true;
    try {
      for (const socket of [...hub.sockets()]) {
        const ageMs = Math.abs(kernel.now().getTime() - socket.checkedAt);
        if (socket.actor.kind === 'person' && ageMs > checkEveryMs) await check(kernel, hub, socket);
      }
    } catch {
      // The database does not answer, so nothing new is told either; the next sweep asks again.
    } finally {
      isBusy = false;
    }
  };
  const timer = setInterval(() => void sweep(), sweepMs);
  return () => clearInterval(timer);
}
