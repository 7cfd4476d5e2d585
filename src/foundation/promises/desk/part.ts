import { t } from '@lingui/core/macro';
import IconCalendar from '@tabler/icons-react/dist/esm/icons/IconCalendarTime.mjs';
import IconClockCheck from '@tabler/icons-react/dist/esm/icons/IconClockCheck.mjs';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import IconTarget from '@tabler/icons-react/dist/esm/icons/IconTargetArrow.mjs';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { Can, DeskPart } from '#kernel/web/desk-part.ts';
import { later } from '#kernel/web/later.ts';
import { LateCount } from './LateCount.tsx';

const mayList = (can: Can) => can('promises.list');

export const promisesPart: DeskPart = {
  name: 'promises',
  rail: {
    label: t`Promises`,
    icon: IconClockCheck,
    to: '/promises',
    order: 12,
    visible: mayList,
    Count: LateCount,
  },
  routes: (parent) => {
    const component = lazyRouteComponent(() => import('./Promises.tsx'), 'Promises');
    return [
      createRoute({ getParentRoute: () => parent, path: '/promises', component }),
      createRoute({ getParentRoute: () => parent, path: '/promises/$view', component }),
    ];
  },
  cards: [
    {
      name: 'what-we-owe',
      places: ['conversation', 'customer'],
      order: 15,
      visible: mayList,
      Card: later(() => import('./OwedCard.tsx'), 'OwedCard'),
    },
  ],
  commands: [
    {
      label: t`New task`,
      group: t`Promises`,
      icon: IconPlus,
      to: '/promises',
      begin: 'new-task',
      visible: (can) => can('promises.add'),
    },
  ],
  settings: [
    { label: t`Calendars`, to: '/settings/calendars', order: 46, icon: IconCalendar, visible: mayList },
    { label: t`Response targets`, to: '/settings/targets', order: 47, icon: IconTarget, visible: mayList },
  ],
  settingsRoutes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/calendars',
      component: lazyRouteComponent(() => import('./Calendars.tsx'), 'Calendars'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/calendars/new',
      component: lazyRouteComponent(() => import('./NewCalendar.tsx'), 'NewCalendar'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/calendars/$calendarId',
      component: lazyRouteComponent(() => import('./CalendarPage.tsx'), 'CalendarPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/targets',
      component: lazyRouteComponent(() => import('./Targets.tsx'), 'Targets'),
    }),
  ],
};

export { instantOf, nextDay, wallOf } from './zone-time.ts';
