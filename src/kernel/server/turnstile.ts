import type { Id } from '#kernel/contract/ids.ts';
import { unavailable } from './problem.ts';

/** A place at the end of a workspace's writes; `work` runs when there is room. */
export type Turnstile = <T>(workspaceId: Id | undefined, work: () => Promise<T>) => Promise<T>;

interface Lane {
  inside: number;
  waiting: (() => void)[];
}

/**
 * Lets `room` writes of one workspace commit at once in this process, the others in the order of their coming. The
 * stream's lock takes them one by one in any case; a queue that forms here costs nothing, one that forms at the lock
 * makes PostgreSQL wake and check all who wait at every commit. The second one keeps the lock busy while the answer
 * to the first travels. Nobody is held up for ever: `work` has a time limit of its own (a query's), and whoever has
 * waited `patienceMs` is told to come back.
 * @throws Problem service.unavailable
 */
export function createTurnstile(room: number, patienceMs: number): Turnstile {
  const lanes = new Map<Id, Lane>();
  const enter = (lane: Lane) =>
    new Promise<void>((resolve, reject) => {
      const pass = () => {
        clearTimeout(timer);
        lane.inside++;
        resolve();
      };
      const timer = setTimeout(() => {
        lane.waiting.splice(lane.waiting.indexOf(pass), 1);
        reject(unavailable());
      }, patienceMs);
      lane.waiting.push(pass);
    });
  return async (workspaceId, work) => {
    if (workspaceId === undefined) return work();
    const lane = lanes.get(workspaceId) ?? { inside: 0, waiting: [] };
    lanes.set(workspaceId, lane);
    if (lane.inside < room) lane.inside++;
    else await enter(lane);
    try {
      return await work();
    } finally {
      lane.inside--;
      lane.waiting.shift()?.();
      if (lane.inside === 0) lanes.delete(workspaceId);
    }
  };
}
