import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './calls.css';
import IconPhone from '@tabler/icons-react/dist/esm/icons/IconPhone.mjs';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { usePagesOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { useActions } from '#kernel/web/shell/actions.ts';
import { useBegin } from '#kernel/web/shell/begin.ts';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { type Column, Table } from '#kernel/web/ui/Table.tsx';
import { Segments } from '#kernel/web/ui/Tabs.tsx';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';
import type { PhoneCall } from '../contract.ts';
import { CallButtons } from './CallButtons.tsx';
import { type Known, LogDialog } from './LogDialog.tsx';
import { callStates, lengthWords, ways } from './words.ts';

type Show = 'all' | 'unlogged' | 'missed';

function CallState({ call }: { call: PhoneCall }) {
  const formats = useFormats();
  const { state, word } = callStates[call.state];
  const { answeredAt, endedAt, promise } = call;
  const seconds = answeredAt && endedAt ? Math.round((Date.parse(endedAt) - Date.parse(answeredAt)) / 1_000) : null;
  return (
    <span className="call-state">
      <State state={state}>{word}</State>
      {seconds !== null && <span className="num">{lengthWords(seconds)}</span>}
      {promise?.isOpen && <span className="meta">{t`call back by ${formats.due(promise.dueAt)}`}</span>}
    </span>
  );
}

function useColumns(onLog: (known: Known) => void): Column<PhoneCall>[] {
  const formats = useFormats();
  return [
    {
      key: 'who',
      head: t`Who`,
      names: true,
      cell: ({ customer, number }) =>
        customer ? (
          <Link to="/customers/$customerId" params={{ customerId: customer.id }}>
            <bdi>{customer.name}</bdi>
          </Link>
        ) : (
          <bdi className="num nowrap">{number || t`Number withheld`}</bdi>
        ),
    },
    { key: 'way', head: t`Way`, cell: ({ way }) => <span className="nowrap">{ways.call[way]}</span> },
    {
      key: 'number',
      head: t`Number`,
      cell: ({ number, extension, lineName }) => (
        <span className="call-number">
          <bdi className="num">{number}</bdi>
          <bdi className="meta">{extension ? t`${lineName}, ${extension}` : lineName}</bdi>
        </span>
      ),
    },
    { key: 'state', head: t`State`, cell: (call) => <CallState call={call} /> },
    {
      key: 'when',
      head: t`When`,
      numeric: true,
      cell: ({ beganAt }) => <time title={formats.full(beganAt)}>{formats.due(beganAt)}</time>,
    },
    {
      key: 'do',
      head: <span className="hide">{t`What can be done`}</span>,
      cell: (call) => <CallButtons call={call} onLog={onLog} />,
    },
  ];
}

function NoCalls({ show }: { show: Show }) {
  const { can } = useSession();
  if (show === 'missed') {
    return (
      <Empty icon={IconPhone} title={t`No call was missed`}>
        {t`A call that nobody answers stands here, with the promise to call back.`}
      </Empty>
    );
  }
  if (show === 'unlogged') {
    return (
      <Empty icon={IconPhone} title={t`Every call is written down`}>
        {t`A call stands here until somebody has said what it was about.`}
      </Empty>
    );
  }
  return (
    <Empty
      icon={IconPhone}
      title={t`No telephone system has told of a call yet`}
      action={can('calls.keep_lines') && <Link to="/settings/telephony" className="btn">{t`Connect one`}</Link>}
    >
      <Trans>
        Calls, visits and letters can be written down by hand all the same: the key L does it from anywhere.
      </Trans>
    </Empty>
  );
}

function List({ show, onLog }: { show: Show; onLog: (known: Known) => void }) {
  const { pages, problem, hasMore, more, again } = usePagesOf('calls.list', { show });
  const columns = useColumns(onLog);
  const rows = pages?.flatMap((page) => page.calls);
  if (!rows)
    return problem ? <Trouble problem={problem} again={again} /> : <Skeleton label={t`Loading calls`} shape="rows" />;
  if (rows.length === 0) return <NoCalls show={show} />;
  return (
    <>
      <Table caption={t`Calls`} columns={columns} rows={rows} rowKey={(row) => row.id} />
      {hasMore && <Button onClick={more}>{t`Show more`}</Button>}
    </>
  );
}

/** What telephone systems told of, and the way to write down what they did not. */
export function Calls() {
  const { can } = useSession();
  const [show, setShow] = useState<Show>('all');
  const [known, setKnown] = useState<Known>();
  const mayLog = can('calls.log');
  const label = t`Write down a call, visit or letter`;
  useBegin(mayLog ? 'log-contact' : null, () => setKnown({}));
  useActions(mayLog ? [{ label, key: 'l', group: t`Calls`, icon: IconPhone, run: () => setKnown({}) }] : []);
  return (
    <Page
      title={t`Calls`}
      actions={
        mayLog && (
          <Button kind="primary" icon={IconPhone} keys="l" onClick={() => setKnown({})}>
            {t`Write down`}
          </Button>
        )
      }
    >
      <div className="line">
        <Segments
          label={t`Which calls`}
          value={show}
          onChange={setShow}
          options={[
            { value: 'all', label: t`All` },
            { value: 'unlogged', label: t`Not written down` },
            { value: 'missed', label: t`Missed` },
          ]}
        />
      </div>
      <List show={show} onLog={setKnown} />
      {known && <LogDialog known={known} onClose={() => setKnown(undefined)} />}
    </Page>
  );
}
