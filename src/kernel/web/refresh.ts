import type { Query, QueryClient } from '@tanstack/react-query';

/** Name, input and the subjects on which the answer depends. */
export type QueryKeyOf = readonly [name: string, input: unknown, subjects: readonly string[]];

/** Whether a cached answer depends on one of the hinted subjects. */
export function isHinted(key: readonly unknown[], hinted: ReadonlySet<string>): boolean {
  const subjects = key[2];
  return Array.isArray(subjects) && subjects.some((subject) => hinted.has(subject));
}

export interface Refresher {
  /** Fetches again what is on screen and depends on these subjects; the rest of it is marked as old. */
  hint(subjects: readonly string[]): void;
  /** Everything, after a break that was too long to be told in hints. */
  all(): void;
}

/** A list under constant change is fetched at most this often (ms); jittered, so that fifty desks do not ask as one. */
const pause = () => 500 + Math.random() * 300;

/** Keeps cached answers true. One request a query at a time; a hint during a request leads to one more after it. */
export function createRefresher(queries: QueryClient, gapMs: () => number = pause): Refresher {
  const lastAt = new Map<string, number>();
  const planned = new Set<string>();

  async function fetchAgain(query: Query): Promise<void> {
    planned.delete(query.queryHash);
    if (!query.isActive()) return;
    lastAt.set(query.queryHash, Date.now());
    // What is on its way may have been read before the change, so it does not count.
    await query.promise?.catch(() => undefined);
    await queries.refetchQueries({ queryKey: query.queryKey, exact: true }, { cancelRefetch: false });
  }

  function plan(query: Query): void {
    query.invalidate();
    if (!query.isActive() || planned.has(query.queryHash)) return;
    planned.add(query.queryHash);
    const due = (lastAt.get(query.queryHash) ?? 0) + gapMs();
    setTimeout(() => void fetchAgain(query), Math.max(0, due - Date.now()));
  }

  return {
    hint(subjects) {
      const hinted = new Set(subjects);
      for (const query of queries.getQueryCache().findAll()) if (isHinted(query.queryKey, hinted)) plan(query);
    },
    all() {
      for (const query of queries.getQueryCache().findAll()) if (query.state.dataUpdatedAt > 0) plan(query);
    },
  };
}
