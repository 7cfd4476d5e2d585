import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { lazy, type ReactNode, Suspense, useEffect, useMemo } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useData, useQueryOf } from '#kernel/web/hooks.tsx';
import { keepLanguage } from '#kernel/web/language/language.ts';
import { later } from '#kernel/web/later.ts';
import { type Session, SessionContext, setSessionEnded, useSessionEnded } from '#kernel/web/session.ts';
import { Door } from '#kernel/web/shell/Door.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { startAfresh } from './links.ts';
import { ProofHost } from './safety/ProofHost.tsx';

/** Most who open the desk are signed in. */
const SignInForm = later(() => import('./SignInForm.tsx'), 'SignInForm');
const HeldDoor = lazy(() => import('./safety/HeldDoor.tsx').then(({ HeldDoor }) => ({ default: HeldDoor })));

function SignInPage({ onDone }: { onDone: () => void }) {
  const state = useQueryOf('people.set-up-state', {});
  if (state.data?.isSetUp === false) {
    return (
      <Door title={t`Heed waits for its owner`}>
        <p>
          <Trans>
            Open the one-time link that Heed printed when it started. It leads through the set-up, which takes about two
            minutes.
          </Trans>
        </p>
        <p className="quiet">
          <Trans>The link is gone? Start Heed again: as long as nothing is set up, each start prints a new one.</Trans>
        </p>
      </Door>
    );
  }
  return (
    <Door title={t`Sign in`}>
      <Suspense fallback={<Skeleton label={t`Loading the sign-in`} />}>
        <SignInForm onDone={onDone} />
      </Suspense>
      <p className="meta">
        <Trans>
          Forgot the passphrase? An owner gives you a new link. An owner without access runs{' '}
          <code>heed people reset</code> on the server.
        </Trans>
      </p>
    </Door>
  );
}

/** Over the page, so that everything typed below stays. */
function SignInAgain({ session }: { session: Session }) {
  const { live, refresh } = useData();
  const onDone = (personId: string) => {
    // Another person must not see what the first one had on screen.
    if (personId !== session.person.id) return startAfresh();
    setSessionEnded(false);
    refresh.all();
    live.connect();
  };
  return (
    <Dialog open onClose={() => undefined} title={t`Please sign in again`}>
      <p>
        <Trans>Your session ended. What you typed is still here; sign in and go on.</Trans>
      </p>
      <Suspense fallback={<Skeleton label={t`Loading the sign-in`} />}>
        <SignInForm email={session.person.email} staysHere onDone={onDone} />
      </Suspense>
    </Dialog>
  );
}

function useSessionOf(me: OutputOf<'people.me'> | undefined): Session | null {
  const { client } = useData();
  return useMemo(() => {
    if (!me) return null;
    const abilities = new Set(me.abilities);
    return {
      person: me.person,
      workspace: me.workspace,
      workspaces: me.workspaces,
      can: (ability) => abilities.has(ability),
      signOut: () => void client.command('people.sign-out', {}).finally(() => startAfresh()),
      switchTo: (workspaceId) =>
        void client.command('people.switch-workspace', { workspaceId }).then(() => startAfresh()),
    };
  }, [me, client]);
}

/** Lets signed-in people in and shows others how. */
export function Gate({ children }: { children: ReactNode }) {
  const { live } = useData();
  const me = useQueryOf('people.me', {});
  const session = useSessionOf(me.data);
  const isEnded = useSessionEnded();
  const isIn = session !== null && !isEnded;
  const locale = me.data?.locale;
  useEffect(() => {
    if (locale !== undefined) keepLanguage(locale);
  }, [locale]);
  useEffect(() => {
    if (isIn) live.connect();
    else live.close();
  }, [isIn, live]);

  if (session) {
    return (
      <SessionContext value={session}>
        {me.data?.needsSecondStep ? (
          <Suspense fallback={null}>
            <HeldDoor />
          </Suspense>
        ) : (
          children
        )}
        <ProofHost />
        {isEnded && <SignInAgain session={session} />}
      </SessionContext>
    );
  }
  if (me.error?.code === 'access.signed_out') {
    const enter = () => {
      setSessionEnded(false);
      void me.refetch();
    };
    return <SignInPage onDone={enter} />;
  }
  if (me.error) {
    return (
      <Door title={t`Heed does not answer`}>
        <Trouble problem={me.error} again={() => void me.refetch()} />
      </Door>
    );
  }
  return (
    <div className="pane">
      <Skeleton label={t`Loading the desk`} />
    </div>
  );
}
