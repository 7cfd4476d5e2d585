import { t } from '@lingui/core/macro';
import IconHistory from '@tabler/icons-react/dist/esm/icons/IconHistory.mjs';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { DeskPart } from '#kernel/web/desk-part.ts';
import { later } from '#kernel/web/later.ts';

const newWhatIf = () => lazyRouteComponent(() => import('./NewWhatIf.tsx'), 'NewWhatIf');

export const reviewsPart: DeskPart = {
  name: 'reviews',
  rail: { label: t`Reviews`, icon: IconHistory, to: '/reviews', order: 44, visible: (can) => can('reviews.list') },
  routes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/reviews',
      component: lazyRouteComponent(() => import('./Reviews.tsx'), 'Reviews'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/reviews/$reviewId',
      component: lazyRouteComponent(() => import('./ReviewPage.tsx'), 'ReviewPage'),
    }),
    createRoute({ getParentRoute: () => parent, path: '/reviews/$reviewId/what-if', component: newWhatIf() }),
    createRoute({
      getParentRoute: () => parent,
      path: '/standards/$standardId/$versionId/what-if',
      component: newWhatIf(),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/what-if/$whatIfId',
      component: lazyRouteComponent(() => import('./WhatIfPage.tsx'), 'WhatIfPage'),
    }),
  ],
  inserts: [
    {
      name: 'reviews',
      place: 'standards.document',
      visible: (can) => can('reviews.list'),
      Insert: later(() => import('./BesideStandard.tsx'), 'BesideStandard'),
    },
  ],
};
