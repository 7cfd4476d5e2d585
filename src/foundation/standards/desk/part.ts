import { t } from '@lingui/core/macro';
import IconBook from '@tabler/icons-react/dist/esm/icons/IconBook2.mjs';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { DeskPart } from '#kernel/web/desk-part.ts';
import { later } from '#kernel/web/later.ts';

export const standardsPart: DeskPart = {
  name: 'standards',
  rail: { label: t`Standards`, icon: IconBook, to: '/standards', order: 40, visible: (can) => can('standards.list') },
  routes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/standards',
      component: lazyRouteComponent(() => import('./Standards.tsx'), 'Standards'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/standards/$standardId',
      component: lazyRouteComponent(() => import('./StandardPage.tsx'), 'StandardPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/standards/$standardId/$versionId',
      component: lazyRouteComponent(() => import('./StandardPage.tsx'), 'StandardPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/standards/$standardId/$versionId/alignment',
      component: lazyRouteComponent(() => import('./align/AlignmentPage.tsx'), 'AlignmentPage'),
    }),
  ],
  cards: [
    {
      name: 'standards',
      places: ['conversation'],
      order: 17,
      visible: (can) => can('standards.work'),
      Card: later(() => import('./AtWorkCard.tsx'), 'AtWorkCard'),
    },
  ],
};

/** For pages of other parts that show a clause: what the software carries out of it, in sentences. */
export const CarriedOut = later(() => import('./Carried.tsx'), 'Carried');
