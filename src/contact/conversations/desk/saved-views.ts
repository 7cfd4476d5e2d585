import { useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import type { SavedView } from '../contract.ts';

/** The views that the reader keeps or that are shared with them, in their order. */
export function useSavedViews(): readonly SavedView[] {
  const { can } = useSession();
  return useQueryOf('conversations.views', can('conversations.list_views') ? {} : null).data?.views ?? none;
}
const none: readonly SavedView[] = [];

/** The saved view that an address names (`view-ID`); undefined for the others. */
export function useSavedView(name: string): SavedView | undefined {
  return useSavedViews().find((view) => `view-${view.id}` === name);
}
