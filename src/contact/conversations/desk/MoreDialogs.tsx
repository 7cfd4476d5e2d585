import { t } from '@lingui/core/macro';
import IconArrowMerge from '@tabler/icons-react/dist/esm/icons/IconArrowMerge.mjs';
import IconArrowsSplit from '@tabler/icons-react/dist/esm/icons/IconArrowsSplit2.mjs';
import IconLink from '@tabler/icons-react/dist/esm/icons/IconLink.mjs';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useActions } from '#kernel/web/shell/actions.ts';
import type { MenuEntry } from '#kernel/web/ui/Menu.tsx';
import type { Conversation } from './use-changes.ts';

const dialogs = {
  'hand-over': lazy(() => import('./HandOverDialog.tsx').then((one) => ({ default: one.HandOverDialog }))),
  merge: lazy(() => import('./MergeDialog.tsx').then((one) => ({ default: one.MergeDialog }))),
  split: lazy(() => import('./SplitDialog.tsx').then((one) => ({ default: one.SplitDialog }))),
  link: lazy(() => import('./LinkDialog.tsx').then((one) => ({ default: one.LinkDialog }))),
} as const;
type Name = keyof typeof dialogs;

/** What is seldom done with a conversation, each in a dialog that is loaded when it is wanted. */
export function useMoreDialogs(conversation: Conversation): {
  entries: MenuEntry[];
  open: (name: Name) => void;
  dialog: ReactNode;
} {
  const [shown, setShown] = useState<Name>();
  const may = (ability: string) => conversation.abilities.includes(ability);
  const group = t`Conversation`;
  const offered = [
    { needs: 'merge', label: t`Merge into another…`, icon: IconArrowMerge, name: 'merge' as const },
    { needs: 'split', label: t`Split into two…`, icon: IconArrowsSplit, name: 'split' as const },
    { needs: 'link', label: t`Link another…`, icon: IconLink, name: 'link' as const },
  ].filter((one) => may(one.needs) && (one.name !== 'split' || conversation.lastNumber > 1));
  useActions(offered.map(({ label, icon, name }) => ({ label, icon, group, run: () => setShown(name) })));
  const Shown = shown && dialogs[shown];
  return {
    open: setShown,
    entries: offered.map(({ label, icon, name }) => ({ label, icon, onPick: () => setShown(name) })),
    dialog: Shown && (
      <Suspense>
        <Shown conversation={conversation} onClose={() => setShown(undefined)} />
      </Suspense>
    ),
  };
}
