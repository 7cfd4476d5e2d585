import { t } from '@lingui/core/macro';
import IconForms from '@tabler/icons-react/dist/esm/icons/IconForms.mjs';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { DeskPart } from '#kernel/web/desk-part.ts';
import { later } from '#kernel/web/later.ts';

export const fieldsPart: DeskPart = {
  name: 'fields',
  cards: [
    {
      name: 'details',
      places: ['conversation', 'customer'],
      order: 20,
      visible: (can) => can('fields.values'),
      Card: later(() => import('./DetailsCard.tsx'), 'DetailsCard'),
    },
  ],
  settings: [
    { label: t`Fields`, to: '/settings/fields', order: 54, icon: IconForms, visible: (can) => can('fields.list') },
  ],
  settingsRoutes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/fields',
      component: lazyRouteComponent(() => import('./Fields.tsx'), 'Fields'),
    }),
  ],
};
