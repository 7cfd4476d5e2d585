import { t } from '@lingui/core/macro';
import IconMessages from '@tabler/icons-react/dist/esm/icons/IconMessages.mjs';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { DeskPart } from '#kernel/web/desk-part.ts';
import { later } from '#kernel/web/later.ts';

export const socialPart: DeskPart = {
  name: 'social',
  channels: [
    {
      channel: 'messenger',
      Beneath: later(() => import('./SocialLine.tsx'), 'SocialLine'),
      Above: later(() => import('./WithWhom.tsx'), 'WithWhom'),
    },
  ],
  settings: [
    {
      label: t`Messengers`,
      to: '/settings/messengers',
      order: 59.5,
      icon: IconMessages,
      visible: (can) => can('social.list'),
    },
  ],
  settingsRoutes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/messengers',
      component: lazyRouteComponent(() => import('./Messengers.tsx'), 'Messengers'),
    }),
  ],
};
