import type { OutputOf } from '#kernel/web/data.ts';
import { useData } from '#kernel/web/hooks.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';

export type Conversation = OutputOf<'conversations.get'>;

interface At {
  conversationId: string;
  version: number;
}

/** What each conversation's last change waits for, so that the next goes by its answer. */
const lines = new Map<string, Promise<unknown>>();

let closeLast: () => void = () => undefined;

/** What a change of a conversation makes old. */
export const touches = ({ conversationId }: { conversationId: string }) => [`conversation:${conversationId}`, 'inbox'];

/** Changes of one conversation, sent one after the other: what this desk did itself never makes its next change stale. */
export function useChanges(conversation: Conversation) {
  const { cache } = useData();
  const conversationId = conversation.id;
  const patch = (change: (old: Conversation) => Conversation) =>
    cache.patch('conversations.get', { conversationId }, change);
  const learn = (version: number) => patch((old) => (old.version < version ? { ...old, version } : old));

  return {
    /** Shows a change before the server has it; answers the way back, which leaves alone what came meanwhile. */
    show: (change: Partial<Conversation>) => {
      const before = cache.get('conversations.get', { conversationId }) ?? conversation;
      patch((old) => ({ ...old, ...change }));
      return () => patch((old) => (old.version === before.version ? before : old));
    },
    /** Sends a change in its turn, with the version that is known by then. @throws what `send` throws */
    change: <Done extends object>(send: (at: At) => Promise<Done | undefined>) => {
      const turn = (lines.get(conversationId) ?? Promise.resolve()).then(async () => {
        const { version } = cache.get('conversations.get', { conversationId }) ?? conversation;
        const done = await send({ conversationId, version });
        if (done && 'version' in done) learn(Number(done.version));
        return done;
      });
      const settled = turn.then(
        () => undefined,
        () => undefined,
      );
      lines.set(conversationId, settled);
      void settled.then(() => lines.get(conversationId) === settled && lines.delete(conversationId));
      return turn;
    },
    /** Says what was done, in the place of the last, whose way back no longer leads anywhere. */
    say: (text: string, undo: () => void) => {
      closeLast();
      closeLast = showToast({ state: 'kept', text, undo });
    },
    /** Takes back the offer to undo the last change. */
    closeLast: () => closeLast(),
  };
}
