import { t } from '@lingui/core/macro';
import IconApi from '@tabler/icons-react/dist/esm/icons/IconApi.mjs';
import IconBuilding from '@tabler/icons-react/dist/esm/icons/IconBuilding.mjs';
import IconKey from '@tabler/icons-react/dist/esm/icons/IconKey.mjs';
import IconMailPlus from '@tabler/icons-react/dist/esm/icons/IconMailPlus.mjs';
import IconShieldLock from '@tabler/icons-react/dist/esm/icons/IconShieldLock.mjs';
import IconUserCircle from '@tabler/icons-react/dist/esm/icons/IconUserCircle.mjs';
import IconUsers from '@tabler/icons-react/dist/esm/icons/IconUsers.mjs';
import IconUsersGroup from '@tabler/icons-react/dist/esm/icons/IconUsersGroup.mjs';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { DeskPart } from '#kernel/web/desk-part.ts';
import { later } from '#kernel/web/later.ts';
import { Gate } from './Gate.tsx';

export const peoplePart: DeskPart = {
  name: 'people',
  Gate,
  Find: later(() => import('./FindColleagues.tsx'), 'FindColleagues'),
  doors: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/set-up',
      component: lazyRouteComponent(() => import('./SetUp.tsx'), 'SetUp'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/join',
      component: lazyRouteComponent(() => import('./Join.tsx'), 'Join'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/reset',
      component: lazyRouteComponent(() => import('./Reset.tsx'), 'Reset'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/sign-in/back',
      component: lazyRouteComponent(() => import('./elsewhere/Back.tsx'), 'Back'),
    }),
  ],
  settings: [
    { label: t`You`, to: '/settings/me', order: 10, icon: IconUserCircle },
    { label: t`Your security`, to: '/settings/my-security', order: 11, icon: IconKey },
    { label: t`People`, to: '/settings/people', order: 20, icon: IconUsers },
    {
      label: t`Invitations`,
      to: '/settings/invitations',
      order: 30,
      icon: IconMailPlus,
      visible: (can) => can('people.invitations'),
    },
    { label: t`Teams`, to: '/settings/teams', order: 40, icon: IconUsersGroup },
    {
      label: t`Security`,
      to: '/settings/security',
      order: 41,
      icon: IconShieldLock,
      visible: (can) => can('people.security'),
    },
    {
      label: t`Identity provider`,
      to: '/settings/identity-provider',
      order: 42,
      icon: IconBuilding,
      visible: (can) => can('people.provider'),
    },
    { label: t`API keys`, to: '/settings/api-keys', order: 86, icon: IconApi, visible: (can) => can('people.keys') },
  ],
  settingsRoutes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/me',
      component: lazyRouteComponent(() => import('./Me.tsx'), 'Me'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/my-security',
      component: lazyRouteComponent(() => import('./safety/MySecurity.tsx'), 'MySecurity'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/security',
      component: lazyRouteComponent(() => import('./safety/Security.tsx'), 'Security'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/identity-provider',
      component: lazyRouteComponent(() => import('./elsewhere/ProviderSettings.tsx'), 'ProviderSettings'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/api-keys',
      component: lazyRouteComponent(() => import('./keys/ApiKeys.tsx'), 'ApiKeys'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/people',
      component: lazyRouteComponent(() => import('./People.tsx'), 'People'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/invitations',
      component: lazyRouteComponent(() => import('./Invitations.tsx'), 'Invitations'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/teams',
      component: lazyRouteComponent(() => import('./Teams.tsx'), 'Teams'),
    }),
  ],
};
