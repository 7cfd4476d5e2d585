import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './notices.css';
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Button, IconButton } from '#kernel/web/ui/Button.tsx';
import { classNames } from '#kernel/web/ui/class-names.ts';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Badge } from '#kernel/web/ui/Small.tsx';
import { State, type StateName } from '#kernel/web/ui/State.tsx';
import { VisuallyHidden } from '#kernel/web/ui/VisuallyHidden.tsx';
import { groupNotices } from './groups.ts';
import type { Notice, NoticeActions } from './use-notices.ts';

type LinesProps = {
  notices: readonly Notice[];
  actions: NoticeActions;
  /** Called when the reader follows a notice to what it is about. */
  onFollow?: (() => void) | undefined;
};

/** The word and shape of a notice's state; none where there is nothing to say. */
function stateOf(notice: Notice): { state: StateName; word: string } | undefined {
  if (notice.actedAt) return { state: 'kept', word: t`Done` };
  if (notice.settledAt) return { state: 'kept', word: t`Settled` };
  if (notice.acknowledgedAt && notice.awaits === 'nothing') return { state: 'kept', word: t`Acknowledged` };
  if (notice.chased > 0 && notice.awaits !== 'nothing') return { state: 'warn', word: t`Reminder` };
  return notice.importance === 'important' ? { state: 'broken', word: t`Important` } : undefined;
}

function Words({ notice, actions, onFollow }: { notice: Notice } & Omit<LinesProps, 'notices'>) {
  const words = (
    <>
      <span dir="auto">{notice.words}</span>
      {!notice.readAt && <VisuallyHidden>{t`, unread`}</VisuallyHidden>}
    </>
  );
  const follow = () => {
    actions.readOne(notice);
    onFollow?.();
  };
  return notice.link ? (
    <Link to={notice.link} className="notice-words" data-notice={notice.id} onClick={follow}>
      {words}
    </Link>
  ) : (
    <span className="notice-words" data-notice={notice.id} tabIndex={-1}>
      {words}
    </span>
  );
}

function Answer({ notice, actions }: { notice: Notice; actions: NoticeActions }): ReactNode {
  if (notice.awaits !== 'nothing') {
    return (
      <Button size="small" onClick={() => actions.answer(notice)}>
        {notice.awaits === 'acknowledge' ? t`Acknowledge` : t`Done`}
        <VisuallyHidden>: {notice.words}</VisuallyHidden>
      </Button>
    );
  }
  if (notice.readAt) return null;
  return (
    <IconButton
      size="small"
      icon={IconCheck}
      label={t`Mark as read`}
      keys="e"
      onClick={() => actions.readOne(notice)}
    />
  );
}

function NoticeLine({ notice, ...rest }: { notice: Notice } & Omit<LinesProps, 'notices'>) {
  const formats = useFormats();
  const state = stateOf(notice);
  return (
    <li className={classNames('notice-line', !notice.readAt && 'unread')}>
      <span className="notice-dot" aria-hidden="true" />
      <div className="grow stack tight">
        <Words notice={notice} {...rest} />
        <span className="line meta">
          {state && <State state={state.state}>{state.word}</State>}
          {notice.count > 1 && !notice.isMany && (
            <Badge>
              <Trans>{formats.number(notice.count)} times</Trans>
            </Badge>
          )}
          <time dateTime={notice.at} title={formats.full(notice.at)}>
            {formats.time(notice.at)}
          </time>
          {notice.detail && (
            <span className="cut" dir="auto">
              {notice.detail}
            </span>
          )}
        </span>
      </div>
      <Answer notice={notice} actions={rest.actions} />
    </li>
  );
}

/** Notices under their days, each with what is asked for. */
export function NoticeLines({ notices, actions, onFollow }: LinesProps) {
  const formats = useFormats();
  const groups = groupNotices(notices, formats.day, formats.time);
  return groups.map((group) => (
    <section key={`${group.label} ${group.notices[0]?.id}`} className="notice-group" aria-label={group.label}>
      <h3 className="meta">{group.label}</h3>
      <ul>
        {group.notices.map((notice) => (
          <NoticeLine key={notice.id} notice={notice} actions={actions} onFollow={onFollow} />
        ))}
      </ul>
    </section>
  ));
}
