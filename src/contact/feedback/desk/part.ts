import { t } from '@lingui/core/macro';
import IconMoodSmile from '@tabler/icons-react/dist/esm/icons/IconMoodSmile.mjs';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { DeskPart } from '#kernel/web/desk-part.ts';
import { later } from '#kernel/web/later.ts';

export const feedbackPart: DeskPart = {
  name: 'feedback',
  rail: {
    label: t`Feedback`,
    icon: IconMoodSmile,
    to: '/feedback',
    order: 62,
    visible: (can) => can('feedback.list'),
  },
  routes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/feedback',
      component: lazyRouteComponent(() => import('./FeedbackPage.tsx'), 'FeedbackPage'),
    }),
  ],
  cards: [
    {
      name: 'feedback',
      places: ['conversation'],
      order: 26,
      visible: (can) => can('feedback.list'),
      Card: later(() => import('./FeedbackCard.tsx'), 'FeedbackCard'),
    },
  ],
  settings: [
    {
      label: t`Feedback`,
      to: '/settings/feedback',
      order: 63,
      icon: IconMoodSmile,
      visible: (can) => can('feedback.list'),
    },
  ],
  settingsRoutes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/feedback',
      component: lazyRouteComponent(() => import('./FeedbackSettings.tsx'), 'FeedbackSettings'),
    }),
  ],
};
