import { t } from '@lingui/core/macro';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useData, useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { useNow } from '#kernel/web/ui/now.ts';
import { Count } from '#kernel/web/ui/Small.tsx';
import { useColleagues } from './colleagues.ts';
import { useSavedViews } from './saved-views.ts';
import { TakingSwitch, useTaking } from './TakingSwitch.tsx';
import { countWord, type ViewEntry, viewEntries } from './views.ts';

/** Views about what falls due change as time passes; nothing hints at that, so they are counted anew each minute. */
function useMinutes(isTimed: boolean): void {
  const { queries } = useData();
  const minute = useNow(60_000);
  const last = useRef(minute);
  useEffect(() => {
    if (!isTimed || last.current === minute) return;
    last.current = minute;
    void queries.invalidateQueries({ queryKey: ['conversations.view-counts'] });
  }, [isTimed, minute, queries]);
}

/** The views of the inbox with their counts. */
export function useViews(): ViewEntry[] {
  const { can } = useSession();
  const counts = useQueryOf('conversations.counts', {}).data;
  const saved = useSavedViews();
  const mayCount = can('conversations.list_views') && saved.length > 0;
  const savedCounts = useQueryOf('conversations.view-counts', mayCount ? {} : null).data?.counts;
  useMinutes(saved.some((view) => view.rule.conditions.some((one) => one.on === 'due_within')));
  return viewEntries(useColleagues().teams, counts, saved, savedCounts);
}

function Views({ views, current, label }: { views: ViewEntry[]; current: string | undefined; label: string }) {
  return (
    <ul aria-label={label}>
      {views.map(({ name, label, count, uncounted }) => (
        <li key={name}>
          <Link
            to="/inbox/$view"
            params={{ view: name }}
            aria-current={name === current ? 'true' : undefined}
            activeProps={{}}
          >
            <span className="cut" dir="auto">
              {label}
            </span>
            {count !== undefined && <Count value={countWord(count)} />}
            {uncounted && (
              <span className="count" title={uncounted}>
                –<span className="hide"> {uncounted}</span>
              </span>
            )}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** The views as links under "Inbox" in the rail; those that people made stand below the others. */
export function ViewLinks() {
  const { view } = useParams({ strict: false }) as { view?: string };
  const views = useViews();
  const saved = views.filter((one) => one.isSaved);
  const isShared = useTaking()?.isUsed ?? false;
  return (
    <>
      <Views views={views.filter((one) => !one.isSaved)} current={view} label={t`Inbox`} />
      {saved.length > 0 && (
        <>
          <p className="meta views-head" aria-hidden="true">
            {t`Views`}
          </p>
          <Views views={saved} current={view} label={t`Views`} />
        </>
      )}
      {isShared && (
        <div className="taking">
          <TakingSwitch />
        </div>
      )}
    </>
  );
}

/** How many of mine I have not read. */
export function UnreadCount() {
  const unread = useQueryOf('conversations.counts', {}).data?.mineUnread ?? 0;
  return unread > 0 ? <Count value={countWord(unread)} fresh of="unread" /> : null;
}
