import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconSend from '@tabler/icons-react/dist/esm/icons/IconSend.mjs';
import { useState } from 'react';
import { usePagesOf } from '#kernel/web/hooks.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Table } from '#kernel/web/ui/Table.tsx';
import { Segments } from '#kernel/web/ui/Tabs.tsx';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { DeliveryDialog } from './DeliveryDialog.tsx';
import { type Delivery, DeliveryState, metWords, useFresh } from './words.tsx';

type Which = 'all' | Delivery['state'];

/** What was sent to an endpoint, newest first. */
export function Deliveries({ endpointId }: { endpointId: string }) {
  const formats = useFormats();
  const [which, setWhich] = useState<Which>('all');
  const [openId, setOpenId] = useState<string>();
  const list = usePagesOf(
    'webhooks.deliveries',
    { endpointId, ...(which !== 'all' && { state: which }) },
    { keep: true },
  );
  useFresh(list.again);
  const rows = list.pages?.flatMap((page) => page.deliveries);
  return (
    <section className="stack" aria-label={t`Deliveries`}>
      <div className="line">
        <Segments
          label={t`Which deliveries`}
          value={which}
          onChange={setWhich}
          options={[
            { value: 'all', label: t`All` },
            { value: 'waiting', label: t`Waiting` },
            { value: 'delivered', label: t`Delivered` },
            { value: 'failed', label: t`Given up` },
          ]}
        />
      </div>
      {list.problem && <Trouble problem={list.problem} again={list.again} />}
      {!rows && !list.problem && <Skeleton label={t`Loading deliveries`} shape="rows" />}
      {rows?.length === 0 && (
        <Empty icon={IconSend} title={t`No deliveries here`}>
          <Trans>What is sent is kept for 30 days. Send a test to see one.</Trans>
        </Empty>
      )}
      {rows && rows.length > 0 && (
        <Table
          caption={t`Deliveries of 30 days`}
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'type',
              head: t`Event`,
              names: true,
              cell: (row) => (
                <Button kind="quiet" size="small" onClick={() => setOpenId(row.id)}>
                  <span className="code">{row.type}</span>
                </Button>
              ),
            },
            { key: 'state', head: t`State`, cell: (row) => <DeliveryState delivery={row} /> },
            { key: 'seq', head: t`Number`, numeric: true, cell: (row) => row.seq ?? '–' },
            { key: 'at', head: t`When`, cell: (row) => <span className="nowrap">{formats.due(row.at)}</span> },
            { key: 'met', head: t`Last answer`, cell: (row) => metWords(row.lastStatus, row.lastProblem) },
            { key: 'attempts', head: t`Attempts`, numeric: true, cell: (row) => row.attempts },
          ]}
        />
      )}
      {list.hasMore && (
        <Button onClick={list.more} className="more">
          {t`Show more`}
        </Button>
      )}
      {openId && <DeliveryDialog deliveryId={openId} onClose={() => setOpenId(undefined)} />}
    </section>
  );
}
