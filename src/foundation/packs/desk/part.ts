import { t } from '@lingui/core/macro';
import IconGavel from '@tabler/icons-react/dist/esm/icons/IconGavel.mjs';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { DeskPart } from '#kernel/web/desk-part.ts';

export const packsPart: DeskPart = {
  name: 'packs',
  settings: [
    {
      label: t`Law and practice`,
      to: '/settings/packs',
      order: 57,
      icon: IconGavel,
      visible: (can) => can('packs.list'),
    },
  ],
  settingsRoutes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/packs',
      component: lazyRouteComponent(() => import('./Packs.tsx'), 'Packs'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/packs/$packId',
      component: lazyRouteComponent(() => import('./PackPage.tsx'), 'PackPage'),
    }),
  ],
};
