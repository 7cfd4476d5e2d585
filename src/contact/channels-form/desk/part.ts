import { t } from '@lingui/core/macro';
import IconClipboardText from '@tabler/icons-react/dist/esm/icons/IconClipboardText.mjs';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { DeskPart } from '#kernel/web/desk-part.ts';

export const formsPart: DeskPart = {
  name: 'forms',
  settings: [
    { label: t`Forms`, to: '/settings/forms', order: 59, icon: IconClipboardText, visible: (can) => can('forms.list') },
  ],
  settingsRoutes: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: '/forms',
      component: lazyRouteComponent(() => import('./FormsPage.tsx'), 'FormsPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/forms/$formId',
      component: lazyRouteComponent(() => import('./FormBuilder.tsx'), 'FormBuilder'),
    }),
  ],
};
