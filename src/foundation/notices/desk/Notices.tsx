import { t } from '@lingui/core/macro';
import './notices.css';
import IconBell from '@tabler/icons-react/dist/esm/icons/IconBell.mjs';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { usePagesOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { useActions } from '#kernel/web/shell/actions.ts';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Segments } from '#kernel/web/ui/Tabs.tsx';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { focusedNotice, moveFocus } from './line-keys.ts';
import { NoticeLines } from './NoticeLines.tsx';
import { useNoticeActions } from './use-notices.ts';

type Show = 'all' | 'unread' | 'unanswered';

const empty: Record<Show, { title: string; words: string }> = {
  all: {
    title: t`No notices yet`,
    words: t`You hear here of promises that are due or broken, of approvals, and of whatever else you should know.`,
  },
  unread: { title: t`All read`, words: t`New notices appear here by themselves.` },
  unanswered: {
    title: t`Nothing waits for your answer`,
    words: t`What asks you to acknowledge it or to act stands here.`,
  },
};

/** Everything that came to the reader, a page at a time. */
export function Notices() {
  const { person } = useSession();
  const [show, setShow] = useState<Show>('all');
  const list = useRef<HTMLDivElement>(null);
  const actions = useNoticeActions();
  const { pages, problem, hasMore, more, again } = usePagesOf('notices.list', { personId: person.id, show });
  const notices = pages?.flatMap((page) => page.notices);
  const [newest] = notices ?? [];
  const withFocused = (act: typeof actions.answer) => () => {
    const notice = notices?.find((one) => one.id === focusedNotice());
    if (notice) act(notice);
  };
  const group = t`Notices`;
  useActions([
    { label: t`Next notice`, key: 'j', group, keyOnly: true, run: () => moveFocus(list, 1) },
    { label: t`Previous notice`, key: 'k', group, keyOnly: true, run: () => moveFocus(list, -1) },
    { label: t`Mark as read`, key: 'e', group, keyOnly: true, run: withFocused(actions.readOne) },
    { label: t`Acknowledge, or say it is done`, key: 'a', group, keyOnly: true, run: withFocused(actions.answer) },
  ]);
  const readAll = newest && notices?.some((one) => !one.readAt) && (
    <Button disabled={actions.busy} onClick={() => actions.readAll(newest)}>
      {t`Mark all as read`}
    </Button>
  );
  return (
    <Page title={t`Notices`} actions={readAll}>
      <div className="line wrap">
        <Segments
          label={t`Which notices`}
          value={show}
          onChange={setShow}
          options={[
            { value: 'all', label: t`All` },
            { value: 'unread', label: t`Unread` },
            { value: 'unanswered', label: t`To answer` },
          ]}
        />
        <Link to="/settings/notices" className="end">
          {t`What comes to me`}
        </Link>
      </div>
      {problem && <Trouble problem={problem} again={again} />}
      {!notices && !problem && <Skeleton label={t`Loading notices`} shape="rows" rows={6} />}
      {notices?.length === 0 && (
        <Empty icon={IconBell} title={empty[show].title}>
          {empty[show].words}
        </Empty>
      )}
      {notices && notices.length > 0 && (
        <div ref={list} className="notice-page">
          <NoticeLines notices={notices} actions={actions} />
        </div>
      )}
      {hasMore && (
        <div>
          <Button onClick={more}>{t`Show older ones`}</Button>
        </div>
      )}
    </Page>
  );
}
