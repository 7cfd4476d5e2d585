import { Link, useParams } from '@tanstack/react-router';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { Count } from '#kernel/web/ui/Small.tsx';
import { useColleagues } from './colleagues.ts';
import { countWord, type ViewEntry, viewEntries } from './views.ts';

/** The views of the inbox with their counts. */
export function useViews(): ViewEntry[] {
  const counts = useQueryOf('conversations.counts', {}).data;
  return viewEntries(useColleagues().teams, counts);
}

/** The views as links under "Inbox" in the rail. */
export function ViewLinks() {
  const { view } = useParams({ strict: false }) as { view?: string };
  return (
    <ul>
      {useViews().map(({ name, label, count }) => (
        <li key={name}>
          <Link
            to="/inbox/$view"
            params={{ view: name }}
            aria-current={name === view ? 'true' : undefined}
            activeProps={{}}
          >
            <span className="cut" dir="auto">
              {label}
            </span>
            {count !== undefined && <Count value={countWord(count)} />}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** How many of mine I have not read. */
export function UnreadCount() {
  const unread = useQueryOf('conversations.counts', {}).data?.mineUnread ?? 0;
  return unread > 0 ? <Count value={countWord(unread)} fresh of="unread" /> : null;
}
