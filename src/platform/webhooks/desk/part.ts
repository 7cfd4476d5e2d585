import { t } from '@lingui/core/macro';
import IconWebhook from '@tabler/icons-react/dist/esm/icons/IconWebhook.mjs';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { DeskPart } from '#kernel/web/desk-part.ts';

export const webhooksPart: DeskPart = {
  name: 'webhooks',
  settings: [
    {
      label: t`Webhooks`,
      to: '/settings/webhooks',
      order: 87,
      icon: IconWebhook,
      visible: (can) => can('webhooks.list'),
    },
  ],
  settingsRoutes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/webhooks',
      component: lazyRouteComponent(() => import('./Webhooks.tsx'), 'Webhooks'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/webhooks/$endpointId',
      component: lazyRouteComponent(() => import('./EndpointPage.tsx'), 'EndpointPage'),
    }),
  ],
};
