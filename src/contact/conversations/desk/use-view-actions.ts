import { t } from '@lingui/core/macro';
import { useNavigate } from '@tanstack/react-router';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import type { SavedView } from '../contract.ts';
import { useSavedViews } from './saved-views.ts';

const touches = () => ['inbox-views'];

/** Deletes views, with a way back, and moves them among the others. */
export function useViewActions() {
  const navigate = useNavigate();
  const views = useSavedViews();
  const retire = useCommandOf('conversations.retire-view', { touches });
  const order = useCommandOf('conversations.order-views', { touches });
  return {
    remove: async ({ id, name, version }: SavedView) => {
      if (retire.busy) return;
      const done = await retire.run({ viewId: id, version, retired: true });
      if (!done) return;
      void navigate({ to: '/inbox/$view', params: { view: 'mine' } });
      const restore = async () => {
        if (!(await retire.run({ ...done, retired: false }))) return;
        void navigate({ to: '/inbox/$view', params: { view: `view-${id}` } });
      };
      showToast({
        state: 'kept',
        text: t`View ${name} deleted; its conversations are untouched`,
        undo: () => void restore(),
      });
    },
    move: async (id: string, by: 1 | -1) => {
      const ids = views.map((view) => view.id);
      const from = ids.indexOf(id);
      const [moved, other] = [ids[from], ids[from + by]];
      if (!moved || !other) {
        showToast({ text: by < 0 ? t`It is the first already.` : t`It is the last already.` });
        return;
      }
      ids[from] = other;
      ids[from + by] = moved;
      await order.run({ viewIds: ids });
    },
  };
}
