import { t } from '@lingui/core/macro';
import IconChartBar from '@tabler/icons-react/dist/esm/icons/IconChartBar.mjs';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { DeskPart } from '#kernel/web/desk-part.ts';
import { later } from '#kernel/web/later.ts';

export const measuresPart: DeskPart = {
  name: 'measures',
  rail: {
    label: t`Reports`,
    icon: IconChartBar,
    to: '/reports',
    order: 60,
    visible: (can) => can('measures.values'),
  },
  routes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/reports',
      component: lazyRouteComponent(() => import('./Reports.tsx'), 'Reports'),
    }),
  ],
};

/** For pages of other parts that show numbers of the library. */
export const GoalTrend = later(() => import('./GoalTrend.tsx'), 'GoalTrend');
export const RowsBehind = later(() => import('./RowsBehind.tsx'), 'RowsBehind');
