import { useNavigate } from '@tanstack/react-router';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { touches } from './use-changes.ts';

/** Undoes a merge and opens what is a conversation of its own again; why it is not possible is said in words. */
export function useUndoMerge() {
  const navigate = useNavigate();
  const undo = useCommandOf('conversations.undo-merge', { touches });
  return {
    busy: undo.busy,
    run: async ({ conversationId }: { conversationId: string }) => {
      const done = await undo.run({ conversationId });
      if (done) await navigate({ to: '/inbox/$view/$conversationId', params: { view: 'all', conversationId } });
    },
  };
}
