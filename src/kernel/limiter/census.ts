import { networkOf } from '#kernel/server/http/request.ts';
import { Problem } from '#kernel/server/problem.ts';

const perVisitor = 10;

/** How many sockets are open of whom. Those of staff are counted only until they have said who they are. */
export interface Census {
  /** False when this network has as many as it may. */
  hasRoom(address: string): boolean;
  /** Counts a connection of a stranger; the result ends it, or says whose it turned out to be. */
  enter(address: string): Entry;
}
export interface Entry {
  isStaff(): void;
  /** @throws Problem limit.too_many */
  isVisitor(visitId: string): void;
  leave(): void;
}

/** Counts open sockets by network and by visitor. */
export function createCensus(perNetwork: number): Census {
  const counts = new Map<string, number>();
  const add = (key: string, change: 1 | -1) => {
    const count = (counts.get(key) ?? 0) + change;
    if (count > 0) counts.set(key, count);
    else counts.delete(key);
  };
  return {
    hasRoom: (address) => (counts.get(networkOf(address)) ?? 0) < perNetwork,
    enter: (address) => {
      const held = new Set([networkOf(address)]);
      for (const key of held) add(key, 1);
      const leave = () => {
        for (const key of held) add(key, -1);
        held.clear();
      };
      return {
        isStaff: leave,
        isVisitor: (visitId) => {
          if ((counts.get(visitId) ?? 0) >= perVisitor) {
            const detail = `A visitor may have ${perVisitor} connections at once. Close another page of this shop.`;
            throw new Problem('limit.too_many', detail, { retryAfterS: 30 });
          }
          held.add(visitId);
          add(visitId, 1);
        },
        leave,
      };
    },
  };
}
