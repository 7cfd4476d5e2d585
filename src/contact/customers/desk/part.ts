import { t } from '@lingui/core/macro';
import IconBuilding from '@tabler/icons-react/dist/esm/icons/IconBuilding.mjs';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import IconTag from '@tabler/icons-react/dist/esm/icons/IconTag.mjs';
import IconUsers from '@tabler/icons-react/dist/esm/icons/IconUsers.mjs';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { DeskPart } from '#kernel/web/desk-part.ts';
import { later } from '#kernel/web/later.ts';

export const customersPart: DeskPart = {
  name: 'customers',
  rail: {
    label: t`Customers`,
    icon: IconUsers,
    to: '/customers',
    order: 14,
    visible: (can) => can('customers.list'),
  },
  routes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/customers',
      component: lazyRouteComponent(() => import('./Customers.tsx'), 'Customers'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/customers/duplicates',
      component: lazyRouteComponent(() => import('./Duplicates.tsx'), 'Duplicates'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/customers/$customerId/merge/$otherId',
      component: lazyRouteComponent(() => import('./MergePage.tsx'), 'MergePage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/organisations',
      component: lazyRouteComponent(() => import('./Organisations.tsx'), 'Organisations'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/organisations/$organisationId',
      component: lazyRouteComponent(() => import('./OrganisationPage.tsx'), 'OrganisationPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/customers/$customerId',
      component: lazyRouteComponent(() => import('./CustomerPage.tsx'), 'CustomerPage'),
    }),
  ],
  cards: [
    {
      name: 'customer',
      places: ['conversation'],
      order: 10,
      Card: later(() => import('./CustomerCard.tsx'), 'CustomerCard'),
    },
    {
      name: 'timeline',
      places: ['conversation', 'customer'],
      order: 90,
      Card: later(() => import('./TimelineCard.tsx'), 'TimelineCard'),
    },
  ],
  Find: later(() => import('./FindOrganisations.tsx'), 'FindOrganisations'),
  commands: [
    {
      label: t`Organisations`,
      group: t`Customers`,
      icon: IconBuilding,
      to: '/organisations',
      visible: (can) => can('customers.list'),
    },
    {
      label: t`Possible duplicates`,
      group: t`Customers`,
      icon: IconUsers,
      to: '/customers/duplicates',
      visible: (can) => can('customers.list'),
    },
    {
      label: t`New customer`,
      group: t`Customers`,
      icon: IconPlus,
      to: '/customers',
      begin: 'new-customer',
      visible: (can) => can('customers.create'),
    },
  ],
  settings: [
    {
      label: t`Customer tags`,
      to: '/settings/customer-tags',
      order: 55,
      icon: IconTag,
      visible: (can) => can('customers.list'),
    },
  ],
  settingsRoutes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/customer-tags',
      component: lazyRouteComponent(() => import('./CustomerTagSettings.tsx'), 'CustomerTagSettings'),
    }),
  ],
};
