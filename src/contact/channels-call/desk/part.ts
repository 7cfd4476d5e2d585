import { t } from '@lingui/core/macro';
import IconPhone from '@tabler/icons-react/dist/esm/icons/IconPhone.mjs';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { DeskPart } from '#kernel/web/desk-part.ts';
import { later } from '#kernel/web/later.ts';

const beside = {
  Beneath: later(() => import('./ContactLine.tsx'), 'ContactLine'),
  Above: later(() => import('./NothingSent.tsx'), 'NothingSent'),
};

export const callsPart: DeskPart = {
  name: 'calls',
  rail: { label: t`Calls`, icon: IconPhone, to: '/calls', order: 16, visible: (can) => can('calls.list') },
  routes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/calls',
      component: lazyRouteComponent(() => import('./Calls.tsx'), 'Calls'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/calls/pop',
      component: lazyRouteComponent(() => import('./Pop.tsx'), 'Pop'),
    }),
  ],
  cards: [
    {
      name: 'calls',
      places: ['conversation', 'customer'],
      order: 14,
      visible: (can) => can('calls.list'),
      Card: later(() => import('./CallsCard.tsx'), 'CallsCard'),
    },
  ],
  channels: ['call', 'visit', 'letter'].map((channel) => ({ channel, ...beside })),
  commands: [
    {
      label: t`Write down a call, visit or letter`,
      group: t`Calls`,
      icon: IconPhone,
      to: '/calls',
      begin: 'log-contact',
      key: 'l',
      visible: (can) => can('calls.log'),
    },
  ],
  settings: [
    {
      label: t`Telephony`,
      to: '/settings/telephony',
      order: 59,
      icon: IconPhone,
      visible: (can) => can('calls.list'),
    },
  ],
  settingsRoutes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/telephony',
      component: lazyRouteComponent(() => import('./Telephony.tsx'), 'Telephony'),
    }),
  ],
};
