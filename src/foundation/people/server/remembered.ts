import type { Identity } from '#kernel/server/actor.ts';
import type { Kernel } from '#kernel/server/kernel.ts';

/** Another process may have ended the session; its answer must be known here within a second. */
const keptMs = 800;
const most = 2_000;

interface Memory {
  byHash: Map<string, { identity: Identity; askedAt: number }>;
  /** Grows when everything is forgotten: an answer asked for earlier is no longer kept. */
  age: number;
}

const memories = new WeakMap<Kernel, Memory>();

function memoryOf(kernel: Kernel): Memory {
  const known = memories.get(kernel) ?? { byHash: new Map(), age: 0 };
  memories.set(kernel, known);
  return known;
}

/** Whom this cookie meant a moment ago; undefined when that must be asked again. */
export function recall(kernel: Kernel, hash: Buffer): Identity | undefined {
  const kept = memoryOf(kernel).byHash.get(hash.toString('base64'));
  return kept && Math.abs(kernel.now().getTime() - kept.askedAt) < keptMs ? kept.identity : undefined;
}

/** To be called before the database is asked; the result keeps the answer, unless all was forgotten in between. */
export function remember(kernel: Kernel, hash: Buffer): (identity: Identity) => Identity {
  const memory = memoryOf(kernel);
  const { age } = memory;
  const askedAt = kernel.now().getTime();
  return (identity) => {
    if (memory.byHash.size >= most) memory.byHash.clear();
    if (memory.age === age) memory.byHash.set(hash.toString('base64'), { identity, askedAt });
    return identity;
  };
}

/** After each write that may have changed who somebody is. Such writes are rare, so all is forgotten. */
export function forgetSessions(kernel: Kernel): void {
  const memory = memoryOf(kernel);
  memory.byHash.clear();
  memory.age++;
}
