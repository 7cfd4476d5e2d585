import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import type { DeskPart } from '#kernel/web/desk-part.ts';
import { Desk } from '#kernel/web/shell/Desk.tsx';
import { Missing } from '#kernel/web/shell/Missing.tsx';
import { Start } from '#kernel/web/shell/Start.tsx';
import { Stumble } from '#kernel/web/shell/Stumble.tsx';

/** The desk's addresses: doors and gallery outside, everything else behind the gate. */
export function createDeskRouter(parts: readonly DeskPart[]) {
  const root = createRootRoute({});
  const desk = createRoute({ getParentRoute: () => root, id: 'desk', component: Desk });
  const start = createRoute({ getParentRoute: () => desk, path: '/', component: Start });
  const settings = createRoute({
    getParentRoute: () => desk,
    path: '/settings',
    component: lazyRouteComponent(() => import('#kernel/web/shell/SettingsFrame.tsx'), 'SettingsFrame'),
  });
  const gallery = createRoute({
    getParentRoute: () => root,
    path: '/parts',
    component: lazyRouteComponent(() => import('./gallery/Gallery.tsx'), 'Gallery'),
  });
  const inside = parts.flatMap((part) => part.routes?.(desk) ?? []);
  const doors = parts.flatMap((part) => part.doors?.(root) ?? []);
  const sections = parts.flatMap((part) => part.settingsRoutes?.(settings) ?? []);
  return createRouter({
    routeTree: root.addChildren([
      desk.addChildren([start, settings.addChildren(sections), ...inside]),
      gallery,
      ...doors,
    ]),
    basepath: '/desk',
    defaultNotFoundComponent: Missing,
    notFoundMode: 'fuzzy',
    defaultPreload: 'intent',
    defaultErrorComponent: Stumble,
  });
}
