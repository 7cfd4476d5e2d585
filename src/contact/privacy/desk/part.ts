import { t } from '@lingui/core/macro';
import IconEyeCheck from '@tabler/icons-react/dist/esm/icons/IconEyeCheck.mjs';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { DeskPart } from '#kernel/web/desk-part.ts';
import { later } from '#kernel/web/later.ts';

export const privacyPart: DeskPart = {
  name: 'privacy',
  cards: [
    {
      name: 'consents',
      places: ['customer'],
      order: 45,
      visible: (can) => can('privacy.list'),
      Card: later(() => import('./ConsentsCard.tsx'), 'ConsentsCard'),
    },
  ],
  settings: [
    {
      label: t`Privacy`,
      to: '/settings/privacy',
      order: 66,
      icon: IconEyeCheck,
      visible: (can) => can('privacy.list'),
    },
  ],
  settingsRoutes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/privacy',
      component: lazyRouteComponent(() => import('./NoticesPage.tsx'), 'NoticesPage'),
    }),
  ],
};
