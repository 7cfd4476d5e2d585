import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { lazy, Suspense, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useData, usePagesOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Kbd } from '#kernel/web/ui/Kbd.tsx';
import { Notice } from '#kernel/web/ui/Notice.tsx';
import { useNow } from '#kernel/web/ui/now.ts';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import type { SavedView } from '../contract.ts';
import { useBulkRun } from './bulk.ts';
import type { RowData } from './ConversationRow.tsx';
import { EmptyView } from './EmptyView.tsx';
import { ListHead, sortWords } from './ListHead.tsx';
import { Rows } from './Rows.tsx';
import { useSavedView } from './saved-views.ts';
import { useSelection } from './selection.ts';
import { chooseSort, useSort } from './sort.ts';
import { type ViewEntry, viewInput } from './views.ts';

const BulkBar = lazy(() => import('./BulkBar.tsx').then((part) => ({ default: part.BulkBar })));
const BulkProgress = lazy(() => import('./BulkProgress.tsx').then((part) => ({ default: part.BulkProgress })));

const noRows: readonly RowData[] = [];

type ConversationListProps = {
  view: string;
  label: string;
  views: ViewEntry[];
  openId: string | undefined;
  onNew: () => void;
  onNext: () => void;
  onEdit: (view: SavedView | 'new') => void;
};

/** What falls due soon changes as time passes, and nothing hints at that. */
function useTime(saved: SavedView | undefined): void {
  const { queries } = useData();
  const minute = useNow(60_000);
  const last = useRef(minute);
  const isTimed = saved?.rule.conditions.some((one) => one.on === 'due_within') ?? false;
  useEffect(() => {
    if (!isTimed || last.current === minute) return;
    last.current = minute;
    void queries.invalidateQueries({ queryKey: ['conversations.list'] });
  }, [isTimed, minute, queries]);
}

/** What about the conditions of a view no longer holds. */
function Troubles({ saved, onEdit }: { saved: SavedView; onEdit: (view: SavedView) => void }) {
  if (saved.troubles.length === 0) return null;
  return (
    <div className="view-troubles">
      <Notice state="warn" title={t`A condition of this view has changed.`}>
        {saved.troubles.map((words) => (
          <p key={words}>{words}</p>
        ))}
        {saved.mayChange && (
          <button type="button" className="btn small" onClick={() => onEdit(saved)}>
            {t`Change the view`}
          </button>
        )}
      </Notice>
    </div>
  );
}

function Keys({ maySelect }: { maySelect: boolean }) {
  return (
    <div className="wide line meta list-keys">
      <Trans>
        <Kbd>j</Kbd>
        <Kbd>k</Kbd> move <Kbd>⏎</Kbd> open
      </Trans>
      {maySelect && (
        <>
          {' '}
          <Trans>
            <Kbd>x</Kbd> select
          </Trans>
        </>
      )}
      <span className="end line">
        <Trans>
          <Kbd>?</Kbd> all keys
        </Trans>
      </span>
    </div>
  );
}

/** The conversations of a view. */
export function ConversationList(props: ConversationListProps) {
  const { view, label, views, openId, onNew, onNext, onEdit } = props;
  const { can } = useSession();
  const saved = useSavedView(view);
  const sort = useSort(view, saved?.sort);
  const { pages, problem, hasMore, more, again } = usePagesOf('conversations.list', { ...viewInput(view), sort });
  const rows = useMemo(() => pages?.flatMap((page) => page.conversations), [pages]);
  const selection = useSelection(rows ?? noRows);
  // The mark in the row shows at once; the bar of buttons comes a moment later.
  const marked = useDeferredValue(selection.rows);
  const run = useBulkRun();
  const maySelect = can('conversations.assign');
  const [isSelecting, setSelecting] = useState(false);
  useTime(saved);
  return (
    <section className="col first" aria-label={t`Conversations`}>
      <ListHead
        {...{ view, label, views, saved, sort, onNew, onNext, onEdit }}
        onSort={(next) => chooseSort(view, next)}
        onSelect={maySelect ? () => setSelecting(!isSelecting) : undefined}
      />
      {saved && <Troubles saved={saved} onEdit={onEdit} />}
      {!rows && problem && <Trouble problem={problem} again={again} />}
      {!rows && !problem && (
        <div className="list">
          <Skeleton label={t`Loading conversations`} shape="rows" rows={8} />
        </div>
      )}
      {rows?.length === 0 && <EmptyView view={view} onNew={onNew} />}
      {rows && rows.length > 0 && (
        <Rows
          {...{ rows, view, label, openId, hasMore }}
          order={sortWords[sort].order}
          onMore={more}
          selection={maySelect ? selection : undefined}
          isSelecting={isSelecting}
        />
      )}
      <Suspense fallback={null}>
        {run && <BulkProgress view={view} />}
        {maySelect && marked.size > 0 && <BulkBar view={view} selection={{ ...selection, rows: marked }} />}
      </Suspense>
      <Keys maySelect={maySelect} />
    </section>
  );
}
