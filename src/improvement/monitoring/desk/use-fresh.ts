import { useEffect } from 'react';
import { useData } from '#kernel/web/hooks.tsx';

const refreshMs = 30_000;

/** Numbers follow the log some seconds behind; while they are on screen they are asked for again. */
export function useFreshNumbers(isCounting: boolean): void {
  const { refresh } = useData();
  useEffect(() => {
    const again = () => {
      if (!document.hidden) refresh.hint(['measures']);
    };
    const timer = setInterval(again, isCounting ? 2_000 : refreshMs);
    return () => clearInterval(timer);
  }, [refresh, isCounting]);
}
