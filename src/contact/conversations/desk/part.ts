import { t } from '@lingui/core/macro';
import IconShare from '@tabler/icons-react/dist/esm/icons/IconArrowsSplit.mjs';
import IconInbox from '@tabler/icons-react/dist/esm/icons/IconInbox.mjs';
import IconListCheck from '@tabler/icons-react/dist/esm/icons/IconListCheck.mjs';
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import IconTag from '@tabler/icons-react/dist/esm/icons/IconTag.mjs';
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import type { Can, DeskPart } from '#kernel/web/desk-part.ts';
import { later } from '#kernel/web/later.ts';
import { draftPushes } from './drafts.ts';
import { Inbox } from './Inbox.tsx';
import { NothingOpen } from './NothingOpen.tsx';
import { presencePushes } from './presence.ts';
import { conversationPushes } from './thread.ts';
import { UnreadCount, ViewLinks } from './ViewLinks.tsx';
import { fixedViews } from './views.ts';

const Conversation = lazyRouteComponent(() => import('./Conversation.tsx'), 'Conversation');

export const conversationsPart: DeskPart = {
  name: 'conversations',
  rail: {
    label: t`Inbox`,
    icon: IconInbox,
    to: '/inbox',
    order: 10,
    visible: (can) => can('conversations.list'),
    Count: UnreadCount,
    Views: ViewLinks,
  },
  routes: (parent) => {
    const start = createRoute({
      getParentRoute: () => parent,
      path: '/inbox',
      beforeLoad: ({ location }) => {
        if (location.pathname.replace(/\/$/, '').endsWith('/inbox')) {
          throw redirect({ to: '/inbox/$view', params: { view: 'mine' }, replace: true });
        }
      },
    });
    const inbox = createRoute({ getParentRoute: () => parent, path: '/inbox/$view', component: Inbox });
    const nothing = createRoute({ getParentRoute: () => inbox, path: '/', component: NothingOpen });
    const open = createRoute({ getParentRoute: () => inbox, path: '/$conversationId', component: Conversation });
    return [start, inbox.addChildren([nothing, open])];
  },
  soon: [Conversation],
  cards: [
    {
      name: 'filing',
      places: ['conversation'],
      order: 12,
      visible: (can) => can('conversations.list'),
      Card: later(() => import('./FilingCard.tsx'), 'FilingCard'),
    },
    {
      name: 'linked-conversations',
      places: ['conversation'],
      order: 28,
      visible: (can) => can('conversations.list'),
      Card: later(() => import('./LinkedCard.tsx'), 'LinkedCard'),
    },
    {
      name: 'other-conversations',
      places: ['conversation', 'customer'],
      order: 30,
      visible: (can) => can('conversations.list'),
      Card: later(() => import('./OtherConversations.tsx'), 'OtherConversations'),
    },
  ],
  Find: later(() => import('./FindPlaces.tsx'), 'FindPlaces'),
  commands: [
    {
      label: t`New conversation`,
      group: t`Inbox`,
      icon: IconPlus,
      to: '/inbox/mine',
      begin: 'new-conversation',
      visible: (can) => can('conversations.start'),
    },
    ...Object.entries(fixedViews).map(([name, label]) => ({
      label: t`View ${label}`,
      group: t`Inbox`,
      icon: IconInbox,
      to: `/inbox/${name}`,
      visible: (can: Can) => can('conversations.list'),
    })),
  ],
  settings: [
    {
      label: t`Automatic assignment`,
      to: '/settings/routing',
      order: 48,
      icon: IconShare,
      visible: (can) => can('conversations.list'),
    },
    { label: t`Tags`, to: '/settings/tags', order: 49, icon: IconTag, visible: (can) => can('conversations.list') },
    {
      label: t`Writing`,
      to: '/settings/writing',
      order: 17,
      icon: IconPencil,
      visible: (can) => can('conversations.draft'),
    },
    {
      label: t`Wrap-up reasons`,
      to: '/settings/wrap-up-reasons',
      order: 50,
      icon: IconListCheck,
      visible: (can) => can('conversations.list'),
    },
  ],
  settingsRoutes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/tags',
      component: lazyRouteComponent(() => import('./Tags.tsx'), 'Tags'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/routing',
      component: lazyRouteComponent(() => import('./Routing.tsx'), 'Routing'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/writing',
      component: lazyRouteComponent(() => import('./WritingSettings.tsx'), 'WritingSettings'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/wrap-up-reasons',
      component: lazyRouteComponent(() => import('./WrapUpReasons.tsx'), 'WrapUpReasons'),
    }),
  ],
  pushes: { ...conversationPushes, ...presencePushes, ...draftPushes },
};
