import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';

const storageKey = 'heed.reloaded-at';
const onceInMs = 30_000;

/** Loads the page again, but never in a circle. */
function reloadOnce(): void {
  const last = Number(sessionStorage.getItem(storageKey) ?? 0);
  if (Date.now() - last < onceInMs) return;
  sessionStorage.setItem(storageKey, String(Date.now()));
  location.reload();
}

/** In place of a page that failed to appear. After an update the files of the old version are gone: load the new one. */
export function Stumble({ error, reset }: ErrorComponentProps) {
  const isOldVersion = /dynamically imported module|importing a module/i.test(String(error));
  useEffect(() => {
    if (isOldVersion) reloadOnce();
  }, [isOldVersion]);
  return (
    <div className="stack trouble">
      <Notice state="broken" title={t`This page could not be shown.`} urgent>
        <Trans>What you typed elsewhere is kept. Try again, or load the page anew.</Trans>
      </Notice>
      <div className="line">
        <Button onClick={reset}>{t`Try again`}</Button>
        <Button onClick={() => location.reload()}>{t`Load the page anew`}</Button>
      </div>
    </div>
  );
}
