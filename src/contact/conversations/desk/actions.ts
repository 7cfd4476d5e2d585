import { t } from '@lingui/core/macro';
import type { OutputOf } from '#kernel/web/data.ts';
import { useCommandOf, useData } from '#kernel/web/hooks.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';

export type Conversation = OutputOf<'conversations.get'>;
type Assignment = { assigneeId?: string | null; teamId?: string | null };

const touches = ({ conversationId }: { conversationId: string }) => [`conversation:${conversationId}`, 'inbox'];

let closeLast: () => void = () => undefined;

/** Everything an adviser can do with one conversation, each with its way back where there is one. */
export function useConversationActions(conversation: Conversation) {
  const { cache } = useData();
  const assign = useCommandOf('conversations.assign', { touches });
  const resolve = useCommandOf('conversations.resolve', { touches });
  const reopen = useCommandOf('conversations.reopen', { touches });
  const setWaiting = useCommandOf('conversations.set-waiting', { touches });
  const markRead = useCommandOf('conversations.mark-read');
  const conversationId = conversation.id;

  /** Shows the change before the server has it; what came back meanwhile is fetched anew after a refusal. */
  const show = (change: Partial<Conversation>) => {
    cache.patch('conversations.get', { conversationId }, (old) => ({ ...old, ...change }));
    return () =>
      cache.patch('conversations.get', { conversationId }, (old) =>
        old.version === conversation.version ? conversation : old,
      );
  };
  const settle = <Done extends { version: number }>(done: Done | undefined, back: () => void): Done | undefined => {
    if (done) show({ version: done.version });
    else back();
    return done;
  };

  /** Says what was done; what it says takes the place of the last, whose way back no longer leads anywhere. */
  const say = (text: string, undo: () => void) => {
    closeLast();
    closeLast = showToast({ state: 'kept', text, undo });
  };

  return {
    assign: async (to: Assignment, text: string) => {
      const before: Assignment = { assigneeId: conversation.assigneeId, teamId: conversation.teamId };
      const back = show(to);
      const done = settle(await assign.run({ conversationId, version: conversation.version, ...to }), back);
      if (!done) return;
      const undo = () => {
        show(before);
        void assign.run({ conversationId, version: done.version, ...before });
      };
      say(text, undo);
    },
    resolve: async (wrapUpReasonId: string, name: string) => {
      const back = show({ status: 'resolved', wrapUpReasonId });
      const done = settle(await resolve.run({ conversationId, version: conversation.version, wrapUpReasonId }), back);
      if (!done) return;
      const undo = () => void reopen.run({ conversationId, version: done.version });
      say(t`${conversation.reference} resolved: ${name}`, undo);
    },
    reopen: async () => {
      closeLast();
      const back = show({ status: 'open' });
      settle(await reopen.run({ conversationId, version: conversation.version }), back);
    },
    setWaiting: async (waiting: boolean) => {
      closeLast();
      const back = show({ status: waiting ? 'waiting' : 'open' });
      settle(await setWaiting.run({ conversationId, version: conversation.version, waiting }), back);
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
