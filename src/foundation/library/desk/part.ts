import { t } from '@lingui/core/macro';
import IconBooks from '@tabler/icons-react/dist/esm/icons/IconBooks.mjs';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { DeskPart } from '#kernel/web/desk-part.ts';

export const libraryPart: DeskPart = {
  name: 'library',
  routes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/library',
      component: lazyRouteComponent(() => import('./Library.tsx'), 'Library'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/library/$itemId',
      component: lazyRouteComponent(() => import('./ItemPage.tsx'), 'ItemPage'),
    }),
  ],
  settings: [{ label: t`Library`, to: '/library', order: 57, icon: IconBooks, visible: (can) => can('library.list') }],
};
