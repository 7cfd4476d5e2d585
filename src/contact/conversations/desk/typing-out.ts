import { useEffect, useMemo } from 'react';
import { useData } from '#kernel/web/hooks.tsx';

const everyMs = 3_000;
const idleMs = 5_000;

/** Tells the customer that an answer is being written, at most every 3 s. Notes tell nobody. */
export function useTypingOut(conversationId: string, isHeard: boolean) {
  const { live } = useData();
  const out = useMemo(() => {
    const topic = `conversation:${conversationId}`;
    let saidAt = 0;
    let idle: ReturnType<typeof setTimeout> | undefined;
    const ended = () => {
      clearTimeout(idle);
      if (saidAt > 0) live.typing(topic, false);
      saidAt = 0;
    };
    const typed = () => {
      if (!isHeard) return;
      clearTimeout(idle);
      idle = setTimeout(ended, idleMs);
      if (Date.now() - saidAt < everyMs) return;
      saidAt = Date.now();
      live.typing(topic, true);
    };
    return { typed, ended };
  }, [live, conversationId, isHeard]);
  useEffect(() => out.ended, [out]);
  return out;
}
