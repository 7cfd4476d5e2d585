import { t } from '@lingui/core/macro';
import IconBell from '@tabler/icons-react/dist/esm/icons/IconBell.mjs';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { DeskPart } from '#kernel/web/desk-part.ts';
import { ImportantAloud, RailBell, TabBell } from './Bell.tsx';
import { awaitInstallOffer } from './InstallHint.tsx';

awaitInstallOffer();

export const noticesPart: DeskPart = {
  name: 'notices',
  bell: { Rail: RailBell, Tab: TabBell, Watch: ImportantAloud },
  routes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/notices',
      component: lazyRouteComponent(() => import('./Notices.tsx'), 'Notices'),
    }),
  ],
  settings: [{ label: t`Notices`, to: '/settings/notices', order: 15, icon: IconBell }],
  settingsRoutes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/notices',
      component: lazyRouteComponent(() => import('./NoticeSettings.tsx'), 'NoticeSettings'),
    }),
  ],
};
