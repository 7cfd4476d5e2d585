import { t } from '@lingui/core/macro';
import IconSchool from '@tabler/icons-react/dist/esm/icons/IconSchool.mjs';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { DeskPart } from '#kernel/web/desk-part.ts';

export const assessmentsPart: DeskPart = {
  name: 'assessments',
  rail: {
    label: t`Assessments`,
    icon: IconSchool,
    to: '/assessments',
    order: 46,
    visible: (can) => can('assessments.list'),
  },
  routes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/assessments',
      component: lazyRouteComponent(() => import('./Assessments.tsx'), 'Assessments'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/assessments/$assessmentId',
      component: lazyRouteComponent(() => import('./AssessmentPage.tsx'), 'AssessmentPage'),
    }),
  ],
};
