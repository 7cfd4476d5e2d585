import { t } from '@lingui/core/macro';
import IconDoorEnter from '@tabler/icons-react/dist/esm/icons/IconDoorEnter.mjs';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { DeskPart } from '#kernel/web/desk-part.ts';

export const touchpointsPart: DeskPart = {
  name: 'touchpoints',
  settings: [
    {
      label: t`Touchpoints`,
      to: '/settings/touchpoints',
      order: 58,
      icon: IconDoorEnter,
      visible: (can) => can('touchpoints.list'),
    },
  ],
  settingsRoutes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/touchpoints',
      component: lazyRouteComponent(() => import('./Touchpoints.tsx'), 'Touchpoints'),
    }),
  ],
};
