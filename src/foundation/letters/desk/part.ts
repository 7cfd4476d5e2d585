import { t } from '@lingui/core/macro';
import IconMail from '@tabler/icons-react/dist/esm/icons/IconMailOpened.mjs';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { DeskPart } from '#kernel/web/desk-part.ts';
import { later } from '#kernel/web/later.ts';

export const lettersPart: DeskPart = {
  name: 'letters',
  routes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/letters/new/$about/$aboutId',
      component: lazyRouteComponent(() => import('./WriteLetter.tsx'), 'WriteLetter'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/letters/$letterId',
      component: lazyRouteComponent(() => import('./LetterPage.tsx'), 'LetterPage'),
    }),
  ],
  cards: [
    {
      name: 'letters',
      places: ['conversation', 'customer'],
      order: 40,
      visible: (can) => can('letters.list'),
      Card: later(() => import('./LettersCard.tsx'), 'LettersCard'),
    },
  ],
  settings: [
    {
      label: t`Letters`,
      to: '/settings/letters',
      order: 55,
      icon: IconMail,
      visible: (can) => can('letters.list'),
    },
  ],
  settingsRoutes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/letters',
      component: lazyRouteComponent(() => import('./Letters.tsx'), 'Letters'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/letters/$templateId',
      component: lazyRouteComponent(() => import('./TemplatePage.tsx'), 'TemplatePage'),
    }),
  ],
};
