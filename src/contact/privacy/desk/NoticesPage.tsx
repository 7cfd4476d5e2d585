import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconEyeCheck from '@tabler/icons-react/dist/esm/icons/IconEyeCheck.mjs';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { usePagesOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { type Begun, PublishDialog } from './PublishDialog.tsx';
import { noticeChannels } from './words.ts';

type Notice = OutputOf<'privacy.notices'>['notices'][number];

function NoticeState({ notice }: { notice: Notice }) {
  if (notice.state === 'in_force') return <State state="kept">{t`in force`}</State>;
  if (notice.state === 'later') return <State state="info">{t`not yet in force`}</State>;
  return <State state="paused">{t`replaced`}</State>;
}

function NoticeLine({ notice, onNext }: { notice: Notice; onNext: (() => void) | undefined }) {
  const formats = useFormats();
  const { purpose, version, publishedBy } = notice;
  const by = publishedBy ? t`published by ${publishedBy}` : t`published`;
  return (
    <li>
      <span className="grow stack tight">
        <b dir="auto">{purpose}</b>
        <span className="meta">
          <Trans>
            version {version}, {noticeChannels[notice.channel]}
          </Trans>{' '}
          · {by} · {t`holds from ${formats.due(notice.effectiveFrom)}`}
        </span>
        <span className="as-written" dir="auto">
          {notice.text}
        </span>
      </span>
      <NoticeState notice={notice} />
      {onNext && (
        <Button size="small" aria-label={t`New version of ${purpose}`} onClick={onNext}>
          {t`New version`}
        </Button>
      )}
    </li>
  );
}

/** What people are told when their data is collected, in all its versions. */
export function NoticesPage() {
  const { can } = useSession();
  const [begun, setBegun] = useState<Begun | 'new'>();
  const { pages, problem, hasMore, more, again } = usePagesOf('privacy.notices', {});
  const notices = pages?.flatMap((page) => page.notices);
  const mayPublish = can('privacy.publish');
  const addNew = mayPublish && (
    <Button kind="primary" icon={IconPlus} onClick={() => setBegun('new')}>
      {t`New notice`}
    </Button>
  );
  return (
    <Page title={t`Privacy`} back={{ to: '/settings', label: t`Back to settings` }} actions={addNew}>
      <p className="quiet narrow">
        <Trans>
          Collection notices say what is collected and why, where it is asked for. Forms show them; a consent keeps the
          version that was shown. What a customer agreed to stands on their page.
        </Trans>
      </p>
      {problem && <Trouble problem={problem} again={again} />}
      {!pages && !problem && <Skeleton label={t`Loading notices`} shape="rows" />}
      {notices?.length === 0 && (
        <Empty icon={IconEyeCheck} title={t`No notice yet`}>
          <Trans>Publish the first one, such as what you keep of those who write to you.</Trans>
        </Empty>
      )}
      {notices && notices.length > 0 && (
        <ul className="lines wraps" aria-label={t`Notices`}>
          {notices.map((notice) => (
            <NoticeLine
              key={notice.id}
              notice={notice}
              onNext={mayPublish && notice.state !== 'past' ? () => setBegun(notice) : undefined}
            />
          ))}
        </ul>
      )}
      {hasMore && (
        <div>
          <Button onClick={more}>{t`Show more`}</Button>
        </div>
      )}
      {begun && (
        <PublishDialog
          begun={begun === 'new' ? undefined : { purpose: begun.purpose, channel: begun.channel, text: begun.text }}
          onClose={() => setBegun(undefined)}
        />
      )}
    </Page>
  );
}
