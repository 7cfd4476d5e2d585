import { t } from '@lingui/core/macro';
import IconBook from '@tabler/icons-react/dist/esm/icons/IconBook2.mjs';
import IconClockCheck from '@tabler/icons-react/dist/esm/icons/IconClockCheck.mjs';
import IconTarget from '@tabler/icons-react/dist/esm/icons/IconTargetArrow.mjs';
import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { Can, DeskPart } from '#kernel/web/desk-part.ts';
import { later } from '#kernel/web/later.ts';

const mayRead = (can: Can) => can('monitoring.read');
const page = (parent: AnyRoute, path: string, component: ReturnType<typeof lazyRouteComponent>) =>
  createRoute({ getParentRoute: () => parent, path, component });

export const monitoringPart: DeskPart = {
  name: 'monitoring',
  rail: { label: t`Monitoring`, icon: IconTarget, to: '/monitoring', order: 42, visible: mayRead },
  routes: (parent) => [
    page(
      parent,
      '/monitoring',
      lazyRouteComponent(() => import('./Goals.tsx'), 'Goals'),
    ),
    page(
      parent,
      '/monitoring/goals/$goalId',
      lazyRouteComponent(() => import('./GoalPage.tsx'), 'GoalPage'),
    ),
    page(
      parent,
      '/monitoring/actions',
      lazyRouteComponent(() => import('./Actions.tsx'), 'Actions'),
    ),
    page(
      parent,
      '/monitoring/actions/$actionId',
      lazyRouteComponent(() => import('./ActionPage.tsx'), 'ActionPage'),
    ),
    page(
      parent,
      '/monitoring/issues',
      lazyRouteComponent(() => import('./Issues.tsx'), 'Issues'),
    ),
  ],
  inserts: [
    {
      name: 'actual',
      place: 'standards.clause',
      visible: mayRead,
      Insert: later(() => import('./ClauseActual.tsx'), 'ClauseActual'),
    },
  ],
  settings: [
    { label: t`Corrective actions`, to: '/settings/corrections', order: 49, icon: IconClockCheck, visible: mayRead },
    { label: t`Public charter`, to: '/settings/charter', order: 61, icon: IconBook, visible: mayRead },
  ],
  settingsRoutes: (parent) => [
    page(
      parent,
      '/corrections',
      lazyRouteComponent(() => import('./Rule.tsx'), 'Rule'),
    ),
    page(
      parent,
      '/charter',
      lazyRouteComponent(() => import('./Charters.tsx'), 'Charters'),
    ),
  ],
};
