import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './safety.css';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { Identities } from '../elsewhere/Identities.tsx';
import { ChangePassphrase } from './ChangePassphrase.tsx';
import { Devices } from './Devices.tsx';
import { SecondSteps } from './SecondSteps.tsx';

/** How I sign in and where I am signed in. */
export function MySecurity() {
  const { person } = useSession();
  const methods = useQueryOf('people.sign-in-methods', {});
  return (
    <Page title={t`Your security`} back={{ to: '/settings', label: t`Back to settings` }}>
      <section className="stack" aria-labelledby="second-step">
        <h2 id="second-step">{t`Second step`}</h2>
        <p className="quiet">
          <Trans>
            With a second step, a passphrase that somebody else learned opens nothing by itself. Two are better than
            one: the other still works when a phone is lost.
          </Trans>
        </p>
        {methods.error && <Trouble problem={methods.error} again={() => void methods.refetch()} />}
        {methods.isLoading && <Skeleton label={t`Loading how you sign in`} shape="rows" />}
        {methods.data && <SecondSteps methods={methods.data} />}
      </section>
      {methods.data && <Identities providers={methods.data.providers} />}
      <section className="stack" aria-labelledby="devices">
        <h2 id="devices">{t`Devices`}</h2>
        <p className="quiet">
          <Trans>Where you are signed in. Signing out a device takes effect within a second.</Trans>
        </p>
        <Devices personId={person.id} />
      </section>
      <section className="stack" aria-labelledby="passphrase">
        <h2 id="passphrase">{t`Passphrase`}</h2>
        {methods.data?.hasPassphrase === false ? (
          <p className="quiet">{t`You have none and need none: you sign in another way.`}</p>
        ) : (
          <ChangePassphrase />
        )}
      </section>
    </Page>
  );
}
