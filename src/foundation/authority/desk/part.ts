import { t } from '@lingui/core/macro';
import IconScale from '@tabler/icons-react/dist/esm/icons/IconScale.mjs';
import IconUserCheck from '@tabler/icons-react/dist/esm/icons/IconUserCheck.mjs';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { DeskPart } from '#kernel/web/desk-part.ts';
import { later } from '#kernel/web/later.ts';
import { WaitingCount } from './WaitingCount.tsx';

const AskDialog = later(() => import('./AskDialog.tsx'), 'AskDialog');

export const authorityPart: DeskPart = {
  name: 'authority',
  rail: {
    label: t`Approvals`,
    icon: IconUserCheck,
    to: '/approvals',
    order: 18,
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
  soon: [AskDialog],
  refusals: { 'authority.approval_needed': AskDialog },
};
