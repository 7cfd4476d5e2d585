import { t } from '@lingui/core/macro';
import type { Priority } from '../contract.ts';
import { PickOne } from './PickOne.tsx';
import { PickTags } from './PickTags.tsx';
import { priorities, priorityOrder } from './priority.tsx';
import { useNextClock } from './row-clocks.ts';
import { SnoozeDialog } from './SnoozeDialog.tsx';
import type { Conversation } from './use-changes.ts';
import type { WorkActions } from './use-work-actions.ts';

export type WorkDialog = 'priority' | 'tags' | 'snooze';

type WorkDialogsProps = {
  which: WorkDialog;
  conversation: Conversation;
  actions: WorkActions;
  onClose: () => void;
};

/** What is asked before a conversation is filed under tags, given a priority or snoozed. */
export function WorkDialogs({ which, conversation, actions, onClose }: WorkDialogsProps) {
  const clock = useNextClock(conversation.id);
  if (which === 'tags') {
    return (
      <PickTags
        title={t`Tags of ${conversation.reference}`}
        of={[conversation.tagIds]}
        onSave={(add, remove) => void actions.tag(add, remove)}
        onClose={onClose}
      />
    );
  }
  if (which === 'snooze') {
    return (
      <SnoozeDialog
        title={t`Snooze ${conversation.reference} until`}
        dueAt={clock && clock.pausedAt == null ? Number(new Date(clock.dueAt)) : undefined}
        onPick={(at) => void actions.snooze(at)}
        onClose={onClose}
      />
    );
  }
  return (
    <PickOne
      title={t`Priority of ${conversation.reference}`}
      options={priorityOrder.map((priority) => ({
        id: priority,
        label: priorities[priority].word,
        icon: priorities[priority].icon,
        chosen: conversation.priority === priority,
      }))}
      onPick={(priority) => void actions.setPriority(priority as Priority)}
      onClose={onClose}
    />
  );
}
