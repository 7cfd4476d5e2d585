import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconSchool from '@tabler/icons-react/dist/esm/icons/IconSchool.mjs';
import { useEffect, useState } from 'react';
import { useData, useLive } from '../hooks.tsx';
import { useSession } from '../session.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { StateMark } from '../ui/State.tsx';

const quietMs = 1_500;

/** True once the connection has been away for longer than a hiccup. */
function useIsAway(): boolean {
  const connection = useLive('connection');
  const failures = useLive('failures');
  const isDown = connection === 'down' || (connection === 'starting' && failures > 0);
  const [isAway, setAway] = useState(false);
  useEffect(() => {
    if (!isDown) {
      setAway(false);
      return;
    }
    const timer = setTimeout(() => setAway(true), quietMs);
    return () => clearTimeout(timer);
  }, [isDown]);
  return isAway;
}

function Reconnecting() {
  const { live } = useData();
  const isAway = useIsAway();
  return (
    <div role="status">
      {isAway && (
        <div className="strip warn">
          <StateMark state="warn" />
          <span className="grow">
            <Trans>
              <b>Reconnecting.</b> What you see may be a little old; what you write is kept.
            </Trans>
          </span>
          <Button size="small" onClick={() => live.connect()}>
            {t`Try now`}
          </Button>
        </div>
      )}
    </div>
  );
}

function Practice() {
  const { workspace, workspaces, switchTo } = useSession();
  if (workspace.kind !== 'practice') return null;
  const real = workspaces.find((one) => one.kind === 'live');
  return (
    <div className="strip practice">
      <Icon of={IconSchool} />
      <span className="grow">
        <b>{t`Practice`}</b>
        <span className="wide"> {t`· nothing you send here leaves Heed`}</span>
      </span>
      {real && (
        <Button size="small" onClick={() => switchTo(real.id)}>
          <Trans>Back to {real.name}</Trans>
        </Button>
      )}
    </div>
  );
}

/** What the reader must know about the whole desk: that this is practice, that the connection is away. */
export function Banner() {
  return (
    <>
      <Practice />
      <Reconnecting />
    </>
  );
}
