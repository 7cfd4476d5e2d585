import { t } from '@lingui/core/macro';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, type SyntheticEvent, useCallback, useEffect, useMemo, useRef } from 'react';
import { useData } from '#kernel/web/hooks.tsx';
import { useActions } from '#kernel/web/shell/actions.ts';
import { useAppearance } from '#kernel/web/ui/appearance.ts';
import { classNames } from '#kernel/web/ui/class-names.ts';
import { ConversationRow, type RowData, type RowNames } from './ConversationRow.tsx';
import { useColleagues } from './colleagues.ts';
import { useDraftMarks } from './drafts.ts';
import { useRowClocks } from './row-clocks.ts';
import type { Selection } from './selection.ts';
import { useTags } from './tags.ts';
import { fetchAhead } from './thread.ts';

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

/** The names of colleagues, teams and tags: asked for once, for all rows. */
function useNames(): RowNames {
  const { personOf, teamOf } = useColleagues();
  const { namesOf } = useTags();
  return useMemo(() => ({ personOf, teamOf, namesOf }), [personOf, teamOf, namesOf]);
}

/** Who stays so long (ms) at a row may well open it; who runs past asks for nothing. */
const lingerMs = 80;

/** Fetches the conversation at which the reader stays, by key or by pointer, so that opening it waits for nothing. */
function useAhead(rows: readonly RowData[]): (event: SyntheticEvent) => void {
  const data = useData();
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(waiting.current), []);
  return ({ target }) => {
    const at = target instanceof Element && target.closest<HTMLElement>('[data-index]')?.dataset.index;
    const row = rows[Number(at || Number.NaN)];
    clearTimeout(waiting.current);
    if (row) waiting.current = setTimeout(() => fetchAhead(data, row.id), lingerMs);
  };
}

/**
 * Only the rows on screen are drawn; the next page comes before the end is reached. `j` and `k` move the focus, `x`
 * selects where it is, and with Shift everything up to there.
 */
export function Rows({ rows, view, label, order, openId, hasMore, onMore, selection, isSelecting }: RowsProps) {
  const list = useRef<HTMLDivElement>(null);
  const { density } = useAppearance();
  // A new function would have all ten thousand places reckoned anew, with every step of scrolling.
  const keyOf = useCallback((index: number) => rows[index]?.id ?? index, [rows]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => list.current,
    estimateSize: () => (density === 'comfortable' ? 85 : 77),
    getItemKey: keyOf,
    overscan: 6,
  });
  const shown = virtual.getVirtualItems();
  const lastShown = shown.at(-1)?.index ?? 0;
  const names = useNames();
  const draftOf = useDraftMarks();
  const clockOf = useRowClocks(rows, shown[0]?.index ?? 0, lastShown);
  useEffect(() => {
    if (hasMore && lastShown >= rows.length - 12) onMore();
  }, [hasMore, lastShown, rows.length, onMore]);

  const linger = useAhead(rows);
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
  const select = selection?.mark;
  const onMark = useMemo(
    () => select && ((index: number, on: boolean) => select(index, on, isReaching.current)),
    [select],
  );
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
    <div
      ref={list}
      className={classNames('list virtual', isSelecting && 'selecting')}
      onClickCapture={noticeShift}
      onFocusCapture={linger}
      onPointerOverCapture={linger}
    >
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
                draft={draftOf(row.id)}
                names={names}
                isMarked={selection?.rows.has(row.id) ?? false}
                onMark={onMark}
              />
            )
          );
        })}
      </ul>
    </div>
  );
}
