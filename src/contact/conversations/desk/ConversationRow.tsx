import { Link } from '@tanstack/react-router';
import type { Ref } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { Face } from '#kernel/web/ui/Face.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { useNow } from '#kernel/web/ui/now.ts';
import { Row } from '#kernel/web/ui/Row.tsx';
import { Tag } from '#kernel/web/ui/Small.tsx';
import { useColleagues } from './colleagues.ts';
import { channels, StatusWord } from './words.tsx';

export type RowData = OutputOf<'conversations.list'>['conversations'][number];

type ConversationRowProps = { row: RowData; view: string; isOpen: boolean; index: number; ref: Ref<HTMLLIElement> };

/** A conversation in the list. */
export function ConversationRow({ row, view, isOpen, index, ref }: ConversationRowProps) {
  const formats = useFormats();
  const now = useNow(60_000);
  const { personOf, teamOf } = useColleagues();
  const assignee = personOf(row.assigneeId);
  const team = teamOf(row.teamId);
  const channel = channels[row.channel];
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
      preview={row.previewBy === 'staff' ? `↩ ${row.preview}` : row.preview}
      foot={
        <>
          <StatusWord status={row.status} />
          {team && <Tag>{team}</Tag>}
        </>
      }
      end={assignee && <Face name={assignee} kind="staff" size="s" label={`Assigned to ${assignee}`} />}
      unread={row.isUnread}
      selected={isOpen}
    />
  );
}
