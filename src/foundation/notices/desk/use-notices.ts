import type { OutputOf } from '#kernel/web/data.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';

export type Settings = OutputOf<'notices.settings'>;
export type Notice = OutputOf<'notices.list'>['notices'][number];

/** How many wait, for the bell; kept true by hints of the reader's own notices. */
export function useNoticeCount() {
  const { person } = useSession();
  return useQueryOf('notices.count', { personId: person.id }).data;
}

/** What can be done with a notice; the screen is fetched again at once. */
export function useNoticeActions() {
  const { person } = useSession();
  const touches = () => [`notices:${person.id}`];
  const read = useCommandOf('notices.read', { touches });
  const acknowledge = useCommandOf('notices.acknowledge', { touches });
  const act = useCommandOf('notices.mark-acted', { touches });
  return {
    busy: read.busy || acknowledge.busy || act.busy,
    readOne: (notice: Notice) => void (notice.readAt ?? read.run({ noticeIds: [notice.id] })),
    /** All that came up to the newest one on screen, so that nothing is read unseen. */
    readAll: (newest: Notice) => void read.run({ upTo: newest.at }),
    answer: (notice: Notice) => {
      if (notice.awaits === 'acknowledge') void acknowledge.run({ noticeId: notice.id });
      if (notice.awaits === 'act') void act.run({ noticeId: notice.id });
    },
  };
}

export type NoticeActions = ReturnType<typeof useNoticeActions>;
