import { t } from '@lingui/core/macro';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, useEffect, useRef } from 'react';
import { useActions } from '#kernel/web/shell/actions.ts';
import { useAppearance } from '#kernel/web/ui/appearance.ts';
import { classNames } from '#kernel/web/ui/class-names.ts';
import { ConversationRow, type RowData } from './ConversationRow.tsx';
import { useRowClocks } from './row-clocks.ts';
import type { Selection } from './selection.ts';

type RowsProps = {
  rows: readonly RowData[];
  view: string;
  label: string;
  openId: string | undefined;
  order: string;
  hasMore: boolean;
  onMore: () => void;
  /** Absent where the reader may change nothing. */
  selection: Selection | undefined;
  /** The boxes are shown without pointing at a row, as on a phone. */
  isSelecting: boolean;
};

/**
 * Only the rows on screen are drawn; the next page comes before the end is reached. `j` and `k` move the focus, `x`
 * selects where it is, and with Shift everything up to there.
 */
export function Rows({ rows, view, label, order, openId, hasMore, onMore, selection, isSelecting }: RowsProps) {
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
  const here = () => {
    const focused = list.current?.querySelector<HTMLElement>('[data-index]:focus-within')?.dataset.index;
    return focused === undefined ? rows.findIndex((row) => row.id === openId) : Number(focused);
  };
  // A box says that it changed, not whether Shift was held; the click before it does.
  const isReaching = useRef(false);
  const noticeShift = (event: MouseEvent) => {
    isReaching.current = event.shiftKey;
  };
  const toggle = (reach: boolean) => {
    const index = here();
    const row = rows[index];
    if (row) selection?.mark(index, !selection.rows.has(row.id), reach);
  };
  const move = (by: 1 | -1) => {
    const from = here();
    const to = Math.max(0, Math.min(rows.length - 1, from + by));
    virtual.scrollToIndex(to);
    const link = linkAt(to);
    if (link) link.focus();
    else requestAnimationFrame(() => linkAt(to)?.focus());
  };
  useActions([
    { label: t`next conversation`, key: 'j', group: t`List`, keyOnly: true, run: () => move(1) },
    { label: t`previous conversation`, key: 'k', group: t`List`, keyOnly: true, run: () => move(-1) },
    ...(selection
      ? [
          { label: t`select`, key: 'x', group: t`List`, keyOnly: true, run: () => toggle(false) },
          { label: t`select up to here`, key: 'X', group: t`List`, keyOnly: true, run: () => toggle(true) },
        ]
      : []),
  ]);

  const before = shown[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0);
  return (
    <div ref={list} className={classNames('list virtual', isSelecting && 'selecting')} onClickCapture={noticeShift}>
      <ul aria-label={`${label}, ${order}`} style={{ paddingBlockStart: before, paddingBlockEnd: after }}>
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
                isMarked={selection?.rows.has(row.id) ?? false}
                onMark={selection && ((on) => selection.mark(index, on, isReaching.current))}
              />
            )
          );
        })}
      </ul>
    </div>
  );
}
