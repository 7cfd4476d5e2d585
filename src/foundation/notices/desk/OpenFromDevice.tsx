import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { canBeTold, isInstalled, startWorker } from './worker.ts';

/**
 * Goes where a notice on the device leads, without loading the page anew. The service worker runs only where it is of
 * use: in an installed Heed, and where the reader lets notices come.
 */
export function OpenFromDevice() {
  const navigate = useNavigate();
  useEffect(() => {
    if (!canBeTold()) return undefined;
    if (isInstalled() || Notification.permission === 'granted') void startWorker().catch(() => undefined);
    const go = ({ data }: MessageEvent<{ heed?: string; to?: string }>) => {
      if (data?.heed === 'open' && data.to?.startsWith('/')) void navigate({ to: data.to });
    };
    navigator.serviceWorker.addEventListener('message', go);
    return () => navigator.serviceWorker.removeEventListener('message', go);
  }, [navigate]);
  return null;
}
