import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useActions } from '#kernel/web/shell/actions.ts';
import { useAppearance } from '#kernel/web/ui/appearance.ts';
import { ConversationRow, type RowData } from './ConversationRow.tsx';
import { useRowClocks } from './row-clocks.ts';

type RowsProps = {
  rows: readonly RowData[];
  view: string;
  label: string;
  openId: string | undefined;
  hasMore: boolean;
  onMore: () => void;
};

/** Only the rows on screen are drawn; the next page comes before the end is reached. `j` and `k` move the focus. */
export function Rows({ rows, view, label, openId, hasMore, onMore }: RowsProps) {
  const list = useRef<HTMLDivElement>(null);
  const { density } = useAppearance();
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => list.current,
    estimateSize: () => (density === 'comfortable' ? 85 : 77),
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 6,
  });
  const shown = virtual.getVirtualItems();
  const lastShown = shown.at(-1)?.index ?? 0;
  const clockOf = useRowClocks(rows, shown[0]?.index ?? 0, lastShown);
  useEffect(() => {
    if (hasMore && lastShown >= rows.length - 12) onMore();
  }, [hasMore, lastShown, rows.length, onMore]);

  const linkAt = (index: number) => list.current?.querySelector<HTMLElement>(`[data-index="${index}"] > a`);
  const move = (by: 1 | -1) => {
    const focused = list.current?.querySelector<HTMLElement>('[data-index]:focus-within')?.dataset.index;
    const open = rows.findIndex((row) => row.id === openId);
    const from = focused === undefined ? open : Number(focused);
    const to = Math.max(0, Math.min(rows.length - 1, from + by));
    virtual.scrollToIndex(to);
    const link = linkAt(to);
    if (link) link.focus();
    else requestAnimationFrame(() => linkAt(to)?.focus());
  };
  useActions([
    { label: 'next conversation', key: 'j', group: 'List', keyOnly: true, run: () => move(1) },
    { label: 'previous conversation', key: 'k', group: 'List', keyOnly: true, run: () => move(-1) },
  ]);

  const before = shown[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0);
  return (
    <div ref={list} className="list virtual">
      <ul aria-label={`${label}, newest first`} style={{ paddingBlockStart: before, paddingBlockEnd: after }}>
        {shown.map(({ index, key }) => {
          const row = rows[index];
          return (
            row && (
              <ConversationRow
                key={key}
                ref={virtual.measureElement}
                index={index}
                row={row}
                view={view}
                isOpen={row.id === openId}
                clock={clockOf(row.id)}
              />
            )
          );
        })}
      </ul>
    </div>
  );
}
