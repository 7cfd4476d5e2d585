import { t } from '@lingui/core/macro';
import IconMessageCircle from '@tabler/icons-react/dist/esm/icons/IconMessageCircle.mjs';
import IconMessagePlus from '@tabler/icons-react/dist/esm/icons/IconMessagePlus.mjs';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import type { DeskPart } from '#kernel/web/desk-part.ts';

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
  ],
  setUpStep: { label: t`Chat widget`, order: 10, Step: SetUpStep },
};
