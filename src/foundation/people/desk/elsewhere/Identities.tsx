import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconBuilding from '@tabler/icons-react/dist/esm/icons/IconBuilding.mjs';
import { useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { asProblem, tellProblem, useCommandOf, useData } from '#kernel/web/hooks.tsx';
import { askForProof } from '#kernel/web/proof.ts';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Icon } from '#kernel/web/ui/Icon.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { goElsewhere } from './elsewhere.ts';

type Provider = OutputOf<'people.sign-in-methods'>['providers'][number];

function Unlink({ provider, onClose }: { provider: Provider; onClose: () => void }) {
  const unlink = useCommandOf('people.unlink-identity', { touches: () => ['sign-in-methods'] });
  const go = async () => {
    const done = provider.linked && (await unlink.run({ identityId: provider.linked.id }));
    if (done) showToast({ state: 'kept', text: t`${provider.name} is unlinked.` });
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Unlink ${provider.name}?`}
      actions={
        <>
          <Button onClick={onClose}>{t`Keep it`}</Button>
          <Button kind="danger" disabled={unlink.busy} onClick={() => void go()}>
            {t`Unlink`}
          </Button>
        </>
      }
    >
      <p>
        <Trans>
          It then signs you in no more. You can link it again at any time. Your conversations and settings stay as they
          are.
        </Trans>
      </p>
    </Dialog>
  );
}

function IdentityLine({ provider }: { provider: Provider }) {
  const { client } = useData();
  const formats = useFormats();
  const [isAsking, setAsking] = useState(false);
  const { linked, name } = provider;
  const link = async () => {
    try {
      await goElsewhere(client, provider.id, 'link').catch(async (error: unknown) => {
        const mayGoOn = asProblem(error).code === 'access.fresh_proof_needed' && (await askForProof());
        if (!mayGoOn) throw error;
        await goElsewhere(client, provider.id, 'link');
      });
    } catch (error) {
      tellProblem(asProblem(error));
    }
  };
  return (
    <li>
      <Icon of={IconBuilding} />
      <span className="grow stack tight">
        <span className="line wrap">
          <b dir="auto">{name}</b>
          {linked ? <State state="kept">{t`Linked`}</State> : <State state="paused">{t`Not linked`}</State>}
        </span>
        <span className="meta">
          {linked ? (
            <>
              <Trans>
                As <bdi>{linked.email}</bdi> since {formats.date(linked.linkedAt)}
              </Trans>
              {linked.usedAt && (
                <>
                  {' '}
                  <Trans>· last used {formats.when(linked.usedAt)}</Trans>
                </>
              )}
            </>
          ) : (
            t`Link it to sign in without your passphrase.`
          )}
        </span>
      </span>
      <span className="line">
        {linked ? (
          <Button size="small" onClick={() => setAsking(true)}>
            <Trans>
              Unlink<span className="hide"> {name}</span>
            </Trans>
          </Button>
        ) : (
          <Button size="small" kind="primary" onClick={() => void link()}>
            <Trans>
              Link<span className="hide"> {name}</span>
            </Trans>
          </Button>
        )}
      </span>
      {isAsking && <Unlink provider={provider} onClose={() => setAsking(false)} />}
    </li>
  );
}

/** Who I am at the identity providers of my workspaces. */
export function Identities({ providers }: { providers: readonly Provider[] }) {
  if (providers.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="identities">
      <h2 id="identities">{t`Your organisation’s sign-in`}</h2>
      <p className="quiet">{t`The account you have elsewhere can open Heed too.`}</p>
      <ul className="lines device-list" aria-label={t`Identity providers`}>
        {providers.map((provider) => (
          <IdentityLine key={provider.id} provider={provider} />
        ))}
      </ul>
    </section>
  );
}
