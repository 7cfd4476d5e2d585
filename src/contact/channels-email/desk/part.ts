import { t } from '@lingui/core/macro';
import IconMail from '@tabler/icons-react/dist/esm/icons/IconMail.mjs';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { DeskPart } from '#kernel/web/desk-part.ts';
import { later } from '#kernel/web/later.ts';

export const mailPart: DeskPart = {
  name: 'mail',
  // Those of forms and of the portal are answered by mail, too.
  channels: ['email', 'form', 'portal'].map((channel) => ({
    channel,
    Beneath: later(() => import('./MailLines.tsx'), 'MailLines'),
    Above: later(() => import('./Recipients.tsx'), 'Recipients'),
  })),
  settings: [{ label: t`Mail`, to: '/settings/mail', order: 58, icon: IconMail, visible: (can) => can('mail.list') }],
  settingsRoutes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/mail',
      component: lazyRouteComponent(() => import('./MailSettings.tsx'), 'MailSettings'),
    }),
  ],
};
