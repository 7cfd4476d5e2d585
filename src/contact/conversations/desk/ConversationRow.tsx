import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { memo, type Ref } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { ClockWords, useClock } from '#kernel/web/ui/Clock.tsx';
import { Face } from '#kernel/web/ui/Face.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { useNow } from '#kernel/web/ui/now.ts';
import { Row } from '#kernel/web/ui/Row.tsx';
import { Badge, Tag } from '#kernel/web/ui/Small.tsx';
import { DraftMark } from './DraftMark.tsx';
import type { DraftKind } from './drafts.ts';
import { carriedWords } from './file-words.ts';
import { LookerMark } from './LookerMark.tsx';
import { PriorityWord } from './priority.tsx';
import { noClock, type RowClock } from './row-clocks.ts';
import { NamedTags } from './TagNames.tsx';
import { channels, StatusWord } from './words.tsx';

export type RowData = OutputOf<'conversations.list'>['conversations'][number];

/** What a row says by name of what it holds as ids. */
export type RowNames = {
  personOf: (id: string | null) => string | undefined;
  teamOf: (id: string | null) => string | undefined;
  namesOf: (tagIds: readonly string[]) => readonly string[];
};

type ConversationRowProps = {
  row: RowData;
  view: string;
  isOpen: boolean;
  index: number;
  /** Its next clock: null where none runs, undefined while that is not known yet. */
  clock: RowClock | null | undefined;
  /** What I have begun to write there. */
  draft: DraftKind | undefined;
  names: RowNames;
  isMarked: boolean;
  onMark: ((index: number, marked: boolean) => void) | undefined;
  ref: Ref<HTMLLIElement>;
};

/**
 * A conversation in the list; the clock that is due next takes the place of its status. Drawn anew only when something
 * about itself changes: a key moves one row and not thirty.
 */
export const ConversationRow = memo(function ConversationRow(props: ConversationRowProps) {
  const { row, view, isOpen, index, clock, draft, names, isMarked, onMark, ref } = props;
  const reading = useClock(clock ?? noClock);
  const formats = useFormats();
  const now = useNow(60_000);
  const assignee = names.personOf(row.assigneeId);
  const team = names.teamOf(row.teamId);
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
          {draft && <DraftMark kind={draft} />}
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
            <NamedTags names={names.namesOf(row.tagIds)} most={2} />
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
      onMark={onMark && ((on) => onMark(index, on))}
    />
  );
});
