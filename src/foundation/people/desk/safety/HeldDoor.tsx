import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './safety.css';
import { useState } from 'react';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Door } from '#kernel/web/shell/Door.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { startAfresh } from '../links.ts';
import { AuthenticatorSetUp } from './AuthenticatorSetUp.tsx';
import { PasskeySetUp } from './PasskeySetUp.tsx';
import { passkeysHere } from './passkey.ts';
import { RecoveryCodes } from './RecoveryCodes.tsx';

/** For whoever must set a second step up before anything else. */
export function HeldDoor() {
  const { person, workspace, signOut } = useSession();
  const canHavePasskeys = useQueryOf('people.sign-in-methods', {}).data?.canHavePasskeys === true && passkeysHere();
  const [what, setWhat] = useState<'authenticator' | 'passkey'>();
  const [codes, setCodes] = useState<readonly string[]>();
  const done = (given: readonly string[] | null) => (given ? setCodes(given) : startAfresh());
  if (codes) {
    return (
      <Door title={t`Your recovery codes`}>
        <RecoveryCodes codes={codes} email={person.email} />
        <Button kind="primary" size="big" onClick={() => startAfresh()}>
          {t`I have kept them, open the desk`}
        </Button>
      </Door>
    );
  }
  if (what) {
    const SetUp = what === 'authenticator' ? AuthenticatorSetUp : PasskeySetUp;
    return (
      <Door title={what === 'authenticator' ? t`Set up an authenticator app` : t`Make a passkey`}>
        <SetUp onDone={done} onCancel={() => setWhat(undefined)} />
      </Door>
    );
  }
  return (
    <Door title={t`One more step for your account`}>
      <p>
        <Trans>
          At <b dir="auto">{workspace.name}</b> your role signs in with a second step. Set it up now; it takes a minute,
          and then everything is where you left it.
        </Trans>
      </p>
      <Button kind="primary" size="big" onClick={() => setWhat('authenticator')}>
        {t`Use an authenticator app`}
      </Button>
      {canHavePasskeys && (
        <Button size="big" onClick={() => setWhat('passkey')}>
          {t`Use a passkey`}
        </Button>
      )}
      <Button kind="quiet" onClick={signOut}>
        {t`Sign out`}
      </Button>
    </Door>
  );
}
