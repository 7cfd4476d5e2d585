import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconApi from '@tabler/icons-react/dist/esm/icons/IconApi.mjs';
import { useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { Table } from '#kernel/web/ui/Table.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { MakeKeyDialog } from './MakeKeyDialog.tsx';

type Key = OutputOf<'people.keys'>['keys'][number];

const stateWords = {
  open: { state: 'running', word: t`Open` },
  expired: { state: 'warn', word: t`Expired` },
  revoked: { state: 'paused', word: t`Revoked` },
} as const;

function KeyState({ apiKey }: { apiKey: Key }) {
  const formats = useFormats();
  const { state, word } = stateWords[apiKey.state];
  return (
    <span className="line">
      <State state={state}>{word}</State>
      {apiKey.state === 'open' && (
        <span className="meta nowrap">
          <Trans>until {formats.day(apiKey.expiresAt)}</Trans>
        </span>
      )}
    </span>
  );
}

function Revoke({ apiKey }: { apiKey: Key }) {
  const revoke = useCommandOf('people.revoke-key', { touches: () => ['keys'] });
  if (!apiKey.mayRevoke) return null;
  const end = async () => {
    const done = await revoke.run({ keyId: apiKey.id });
    if (done) showToast({ state: 'kept', text: t`${apiKey.name} opens nothing any more` });
  };
  return (
    <Button size="small" disabled={revoke.busy} onClick={() => void end()}>
      <Trans>
        Revoke<span className="hide"> the key {apiKey.name}</span>
      </Trans>
    </Button>
  );
}

function Scopes({ apiKey }: { apiKey: Key }) {
  const [first = '', second, ...more] = apiKey.scopes;
  return (
    <span>
      <span className="code">{second ? `${first}, ${second}` : first}</span>
      {more.length > 0 && (
        <details>
          <summary>
            <Trans>and {more.length} more</Trans>
          </summary>
          <span className="code">{more.join(', ')}</span>
        </details>
      )}
      {apiKey.confirms && <span className="meta"> {t`with risky changes`}</span>}
    </span>
  );
}

function Used({ apiKey }: { apiKey: Key }) {
  const formats = useFormats();
  return <span className="nowrap">{apiKey.usedAt ? formats.due(apiKey.usedAt) : t`never`}</span>;
}

/** Keys with which other programs work here, and the way to make one. */
export function ApiKeys() {
  const [isMaking, setMaking] = useState(false);
  const query = useQueryOf('people.keys', {});
  const make = (
    <Button kind="primary" icon={IconApi} onClick={() => setMaking(true)}>
      {t`Make a key`}
    </Button>
  );
  const rows = query.data?.keys;
  return (
    <Page
      title={t`API keys`}
      back={{ to: '/settings', label: t`Back to settings` }}
      actions={rows && rows.length > 0 && make}
    >
      <p className="quiet">
        <Trans>
          With a key another program does here what you may do, as far as its scopes go. What it writes stands in the
          audit log under your name and its own. <a href="/api/docs">How to use the API</a>
        </Trans>
      </p>
      {query.error && <Trouble problem={query.error} again={() => void query.refetch()} />}
      {query.isLoading && <Skeleton label={t`Loading keys`} shape="rows" />}
      {rows?.length === 0 && (
        <Empty icon={IconApi} title={t`No program works here yet`} action={make}>
          <Trans>Make a key for each program, so that each can be ended by itself.</Trans>
        </Empty>
      )}
      {rows && rows.length > 0 && (
        <Table
          caption={t`API keys, and those that ended within 90 days`}
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'name',
              head: t`Name`,
              names: true,
              cell: (row) => (
                <>
                  <bdi>{row.name}</bdi> <span className="code meta nowrap">heed_…{row.hint}</span>
                </>
              ),
            },
            { key: 'scopes', head: t`Scopes`, cell: (row) => <Scopes apiKey={row} /> },
            { key: 'by', head: t`Acts as`, cell: (row) => <bdi>{row.personName}</bdi> },
            { key: 'used', head: t`Last used`, cell: (row) => <Used apiKey={row} /> },
            { key: 'state', head: t`State`, cell: (row) => <KeyState apiKey={row} /> },
            { key: 'do', head: <span className="hide">{t`Change`}</span>, cell: (row) => <Revoke apiKey={row} /> },
          ]}
        />
      )}
      {isMaking && <MakeKeyDialog onClose={() => setMaking(false)} />}
    </Page>
  );
}
