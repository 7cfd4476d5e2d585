import { t } from '@lingui/core/macro';
import IconFlag from '@tabler/icons-react/dist/esm/icons/IconFlag.mjs';
import IconMoon from '@tabler/icons-react/dist/esm/icons/IconMoon.mjs';
import IconSun from '@tabler/icons-react/dist/esm/icons/IconSun.mjs';
import IconTag from '@tabler/icons-react/dist/esm/icons/IconTag.mjs';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { type Action, useActions } from '#kernel/web/shell/actions.ts';
import type { MenuEntry } from '#kernel/web/ui/Menu.tsx';
import { priorities, priorityOrder } from './priority.tsx';
import type { Conversation } from './use-changes.ts';
import { useWorkActions } from './use-work-actions.ts';
import type { WorkDialog } from './WorkDialogs.tsx';

const WorkDialogs = lazy(() => import('./WorkDialogs.tsx').then((part) => ({ default: part.WorkDialogs })));

/** The dialogs for tags, priority and snoozing of one conversation, and what they do. */
export function useWorkDialogs(conversation: Conversation) {
  const [which, setWhich] = useState<WorkDialog>();
  const actions = useWorkActions(conversation);
  const dialog: ReactNode = which && (
    <Suspense fallback={null}>
      <WorkDialogs which={which} conversation={conversation} actions={actions} onClose={() => setWhich(undefined)} />
    </Suspense>
  );
  return { open: setWhich, actions, dialog };
}

/** What can be done with the open conversation by key, palette and menu: priority, tags, snoozing. */
export function useWorkOffers(conversation: Conversation): { entries: MenuEntry[]; dialog: ReactNode } {
  const { open, actions, dialog } = useWorkDialogs(conversation);
  const group = t`Conversation`;
  const all: (Action & { needs: string; inMenu: boolean })[] = [
    {
      ...{ needs: 'set_priority', inMenu: true, label: t`Priority…`, key: 'h', icon: IconFlag, group },
      run: () => open('priority'),
    },
    { needs: 'tag', inMenu: true, label: t`Tags…`, key: 't', icon: IconTag, group, run: () => open('tags') },
    { needs: 'snooze', inMenu: true, label: t`Snooze…`, key: 's', icon: IconMoon, group, run: () => open('snooze') },
    { needs: 'wake', inMenu: true, label: t`Wake now`, icon: IconSun, group, run: () => void actions.wake() },
    ...priorityOrder.map((priority) => ({
      ...{ needs: 'set_priority', inMenu: false, label: t`Priority ${priorities[priority].word.toLowerCase()}` },
      ...{ icon: priorities[priority].icon, group },
      run: () => void actions.setPriority(priority),
    })),
  ];
  const offered = all.filter(({ needs }) => conversation.abilities.includes(needs));
  useActions(offered);
  const entries = offered
    .filter((action) => action.inMenu)
    .map(({ label, key, icon, run }) => ({ label, keys: key, icon, onPick: run }));
  return { entries, dialog };
}
