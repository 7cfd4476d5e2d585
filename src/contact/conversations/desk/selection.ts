import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { RowData } from './ConversationRow.tsx';

export interface Selection {
  rows: ReadonlyMap<string, RowData>;
  /** Selects or lets go of one row; with `reach` all from the one touched last to it. */
  mark(index: number, on: boolean, reach?: boolean): void;
  add(rows: readonly RowData[]): void;
  clear(): void;
}

/** Which rows of a list are selected. They stay selected when they leave the view, until they are let go of. */
export function useSelection(shown: readonly RowData[]): Selection {
  const [marked, setMarked] = useState<ReadonlyMap<string, RowData>>(new Map());
  const lastId = useRef<string>(undefined);
  const latest = useRef(shown);
  useEffect(() => {
    latest.current = shown;
  });
  const change = useCallback((touched: readonly RowData[], on: boolean) => {
    setMarked((old) => {
      const next = new Map(old);
      for (const row of touched) {
        if (on) next.set(row.id, row);
        else next.delete(row.id);
      }
      return next;
    });
  }, []);
  // The same function throughout: a new one would draw every row of the list again.
  const mark = useCallback(
    (index: number, on: boolean, reach = false) => {
      const all = latest.current;
      const row = all[index];
      if (!row) return;
      const from = reach ? all.findIndex((one) => one.id === lastId.current) : -1;
      const touched = from < 0 ? [row] : all.slice(Math.min(from, index), Math.max(from, index) + 1);
      change(touched, reach || on);
      lastId.current = row.id;
    },
    [change],
  );
  return {
    rows: useMemo(() => renewed(marked, shown), [marked, shown]),
    mark,
    add: (more) => change(more, true),
    clear: () => setMarked(new Map()),
  };
}

/** What is shown now is newer than what was marked. */
function renewed(marked: ReadonlyMap<string, RowData>, shown: readonly RowData[]): ReadonlyMap<string, RowData> {
  if (marked.size === 0) return marked;
  const newest = new Map(shown.map((row) => [row.id, row]));
  return new Map([...marked].map(([id, row]) => [id, newest.get(id) ?? row]));
}
