import { t } from '@lingui/core/macro';
import IconScale from '@tabler/icons-react/dist/esm/icons/IconScale.mjs';
import IconUserCheck from '@tabler/icons-react/dist/esm/icons/IconUserCheck.mjs';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { DeskPart } from '#kernel/web/desk-part.ts';
import { AskDialog } from './AskDialog.tsx';
import { WaitingCount } from './WaitingCount.tsx';

export const authorityPart: DeskPart = {
  name: 'authority',
  rail: {
    label: t`Approvals`,
    icon: IconUserCheck,
    to: '/approvals',
    order: 25,
    visible: (can) => can('authority.approvals'),
    Count: WaitingCount,
  },
  routes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/approvals',
      component: lazyRouteComponent(() => import('./Approvals.tsx'), 'Approvals'),
    }),
  ],
  settings: [
    {
      label: t`Authority`,
      to: '/settings/authority',
      order: 35,
      icon: IconScale,
      visible: (can) => can('authority.rules'),
    },
  ],
  settingsRoutes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/authority',
      component: lazyRouteComponent(() => import('./Authority.tsx'), 'Authority'),
    }),
  ],
  refusals: { 'authority.approval_needed': AskDialog },
};
