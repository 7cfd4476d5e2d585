import { useState } from 'react';
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
  const [lastId, setLastId] = useState<string>();
  // What is shown now is newer than what was marked.
  const newest = new Map(shown.map((row) => [row.id, row]));
  const rows = new Map([...marked].map(([id, row]) => [id, newest.get(id) ?? row]));
  const change = (touched: readonly RowData[], on: boolean) =>
    setMarked((old) => {
      const next = new Map(old);
      for (const row of touched) {
        if (on) next.set(row.id, row);
        else next.delete(row.id);
      }
      return next;
    });
  return {
    rows,
    mark: (index, on, reach = false) => {
      const row = shown[index];
      if (!row) return;
      const from = reach ? shown.findIndex((one) => one.id === lastId) : -1;
      const touched = from < 0 ? [row] : shown.slice(Math.min(from, index), Math.max(from, index) + 1);
      change(touched, reach || on);
      setLastId(row.id);
    },
    add: (more) => change(more, true),
    clear: () => setMarked(new Map()),
  };
}
