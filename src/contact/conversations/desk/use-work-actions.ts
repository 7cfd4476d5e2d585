import { t } from '@lingui/core/macro';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { inSentence } from '#kernel/web/language/in-sentence.ts';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import type { Priority } from '../contract.ts';
import { priorities } from './priority.tsx';
import { type Conversation, touches, useChanges } from './use-changes.ts';

/** Tags, priority and snoozing of one conversation, each with its way back. */
export function useWorkActions(conversation: Conversation) {
  const { show, change, say } = useChanges(conversation);
  const formats = useFormats();
  const tag = useCommandOf('conversations.tag', { touches });
  const setPriority = useCommandOf('conversations.set-priority', { touches });
  const snooze = useCommandOf('conversations.snooze', { touches });
  const wake = useCommandOf('conversations.wake', { touches });
  const { id: conversationId, reference, priority: before, snoozedUntil } = conversation;

  return {
    tag: async (add: string[], remove: string[]) => {
      if (add.length + remove.length === 0) return;
      const done = await tag.run({ conversationId, add, remove });
      if (done) say(t`Tags of ${reference} changed`, () => void tag.run({ conversationId, add: remove, remove: add }));
    },
    setPriority: async (priority: Priority) => {
      if (priority === before) return;
      const back = show({ priority });
      const done = await change((at) => setPriority.run({ ...at, priority }));
      if (!done) return back();
      const undo = () => void change((at) => setPriority.run({ ...at, version: done.version, priority: before }));
      say(t`${reference} has priority ${inSentence(priorities[priority].word)}`, undo);
    },
    snooze: async (due: number) => {
      const done = await change((at) => snooze.run({ ...at, until: new Date(due).toISOString() }));
      if (!done) return;
      const { version } = done;
      const undo = () =>
        void change((at) =>
          snoozedUntil ? snooze.run({ ...at, version, until: snoozedUntil }) : wake.run({ ...at, version }),
        );
      say(t`${reference} is snoozed until ${formats.due(due)}`, undo);
    },
    wake: async () => {
      const done = await change((at) => wake.run(at));
      if (!done) return;
      const { version } = done;
      const undo = () => void (snoozedUntil && change((at) => snooze.run({ ...at, version, until: snoozedUntil })));
      say(t`${reference} is back in the working views`, undo);
    },
  };
}

export type WorkActions = ReturnType<typeof useWorkActions>;
