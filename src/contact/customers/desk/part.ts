import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import IconUsers from '@tabler/icons-react/dist/esm/icons/IconUsers.mjs';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { DeskPart } from '#kernel/web/desk-part.ts';
import { CustomerCard } from './CustomerCard.tsx';
import { TimelineCard } from './TimelineCard.tsx';

export const customersPart: DeskPart = {
  name: 'customers',
  rail: {
    label: 'Customers',
    icon: IconUsers,
    to: '/customers',
    order: 20,
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
      path: '/customers/$customerId',
      component: lazyRouteComponent(() => import('./CustomerPage.tsx'), 'CustomerPage'),
    }),
  ],
  cards: [
    { name: 'customer', places: ['conversation'], order: 10, Card: CustomerCard },
    { name: 'timeline', places: ['conversation', 'customer'], order: 90, Card: TimelineCard },
  ],
  commands: [
    {
      label: 'New customer',
      group: 'Customers',
      icon: IconPlus,
      to: '/customers',
      begin: 'new-customer',
      visible: (can) => can('customers.create'),
    },
  ],
};
