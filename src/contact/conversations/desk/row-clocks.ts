import { useMemo } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import type { Promised } from '#kernel/web/ui/clock-reading.ts';

type Owed = OutputOf<'promises.of'>['promises'][number];

/** The clock of a row, as the clocks of the desk read it. */
export type RowClock = Promised;

/** What a row without a clock hands to the hook that ticks. */
export const noClock: RowClock = { dueAt: 8_640_000_000_000_000, pausedAt: 0 };

/** How many rows are asked for together; at most 100 in one question. */
const step = 25;

/** What is due first comes first; what is paused only where nothing runs. Null: nothing is owed. */
export function nextClock(owed: readonly Owed[]): RowClock | null {
  const open = owed.filter((one) => one.endedAt === null);
  const running = open.filter((one) => one.state !== 'paused');
  const [next] = (running.length > 0 ? running : open).toSorted((a, b) => a.dueAt.localeCompare(b.dueAt));
  if (!next) return null;
  const { dueAt, startedAt, warnAt, pausedAt, pausedFor } = next;
  return { dueAt, startedAt, warnAt, pausedAt, pausedFor: pausedFor ?? undefined };
}

function nextClocks(promises: readonly Owed[]): Map<string, RowClock | null> {
  const bySubject = new Map<string, Owed[]>();
  for (const one of promises) {
    const others = bySubject.get(one.subjectId);
    if (others) others.push(one);
    else bySubject.set(one.subjectId, [one]);
  }
  return new Map([...bySubject].map(([id, owed]) => [id, nextClock(owed)]));
}

/**
 * The next clock of every row around those on screen, asked for together. The ids are sorted, so that a conversation
 * that moves up in the list asks nothing anew.
 */
export function useRowClocks(
  rows: readonly { id: string }[],
  first: number,
  last: number,
): (id: string) => RowClock | null | undefined {
  const { can } = useSession();
  const from = Math.floor(first / step) * step;
  const ids = rows.slice(from, Math.min(from + 100, Math.ceil((last + 1) / step) * step));
  const subjectIds = ids
    .map((row) => row.id)
    .sort()
    .join();
  const may = can('promises.list');
  const query = useQueryOf('promises.of', may && subjectIds !== '' ? { subjectIds } : null, { keep: true });
  const owed = query.data?.promises;
  const clocks = useMemo(() => nextClocks(owed ?? []), [owed]);
  // A kept answer may be about other rows: what it does not name is only known once the new one is there.
  const isKnown = !may || query.error !== null || (query.data !== undefined && !query.isPlaceholderData);
  return (id) => {
    const clock = clocks.get(id);
    return clock === undefined && isKnown ? null : clock;
  };
}

/** The clock of one conversation that is due next: the same question as the card of what we owe asks. */
export function useNextClock(conversationId: string): RowClock | null {
  const { can } = useSession();
  const owed = useQueryOf('promises.on', can('promises.list') ? { subjectId: conversationId } : null).data;
  return owed ? nextClock(owed.promises) : null;
}
