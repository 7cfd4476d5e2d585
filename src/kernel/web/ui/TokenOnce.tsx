import { t } from '@lingui/core/macro';
import { useState } from 'react';
import { CopyField } from '../shell/CopyField.tsx';
import { Button } from './Button.tsx';
import { Notice } from './Notice.tsx';

type TokenOnceProps = {
  /** There is one already: the next ends it. */
  hasOne: boolean;
  busy: boolean;
  /** Gives the token, or undefined where it was refused. */
  make: () => Promise<string | undefined>;
};

/** Makes a token for another program and shows it this once, to be copied; a further one ends the one before. */
export function TokenOnce({ hasOne, busy, make }: TokenOnceProps) {
  const [token, setToken] = useState<string>();
  const start = async () => {
    const made = await make();
    if (made) setToken(made);
  };
  if (!token) {
    return (
      <div>
        <Button disabled={busy} onClick={() => void start()}>
          {hasOne ? t`Make a new token; the one before ends` : t`Make the token`}
        </Button>
      </div>
    );
  }
  return (
    <>
      <Notice state="warn" title={t`Copy it now. It is not shown again.`} urgent>
        {t`Heed keeps only what is needed to recognise it.`}
      </Notice>
      <CopyField label={t`Token`} value={token} />
    </>
  );
}
