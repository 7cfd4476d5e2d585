import { t } from '@lingui/core/macro';
import IconClockQuestion from '@tabler/icons-react/dist/esm/icons/IconClockQuestion.mjs';
import IconMessageCircle from '@tabler/icons-react/dist/esm/icons/IconMessageCircle.mjs';
import IconMessagePlus from '@tabler/icons-react/dist/esm/icons/IconMessagePlus.mjs';
import IconShieldCheck from '@tabler/icons-react/dist/esm/icons/IconShieldCheck.mjs';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import type { DeskPart } from '#kernel/web/desk-part.ts';
import { later } from '#kernel/web/later.ts';

const SetUpStep = lazy(() => import('./SetUpStep.tsx').then((file) => ({ default: file.SetUpStep })));

export const chatPart: DeskPart = {
  name: 'chat',
  settings: [
    {
      label: t`Chat widget`,
      to: '/settings/chat-widget',
      order: 60,
      icon: IconMessageCircle,
      visible: (can) => can('chat.see_widget'),
    },
    {
      label: t`Proactive messages`,
      to: '/settings/proactive-messages',
      order: 61,
      icon: IconMessagePlus,
      visible: (can) => can('chat.see_widget'),
    },
    {
      label: t`Chat hours and questions`,
      to: '/settings/chat-service',
      order: 62,
      icon: IconClockQuestion,
      visible: (can) => can('chat.see_widget'),
    },
    {
      label: t`Who asks in the chat`,
      to: '/settings/chat-identity',
      order: 63,
      icon: IconShieldCheck,
      visible: (can) => can('chat.see_widget'),
    },
  ],
  cards: [
    {
      name: 'chat-opening',
      places: ['conversation'],
      order: 14,
      visible: (can) => can('conversations.list'),
      Card: later(() => import('./OpeningCard.tsx'), 'OpeningCard'),
    },
  ],
  settingsRoutes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/chat-widget',
      component: lazyRouteComponent(() => import('./ChatWidget.tsx'), 'ChatWidget'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/proactive-messages',
      component: lazyRouteComponent(() => import('./Nudges.tsx'), 'Nudges'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/chat-service',
      component: lazyRouteComponent(() => import('./ChatService.tsx'), 'ChatService'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/chat-identity',
      component: lazyRouteComponent(() => import('./Identity.tsx'), 'Identity'),
    }),
  ],
  setUpStep: { label: t`Chat widget`, order: 10, Step: SetUpStep },
};
