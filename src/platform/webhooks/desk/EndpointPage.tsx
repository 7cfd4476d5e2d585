import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button, IconButton } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Menu } from '#kernel/web/ui/Menu.tsx';
import { Notice } from '#kernel/web/ui/Notice.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { Deliveries } from './Deliveries.tsx';
import { EndpointDialog } from './EndpointDialog.tsx';
import { TheSecret } from './TheSecret.tsx';
import { countWords, type Endpoint, EndpointState, kindWords, useFresh } from './words.tsx';

const back = { to: '/settings/webhooks', label: t`Back to webhooks` };
const touches = () => ['webhooks'];

function RemoveDialog({ endpoint, onClose }: { endpoint: Endpoint; onClose: () => void }) {
  const navigate = useNavigate();
  const remove = useCommandOf('webhooks.remove', { touches });
  const take = async () => {
    if (!(await remove.run({ endpointId: endpoint.id }))) return;
    showToast({ state: 'kept', text: t`Endpoint removed` });
    void navigate({ to: '/settings/webhooks' });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Remove this endpoint?`}
      actions={
        <>
          <Button onClick={onClose}>{t`Keep`}</Button>
          <Button kind="danger" disabled={remove.busy} onClick={() => void take()}>
            {t`Remove`}
          </Button>
        </>
      }
    >
      <p>{t`What waits for it is not sent any more, and its deliveries are forgotten.`}</p>
    </Dialog>
  );
}

function Doing({ endpoint }: { endpoint: Endpoint }) {
  const [opened, setOpened] = useState<'change' | 'remove'>();
  const [secret, setSecret] = useState<string>();
  const test = useCommandOf('webhooks.test', { touches: () => [`webhook:${endpoint.id}`, 'webhooks'] });
  const change = useCommandOf('webhooks.change', { touches });
  const rotate = useCommandOf('webhooks.rotate-secret', { touches });
  const endpointId = endpoint.id;
  const turn = () => change.run({ endpointId, version: endpoint.version, enabled: !endpoint.enabled });
  const renew = async () => setSecret((await rotate.run({ endpointId }))?.secret ?? undefined);
  return (
    <>
      <Button disabled={!endpoint.enabled || test.busy} onClick={() => void test.run({ endpointId })}>
        {t`Send a test`}
      </Button>
      <Menu
        label={t`More`}
        target={<IconButton icon={IconDots} label={t`More`} />}
        entries={[
          { label: t`Change`, onPick: () => setOpened('change') },
          { label: endpoint.enabled ? t`Switch off` : t`Switch on`, onPick: () => void turn() },
          { label: t`New secret`, onPick: () => void renew() },
          'line',
          { label: t`Remove`, danger: true, onPick: () => setOpened('remove') },
        ]}
      />
      {opened === 'change' && <EndpointDialog endpoint={endpoint} onClose={() => setOpened(undefined)} />}
      {opened === 'remove' && <RemoveDialog endpoint={endpoint} onClose={() => setOpened(undefined)} />}
      {secret && <TheSecret secret={secret} isNew onClose={() => setSecret(undefined)} />}
    </>
  );
}

function Known({ endpoint }: { endpoint: Endpoint }) {
  const formats = useFormats();
  const { kinds, waiting, formerSecretUntil } = endpoint;
  return (
    <>
      <p className="line wrap">
        <EndpointState endpoint={endpoint} />
        <span className="meta">
          {kindWords(endpoint)}
          {waiting > 0 && <> · {t`${countWords(waiting, formats.number)} waiting`}</>}
        </span>
      </p>
      {kinds && kinds.length > 1 && (
        <details>
          <summary>{t`Which kinds`}</summary>
          <p className="code">{kinds.join(', ')}</p>
        </details>
      )}
      {formerSecretUntil && (
        <Notice state="info" title={t`Two secrets sign.`}>
          {t`The former one until ${formats.full(formerSecretUntil)}.`}
        </Notice>
      )}
      {!endpoint.enabled && (
        <Notice state="paused" title={t`Nothing is sent.`}>
          <Trans>What happens meanwhile is not made up for; what waited goes out when it is on again.</Trans>
        </Notice>
      )}
      <Deliveries endpointId={endpoint.id} />
    </>
  );
}

/** One endpoint: how it is, what can be done about it, and what was sent. */
export function EndpointPage() {
  const { endpointId = '' } = useParams({ strict: false }) as { endpointId?: string };
  const query = useQueryOf('webhooks.list', {});
  useFresh(() => void query.refetch());
  const endpoint = query.data?.endpoints.find((one) => one.id === endpointId);
  return (
    <Page title={endpoint?.url ?? t`Webhook`} back={back} actions={endpoint && <Doing endpoint={endpoint} />}>
      {query.error && <Trouble problem={query.error} again={() => void query.refetch()} />}
      {query.isLoading && <Skeleton label={t`Loading the endpoint`} rows={8} />}
      {query.data && !endpoint && (
        <Notice state="info" title={t`This endpoint is gone.`}>
          {t`Somebody removed it.`}
        </Notice>
      )}
      {endpoint && <Known endpoint={endpoint} />}
    </Page>
  );
}
