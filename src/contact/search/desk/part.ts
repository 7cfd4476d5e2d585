import { t } from '@lingui/core/macro';
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import type { Can, DeskPart } from '#kernel/web/desk-part.ts';

const FindRecords = lazy(async () => ({ default: (await import('./FindRecords.tsx')).FindRecords }));
const maySearch = (can: Can) => can('search.everywhere');

export const searchPart: DeskPart = {
  name: 'search',
  rail: { label: t`Search`, icon: IconSearch, to: '/search', order: 20, visible: maySearch },
  routes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/search',
      // A reference typed as a bare number comes as a number.
      validateSearch: (search: Record<string, unknown>): { q?: string } => {
        const q = search.q === undefined ? '' : String(search.q).slice(0, 300);
        return q === '' ? {} : { q };
      },
      component: lazyRouteComponent(() => import('./Search.tsx'), 'Search'),
    }),
  ],
  commands: [
    {
      label: t`Search everything`,
      group: t`Everywhere`,
      key: '/',
      icon: IconSearch,
      to: '/search',
      visible: maySearch,
    },
  ],
  Find: FindRecords,
};
