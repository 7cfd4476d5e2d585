import { t } from '@lingui/core/macro';
import { useCommandOf, useData } from '#kernel/web/hooks.tsx';
import { type Conversation, touches, useChanges } from './use-changes.ts';

type Assignment = { assigneeId?: string | null; teamId?: string | null };

/** Everything an adviser can do with one conversation, each with its way back where there is one. */
export function useConversationActions(conversation: Conversation) {
  const { cache } = useData();
  const { show, change, say, closeLast } = useChanges(conversation);
  const assign = useCommandOf('conversations.assign', { touches });
  const resolve = useCommandOf('conversations.resolve', { touches });
  const reopen = useCommandOf('conversations.reopen', { touches });
  const setWaiting = useCommandOf('conversations.set-waiting', { touches });
  const markRead = useCommandOf('conversations.mark-read');
  const conversationId = conversation.id;

  return {
    assign: async (to: Assignment, text: string) => {
      const before: Assignment = { assigneeId: conversation.assigneeId, teamId: conversation.teamId };
      const back = show(to);
      const done = await change((at) => assign.run({ ...at, ...to }));
      if (!done) return back();
      say(text, () => {
        show(before);
        void change((at) => assign.run({ ...at, version: done.version, ...before }));
      });
    },
    resolve: async (wrapUpReasonId: string, name: string) => {
      const back = show({ status: 'resolved', wrapUpReasonId });
      const done = await change((at) => resolve.run({ ...at, wrapUpReasonId }));
      if (!done) return back();
      const undo = () => void change((at) => reopen.run({ ...at, version: done.version }));
      say(t`${conversation.reference} resolved: ${name}`, undo);
    },
    reopen: async () => {
      closeLast();
      const back = show({ status: 'open' });
      if (!(await change((at) => reopen.run(at)))) back();
    },
    setWaiting: async (waiting: boolean) => {
      closeLast();
      const back = show({ status: waiting ? 'waiting' : 'open' });
      if (!(await change((at) => setWaiting.run({ ...at, waiting })))) back();
    },
    markRead: async (number: number) => {
      show({ readNumber: number });
      cache.patchPages('conversations.list', (page) => ({
        ...page,
        conversations: page.conversations.map((row) =>
          row.id === conversationId ? { ...row, isUnread: number < conversation.lastNumber } : row,
        ),
      }));
      await markRead.run({ conversationId, number });
    },
  };
}

export type ConversationActions = ReturnType<typeof useConversationActions>;
