import { t } from '@lingui/core/macro';
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs';
import { useSyncExternalStore } from 'react';
import { Button } from '#kernel/web/ui/Button.tsx';
import { isInstalled, startWorker } from './worker.ts';

/** What Chromium offers once it finds that a page can be installed. */
type Offer = Event & { prompt(): Promise<unknown> };

let offer: Offer | undefined;
const listeners = new Set<() => void>();
const become = (next: Offer | undefined) => {
  offer = next;
  for (const listener of listeners) listener();
};

/** Listens from the start, as the browser offers it once. */
export function awaitInstallOffer(): void {
  // Documents are made from the parts without a browser.
  if (typeof window === 'undefined') return;
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    become(event as Offer);
  });
  window.addEventListener('appinstalled', () => become(undefined));
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const isApple = () => /iPhone|iPad/.test(navigator.userAgent);

/** How Heed becomes an app of its own on this device; nothing where it is one. */
export function InstallHint() {
  const offered = useSyncExternalStore(subscribe, () => offer);
  if (isInstalled()) return null;
  if (offered) {
    const install = async () => {
      await offered.prompt();
      become(undefined);
      await startWorker().catch(() => undefined);
    };
    return (
      <div className="line wrap">
        <Button icon={IconDownload} onClick={() => void install()}>
          {t`Install Heed as an app`}
        </Button>
        <span className="meta">{t`It then has a window and an icon of its own.`}</span>
      </div>
    );
  }
  return (
    <p className="meta narrow">
      {isApple()
        ? t`Install Heed: in Safari, tap Share, then Add to Home Screen.`
        : t`Install Heed: in the browser’s menu, choose Install app or Add to home screen.`}
    </p>
  );
}
