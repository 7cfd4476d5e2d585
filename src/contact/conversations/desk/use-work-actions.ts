import { t } from '@lingui/core/macro';
import { useCommandOf, useData } from '#kernel/web/hooks.tsx';
import { inSentence } from '#kernel/web/language/in-sentence.ts';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import type { Priority } from '../contract.ts';
import type { Conversation } from './actions.ts';
import { priorities } from './priority.tsx';

const touches = ({ conversationId }: { conversationId: string }) => [`conversation:${conversationId}`, 'inbox'];

let closeLast: () => void = () => undefined;

/** Tags, priority and snoozing of one conversation, each with its way back. */
export function useWorkActions(conversation: Conversation) {
  const { cache } = useData();
  const formats = useFormats();
  const tag = useCommandOf('conversations.tag', { touches });
  const setPriority = useCommandOf('conversations.set-priority', { touches });
  const snooze = useCommandOf('conversations.snooze', { touches });
  const wake = useCommandOf('conversations.wake', { touches });
  const { id: conversationId, version, reference, priority: before, snoozedUntil } = conversation;

  const show = (change: Partial<Conversation>) =>
    cache.patch('conversations.get', { conversationId }, (old) => ({ ...old, ...change }));
  const say = (text: string, undo: () => void) => {
    closeLast();
    closeLast = showToast({ state: 'kept', text, undo });
  };

  return {
    tag: async (add: string[], remove: string[]) => {
      if (add.length + remove.length === 0) return;
      const done = await tag.run({ conversationId, add, remove });
      if (done) say(t`Tags of ${reference} changed`, () => void tag.run({ conversationId, add: remove, remove: add }));
    },
    setPriority: async (priority: Priority) => {
      if (priority === before) return;
      show({ priority });
      const done = await setPriority.run({ conversationId, version, priority });
      show(done ? { version: done.version } : { priority: before });
      if (!done) return;
      const undo = () => void setPriority.run({ conversationId, version: done.version, priority: before });
      say(t`${reference} has priority ${inSentence(priorities[priority].word)}`, undo);
    },
    snooze: async (at: number) => {
      const done = await snooze.run({ conversationId, version, until: new Date(at).toISOString() });
      if (!done) return;
      const undo = () =>
        void (snoozedUntil
          ? snooze.run({ conversationId, version: done.version, until: snoozedUntil })
          : wake.run({ conversationId, version: done.version }));
      say(t`${reference} is snoozed until ${formats.due(at)}`, undo);
    },
    wake: async () => {
      const done = await wake.run({ conversationId, version });
      if (!done) return;
      const undo = () =>
        void (snoozedUntil && snooze.run({ conversationId, version: done.version, until: snoozedUntil }));
      say(t`${reference} is back in the working views`, undo);
    },
  };
}

export type WorkActions = ReturnType<typeof useWorkActions>;
