import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { Ref } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { ClockWords, useClock } from '#kernel/web/ui/Clock.tsx';
import { Face } from '#kernel/web/ui/Face.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { useNow } from '#kernel/web/ui/now.ts';
import { Row } from '#kernel/web/ui/Row.tsx';
import { Badge, Tag } from '#kernel/web/ui/Small.tsx';
import { useColleagues } from './colleagues.ts';
import { DraftMark } from './DraftMark.tsx';
import { carriedWords } from './file-words.ts';
import { LookerMark } from './LookerMark.tsx';
import { PriorityWord } from './priority.tsx';
import { noClock, type RowClock } from './row-clocks.ts';
import { TagNames } from './TagNames.tsx';
import { channels, StatusWord } from './words.tsx';

export type RowData = OutputOf<'conversations.list'>['conversations'][number];

type ConversationRowProps = {
  row: RowData;
  view: string;
  isOpen: boolean;
  index: number;
  /** Its next clock: null where none runs, undefined while that is not known yet. */
  clock: RowClock | null | undefined;
  isMarked: boolean;
  onMark: ((marked: boolean) => void) | undefined;
  ref: Ref<HTMLLIElement>;
};

/** A conversation in the list; the clock that is due next takes the place of its status. */
export function ConversationRow({ row, view, isOpen, index, clock, isMarked, onMark, ref }: ConversationRowProps) {
  const reading = useClock(clock ?? noClock);
  const formats = useFormats();
  const now = useNow(60_000);
  const { personOf, teamOf } = useColleagues();
  const assignee = personOf(row.assigneeId);
  const team = teamOf(row.teamId);
  const channel = channels[row.channel];
  const preview = row.preview || carriedWords({ pictures: row.previewPictures, files: row.previewFiles });
  return (
    <Row
      ref={ref}
      data-index={index}
      link={(link) => (
        <Link
          to="/inbox/$view/$conversationId"
          params={{ view, conversationId: row.id }}
          activeProps={{}}
          preload={false}
          {...link}
        />
      )}
      icon={channel.icon}
      iconLabel={channel.label}
      name={row.customerName}
      time={formats.when(row.lastMessageAt, now)}
      preview={
        <>
          <DraftMark conversationId={row.id} />
          {row.previewBy === 'staff' ? `↩ ${preview}` : preview}
        </>
      }
      foot={
        <>
          {clock ? <ClockWords reading={reading} /> : clock === null && <StatusWord status={row.status} />}
          <PriorityWord priority={row.priority} />
          {row.snoozedUntil && (
            <Badge>
              <Trans>Until {formats.due(row.snoozedUntil, now)}</Trans>
            </Badge>
          )}
          {row.wokenAt && (
            <Badge accent>
              <Trans>Back since {formats.due(row.wokenAt, now)}</Trans>
            </Badge>
          )}
          <span className="row-tags">
            {team && <Tag>{team}</Tag>}
            <TagNames ids={row.tagIds} most={2} />
          </span>
        </>
      }
      end={
        <>
          <LookerMark conversationId={row.id} />
          {assignee && <Face name={assignee} kind="staff" size="s" label={t`Assigned to ${assignee}`} />}
        </>
      }
      state={clock ? reading.state : undefined}
      used={reading.used}
      unread={row.isUnread}
      selected={isOpen}
      marked={isMarked}
      onMark={onMark}
    />
  );
}
