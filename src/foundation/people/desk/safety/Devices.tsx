import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './safety.css';
import IconDeviceDesktop from '@tabler/icons-react/dist/esm/icons/IconDeviceDesktop.mjs';
import IconDeviceMobile from '@tabler/icons-react/dist/esm/icons/IconDeviceMobile.mjs';
import IconDeviceUnknown from '@tabler/icons-react/dist/esm/icons/IconDeviceUnknown.mjs';
import type { OutputOf } from '#kernel/web/data.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Icon } from '#kernel/web/ui/Icon.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';

type Session = OutputOf<'people.sessions'>['sessions'][number];

const icons = { computer: IconDeviceDesktop, phone: IconDeviceMobile, other: IconDeviceUnknown };
const touches = () => ['sessions'];

function DeviceLine({ personId, session }: { personId: string; session: Session }) {
  const formats = useFormats();
  const end = useCommandOf('people.end-session', { touches });
  const stop = async () => {
    const done = await end.run({ personId, sessionId: session.id });
    if (done) showToast({ state: 'kept', text: t`${session.device} is signed out.` });
  };
  const from = session.address === '' ? session.workspaceName : t`${session.workspaceName} · from ${session.address}`;
  return (
    <li>
      <Icon of={icons[session.kind]} />
      <span className="grow stack tight">
        <span className="line wrap">
          <b>{session.device}</b>
          {session.isThis && <State state="kept">{t`This one`}</State>}
        </span>
        <span className="meta" dir="auto">
          {from}
        </span>
        <span className="meta">
          <Trans>
            Signed in {formats.when(session.startedAt)} · last seen {formats.when(session.seenAt)}
          </Trans>
        </span>
      </span>
      {!session.isThis && (
        <Button size="small" disabled={end.busy} onClick={() => void stop()}>
          <Trans>
            Sign out<span className="hide"> {session.device}</span>
          </Trans>
        </Button>
      )}
    </li>
  );
}

/** Where somebody is signed in, and the way to end it there. */
export function Devices({ personId }: { personId: string }) {
  const query = useQueryOf('people.sessions', { personId });
  const endAll = useCommandOf('people.end-other-sessions', { touches });
  const sessions = query.data?.sessions ?? [];
  const others = sessions.filter((session) => !session.isThis).length;
  const stopAll = async () => {
    const done = await endAll.run({ personId });
    if (done)
      showToast({
        state: 'kept',
        text: plural(done.sessions, { one: '# device is signed out.', other: '# devices are signed out.' }),
      });
  };
  return (
    <>
      {query.error && <Trouble problem={query.error} again={() => void query.refetch()} />}
      {query.isLoading && <Skeleton label={t`Loading devices`} shape="rows" />}
      {query.data && sessions.length === 0 && <p className="quiet">{t`Signed in nowhere in this workspace.`}</p>}
      {sessions.length > 0 && (
        <ul className="lines device-list" aria-label={t`Devices`}>
          {sessions.map((session) => (
            <DeviceLine key={session.id} personId={personId} session={session} />
          ))}
        </ul>
      )}
      {others > 1 && (
        <div className="line">
          <Button disabled={endAll.busy} onClick={() => void stopAll()}>
            {sessions.some((session) => session.isThis) ? t`Sign out everywhere else` : t`Sign out everywhere`}
          </Button>
        </div>
      )}
    </>
  );
}
