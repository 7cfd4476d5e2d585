import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './notices.css';
import IconBell from '@tabler/icons-react/dist/esm/icons/IconBell.mjs';
import { Link } from '@tanstack/react-router';
import { type RefObject, useEffect, useRef } from 'react';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { ScrollBox } from '#kernel/web/ui/ScrollBox.tsx';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { focusedNotice, isPlainKey, moveFocus } from './line-keys.ts';
import { NoticeLines } from './NoticeLines.tsx';
import { type Notice, type NoticeActions, useNoticeActions } from './use-notices.ts';

const shown = 20;

function usePanelKeys(list: RefObject<HTMLElement | null>, notices: readonly Notice[], actions: NoticeActions): void {
  const latest = useRef({ notices, actions });
  useEffect(() => {
    latest.current = { notices, actions };
  });
  const hasCome = notices.length > 0;
  useEffect(() => {
    if (hasCome) moveFocus(list, 1);
  }, [hasCome, list]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !isPlainKey(event)) return;
      const notice = latest.current.notices.find((one) => one.id === focusedNotice());
      if (event.key === 'j') moveFocus(list, 1);
      else if (event.key === 'k') moveFocus(list, -1);
      else if (event.key === 'e' && notice) latest.current.actions.readOne(notice);
      else if (event.key === 'a' && notice) latest.current.actions.answer(notice);
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [list]);
}

/** What came lately, beside the bell. j and k move, e marks as read, a answers. */
export function Panel({ onClose }: { onClose: () => void }) {
  const { person } = useSession();
  const list = useRef<HTMLElement>(null);
  const actions = useNoticeActions();
  const query = useQueryOf('notices.list', { personId: person.id, limit: shown });
  const notices = query.data?.notices ?? [];
  const [newest] = notices;
  const hasUnread = notices.some((notice) => !notice.readAt);

  usePanelKeys(list, notices, actions);
  return (
    <div className="notice-panel">
      <div className="line notice-panel-head">
        <h2 className="grow">{t`Notices`}</h2>
        {newest && hasUnread && (
          <Button size="small" kind="quiet" disabled={actions.busy} onClick={() => actions.readAll(newest)}>
            {t`Mark all as read`}
          </Button>
        )}
      </div>
      <ScrollBox label={t`Latest notices`} className="notice-scroll" ref={list}>
        {query.error && <Trouble problem={query.error} again={() => void query.refetch()} />}
        {query.isLoading && <Skeleton label={t`Loading notices`} shape="rows" rows={4} />}
        {query.data && notices.length === 0 && (
          <Empty icon={IconBell} title={t`Nothing to tell you`}>
            <Trans>
              You hear here of promises that are due or broken, of approvals, and of whatever else you should know.
            </Trans>
          </Empty>
        )}
        <NoticeLines notices={notices} actions={actions} onFollow={onClose} />
      </ScrollBox>
      <div className="line notice-panel-foot">
        <Link to="/notices" onClick={onClose}>
          {t`All notices`}
        </Link>
        <Link to="/settings/notices" onClick={onClose} className="end">
          {t`Settings`}
        </Link>
      </div>
    </div>
  );
}
