import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconWebhook from '@tabler/icons-react/dist/esm/icons/IconWebhook.mjs';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Notice } from '#kernel/web/ui/Notice.tsx';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { EndpointDialog } from './EndpointDialog.tsx';
import { type Endpoint, EndpointState, kindWords } from './words.tsx';

function EndpointLine({ endpoint }: { endpoint: Endpoint }) {
  return (
    <li>
      <span className="grow stack tight">
        <Link to="/settings/webhooks/$endpointId" params={{ endpointId: endpoint.id }} className="cut">
          <b dir="ltr">{endpoint.url}</b>
        </Link>
        <span className="meta">{kindWords(endpoint)}</span>
      </span>
      <EndpointState endpoint={endpoint} />
    </li>
  );
}

/** Where events go, and the way to add an address. */
export function Webhooks() {
  const { can } = useSession();
  const [isAdding, setAdding] = useState(false);
  const query = useQueryOf('webhooks.list', {});
  const endpoints = query.data?.endpoints;
  const isPossible = query.data?.isPossible ?? true;
  const add = can('webhooks.change') && isPossible && (
    <Button kind="primary" icon={IconWebhook} onClick={() => setAdding(true)}>
      {t`Add an endpoint`}
    </Button>
  );
  return (
    <Page
      title={t`Webhooks`}
      back={{ to: '/settings', label: t`Back to settings` }}
      actions={endpoints && endpoints.length > 0 && add}
    >
      <p className="quiet">
        <Trans>
          What happens here is told to addresses of yours within seconds: signed messages with ids and codes, never with
          what people wrote. <a href="/api/docs#webhooks">What a message holds</a>
        </Trans>
      </p>
      {!isPossible && (
        <Notice state="info" title={t`Nothing leaves a practice workspace.`}>
          {t`Add endpoints in the live one.`}
        </Notice>
      )}
      {query.error && <Trouble problem={query.error} again={() => void query.refetch()} />}
      {query.isLoading && <Skeleton label={t`Loading endpoints`} shape="rows" />}
      {endpoints?.length === 0 && (
        <Empty icon={IconWebhook} title={t`Nothing is told to anybody yet`} action={add}>
          <Trans>Add the address of a program that wants to know what happens here, for example your shop’s.</Trans>
        </Empty>
      )}
      {endpoints && endpoints.length > 0 && (
        <ul className="lines" aria-label={t`Endpoints`}>
          {endpoints.map((endpoint) => (
            <EndpointLine key={endpoint.id} endpoint={endpoint} />
          ))}
        </ul>
      )}
      {isAdding && <EndpointDialog onClose={() => setAdding(false)} />}
    </Page>
  );
}
