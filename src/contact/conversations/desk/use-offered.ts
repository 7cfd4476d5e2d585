import { t } from '@lingui/core/macro';
import IconArrowLeft from '@tabler/icons-react/dist/esm/icons/IconArrowLeft.mjs';
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs';
import IconLock from '@tabler/icons-react/dist/esm/icons/IconLock.mjs';
import IconMail from '@tabler/icons-react/dist/esm/icons/IconMail.mjs';
import IconMailOpened from '@tabler/icons-react/dist/esm/icons/IconMailOpened.mjs';
import IconMessage from '@tabler/icons-react/dist/esm/icons/IconMessage.mjs';
import IconPlayerPause from '@tabler/icons-react/dist/esm/icons/IconPlayerPause.mjs';
import IconRotate from '@tabler/icons-react/dist/esm/icons/IconRotate.mjs';
import IconUserPlus from '@tabler/icons-react/dist/esm/icons/IconUserPlus.mjs';
import { useNavigate, useParams } from '@tanstack/react-router';
import type { RefObject } from 'react';
import { useSession } from '#kernel/web/session.ts';
import { type Action, useActions } from '#kernel/web/shell/actions.ts';
import type { MenuEntry } from '#kernel/web/ui/Menu.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import type { ConversationActions } from './actions.ts';
import type { ComposerHandle } from './Composer.tsx';
import type { Conversation } from './use-changes.ts';

type Offer = {
  conversation: Conversation;
  actions: ConversationActions;
  composer: RefObject<ComposerHandle | null>;
  onResolve: () => void;
};

/** What can be done with the open conversation by key and palette; returns what belongs into its menu. */
export function useOffered({ conversation, actions, composer, onResolve }: Offer): MenuEntry[] {
  const { view = 'all' } = useParams({ strict: false }) as { view?: string };
  const { person, can } = useSession();
  const navigate = useNavigate();
  const { reference, lastNumber, abilities } = conversation;
  const isWaiting = conversation.status === 'waiting';
  const back = () => void navigate({ to: '/inbox/$view', params: { view } });
  const markUnread = () => {
    void actions.markRead(Math.max(0, lastNumber - 1));
    showToast({ text: t`${reference} marked as unread` });
    back();
  };
  const group = t`Conversation`;
  const all: (Action & { needs?: string; inMenu?: boolean })[] = [
    {
      needs: 'reply',
      label: t`Reply`,
      key: 'r',
      icon: IconMessage,
      group,
      run: () => composer.current?.focus('reply'),
    },
    {
      needs: 'note',
      label: t`Note for colleagues`,
      key: 'i',
      icon: IconLock,
      group,
      run: () => composer.current?.focus('note'),
    },
    {
      needs: 'assign',
      label: t`Assign to me`,
      key: 'a',
      icon: IconUserPlus,
      group,
      inMenu: true,
      run: () => void actions.assign({ assigneeId: person.id }, t`${reference} is yours`),
    },
    { needs: 'resolve', label: t`Resolve`, key: 'e', icon: IconCheck, group, run: onResolve },
    { needs: 'reopen', label: t`Reopen`, key: 'e', icon: IconRotate, group, run: () => void actions.reopen() },
    {
      needs: 'wait',
      label: isWaiting ? t`Set open: we owe an answer` : t`Set waiting for the customer`,
      key: 'w',
      icon: IconPlayerPause,
      group,
      inMenu: true,
      run: () => void actions.setWaiting(!isWaiting),
    },
    {
      needs: 'mark_read',
      label: t`Mark as unread`,
      key: 'u',
      icon: IconMailOpened,
      group,
      inMenu: true,
      run: markUnread,
    },
    { label: t`Back to the list`, key: 'Escape', icon: IconArrowLeft, group, run: back },
  ];
  const writeLetter = () =>
    void navigate({ to: '/letters/new/$about/$aboutId', params: { about: 'conversation', aboutId: conversation.id } });
  if (can('letters.make')) {
    all.splice(-1, 0, { label: t`Write a letter`, icon: IconMail, group, inMenu: true, run: writeLetter });
  }
  const offered = all.filter(({ needs }) => needs === undefined || abilities.includes(needs));
  useActions(offered);
  return offered
    .filter((action) => action.inMenu)
    .map(({ label, key, icon, run }) => ({ label, keys: key, icon, onPick: run }));
}
