import { t } from '@lingui/core/macro';
import IconMail from '@tabler/icons-react/dist/esm/icons/IconMail.mjs';
import IconSignature from '@tabler/icons-react/dist/esm/icons/IconSignature.mjs';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { DeskPart } from '#kernel/web/desk-part.ts';
import { later } from '#kernel/web/later.ts';

export const mailPart: DeskPart = {
  name: 'mail',
  // Those of forms and of the portal are answered by mail, too.
  channels: [
    ...['email', 'form', 'portal'].map((channel) => ({
      channel,
      Beneath: later(() => import('./MailLines.tsx'), 'MailLines'),
      Above: later(() => import('./Recipients.tsx'), 'Recipients'),
    })),
    // A chat goes on by mail when its visitor has gone.
    {
      channel: 'chat',
      Beneath: later(() => import('./MailLines.tsx'), 'MailLines'),
      Above: later(() => import('./Onward.tsx'), 'Onward'),
    },
  ],
  settings: [
    { label: t`Mail`, to: '/settings/mail', order: 58, icon: IconMail, visible: (can) => can('mail.list') },
    {
      label: t`Signatures`,
      to: '/settings/signatures',
      order: 58.5,
      icon: IconSignature,
      visible: (can) => can('mail.list'),
    },
  ],
  settingsRoutes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/mail',
      component: lazyRouteComponent(() => import('./MailSettings.tsx'), 'MailSettings'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/signatures',
      component: lazyRouteComponent(() => import('./Signatures.tsx'), 'Signatures'),
    }),
  ],
};
