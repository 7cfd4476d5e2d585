import { t } from '@lingui/core/macro';
import IconUsersGroup from '@tabler/icons-react/dist/esm/icons/IconUsersGroup.mjs';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { DeskPart } from '#kernel/web/desk-part.ts';

export const staffingPart: DeskPart = {
  name: 'staffing',
  rail: {
    label: t`Staffing`,
    icon: IconUsersGroup,
    to: '/staffing',
    order: 46,
    visible: (can) => can('staffing.list'),
  },
  routes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/staffing',
      component: lazyRouteComponent(() => import('./Staffing.tsx'), 'Staffing'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/staffing/$planId',
      component: lazyRouteComponent(() => import('./PlanPage.tsx'), 'PlanPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/staffing/rosters/$teamId',
      component: lazyRouteComponent(() => import('./RosterPage.tsx'), 'RosterPage'),
    }),
  ],
};
