import { t } from '@lingui/core/macro';
import { useState } from 'react';
import { useData } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { AuthenticatorSetUp } from './AuthenticatorSetUp.tsx';
import { PasskeySetUp } from './PasskeySetUp.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';

const words = {
  authenticator: { title: t`Set up an authenticator app`, done: t`Signing in now asks for a code as well.` },
  passkey: { title: t`Add a passkey`, done: t`You can sign in with this passkey now.` },
} as const;

/** Sets a second step up; the recovery codes that come with the first one are shown before it closes. */
export function SetUpDialog({ what, onClose }: { what: keyof typeof words; onClose: () => void }) {
  const { refresh } = useData();
  const { person } = useSession();
  const [codes, setCodes] = useState<readonly string[]>();
  const done = (given: readonly string[] | null) => {
    refresh.hint(['sign-in-methods', 'me']);
    showToast({ state: 'kept', text: words[what].done });
    if (given) setCodes(given);
    else onClose();
  };
  if (codes) {
    const finish = (
      <Button kind="primary" onClick={onClose}>
        {t`I have kept them`}
      </Button>
    );
    return (
      <Dialog open onClose={() => undefined} title={t`Your recovery codes`} actions={finish}>
        <RecoveryCodes codes={codes} email={person.email} />
      </Dialog>
    );
  }
  const SetUp = what === 'authenticator' ? AuthenticatorSetUp : PasskeySetUp;
  return (
    <Dialog open onClose={onClose} title={words[what].title}>
      <SetUp onDone={done} onCancel={onClose} />
    </Dialog>
  );
}
