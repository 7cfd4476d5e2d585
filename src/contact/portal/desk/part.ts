import { t } from '@lingui/core/macro';
import IconDoorEnter from '@tabler/icons-react/dist/esm/icons/IconDoorEnter.mjs';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { DeskPart } from '#kernel/web/desk-part.ts';

export const portalPart: DeskPart = {
  name: 'portal',
  settings: [
    { label: t`Portal`, to: '/settings/portal', order: 60, icon: IconDoorEnter, visible: (can) => can('portal.list') },
  ],
  settingsRoutes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/portal',
      component: lazyRouteComponent(() => import('./BrandsPage.tsx'), 'BrandsPage'),
    }),
  ],
};
