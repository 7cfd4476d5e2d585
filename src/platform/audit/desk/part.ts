import { t } from '@lingui/core/macro';
import IconHistory from '@tabler/icons-react/dist/esm/icons/IconHistory.mjs';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { DeskPart } from '#kernel/web/desk-part.ts';

export const auditPart: DeskPart = {
  name: 'audit',
  settings: [
    {
      label: t`Audit log`,
      to: '/settings/audit',
      order: 90,
      icon: IconHistory,
      visible: (can) => can('audit.entries'),
    },
  ],
  settingsRoutes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/audit',
      component: lazyRouteComponent(() => import('./AuditLog.tsx'), 'AuditLog'),
    }),
  ],
};
