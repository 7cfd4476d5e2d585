import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './feedback.css';
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs';
import IconMoodSmile from '@tabler/icons-react/dist/esm/icons/IconMoodSmile.mjs';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { asProblem, tellProblem, useData, usePagesOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { saveFile } from '#kernel/web/save-file.ts';
import { useSession } from '#kernel/web/session.ts';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button, ButtonLink } from '#kernel/web/ui/Button.tsx';
import { Select } from '#kernel/web/ui/Field.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { type Column, Table } from '#kernel/web/ui/Table.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { askedFor, dayBefore, everything, type Narrowed } from './period.ts';
import { Rating } from './Rating.tsx';

const recountedMs = 30_000;

type Row = OutputOf<'feedback.list'>['feedback'][number];

function useColumns(): Column<Row>[] {
  const formats = useFormats();
  return [
    {
      key: 'reference',
      head: t`Conversation`,
      names: true,
      cell: (row) => (
        <Link
          to="/inbox/$view/$conversationId"
          params={{ view: 'all', conversationId: row.conversationId }}
          className="num nowrap"
        >
          {row.reference}
        </Link>
      ),
    },
    { key: 'rating', head: t`Rating`, cell: (row) => <Rating value={row.rating} /> },
    {
      key: 'comment',
      head: t`Comment`,
      cell: (row) => (
        <span className="feedback-comment as-written" dir="auto">
          {row.comment}
        </span>
      ),
    },
    { key: 'customer', head: t`Customer`, cell: (row) => <bdi>{row.customerName}</bdi> },
    { key: 'person', head: t`Served by`, cell: (row) => <bdi>{row.personName ?? 'nobody'}</bdi> },
    {
      key: 'when',
      head: t`Said`,
      numeric: true,
      cell: (row) => (
        <span className="nowrap">
          {formats.when(row.answeredAt)}
          {row.isChanged && ' (changed)'}
        </span>
      ),
    },
  ];
}

/** Satisfaction of the period with how sure it is, from the library of measures. */
function Headline({ days }: { days: Narrowed['days'] }) {
  const formats = useFormats();
  const { can } = useSession();
  const { refresh } = useData();
  // What is counted follows the log; no hint tells of it.
  useEffect(() => {
    const timer = setInterval(() => !document.hidden && refresh.hint(['measures']), recountedMs);
    return () => clearInterval(timer);
  }, [refresh]);
  const from = dayBefore(days === 'all' ? 364 : Number(days) - 1, formats.timeZone);
  const input = { measures: 'csat,feedback_answer_rate', from, to: dayBefore(0, formats.timeZone) };
  const results = useQueryOf('measures.values', can('measures.values') ? input : null, { keep: true }).data?.results;
  const csat = results?.find((one) => one.measure === 'csat');
  const rate = results?.find((one) => one.measure === 'feedback_answer_rate');
  if (!csat) return null;
  if (csat.n === 0) return <p className="quiet">{t`No ratings were counted in this period yet.`}</p>;
  const share = (value: number | null) => (value === null ? '–' : formats.share(value));
  return (
    <section className="feedback-headline" aria-label={t`Satisfaction`}>
      <div>
        <b className="num">{share(csat.value)}</b>
        <span>{t`satisfied (4 or 5 of 5)`}</span>
      </div>
      <p className="meta">
        {plural(csat.n, { one: 'From # rating', other: 'From # ratings' })}
        {csat.low !== null &&
          csat.high !== null &&
          t`; surely between ${share(csat.low)} and ${share(csat.high)} (95 %)`}
        {rate && rate.value !== null && t`. ${share(rate.value)} of those asked answered.`}
      </p>
    </section>
  );
}

function Filters({ narrowed, onChange }: { narrowed: Narrowed; onChange: (narrowed: Narrowed) => void }) {
  const people = useQueryOf('people.list', {}).data?.people ?? [];
  const set = (change: Partial<Narrowed>) => onChange({ ...narrowed, ...change });
  return (
    <search className="feedback-filters" aria-label={t`Narrow the list`}>
      <Select
        label={t`Rating`}
        options={[
          { value: '', label: t`All` },
          { value: 'good', label: t`Good: 4 and 5` },
          { value: 'middling', label: t`So-so: 3` },
          { value: 'poor', label: t`Poor: 1 and 2` },
          { value: 'commented', label: t`With a comment` },
        ]}
        value={narrowed.rating}
        onChange={(rating) => set({ rating: rating as Narrowed['rating'] })}
      />
      <Select
        label={t`Served by`}
        options={[{ value: '', label: t`Everybody` }, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
        value={narrowed.personId}
        onChange={(personId) => set({ personId })}
      />
      <Select
        label={t`Period`}
        options={[
          { value: '7', label: t`Last 7 days` },
          { value: '28', label: t`Last 28 days` },
          { value: '90', label: t`Last 90 days` },
          { value: 'all', label: t`All time` },
        ]}
        value={narrowed.days}
        onChange={(days) => set({ days: days as Narrowed['days'] })}
      />
    </search>
  );
}

function ExportButton({ narrowed }: { narrowed: Narrowed }) {
  const { timeZone } = useFormats();
  const { client } = useData();
  const [busy, setBusy] = useState(false);
  const take = async () => {
    setBusy(true);
    try {
      const { fileName, csv, rows, isCut } = await client.query('feedback.export', askedFor(narrowed, timeZone));
      saveFile(fileName, csv, 'text/csv;charset=utf-8');
      if (isCut)
        showToast({ state: 'warn', text: t`The newest ${rows} are in the file. Narrow the list for the others.` });
    } catch (error) {
      tellProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button icon={IconDownload} disabled={busy} onClick={() => void take()}>
      {busy ? t`Exporting…` : t`Export`}
    </Button>
  );
}

function NobodyAsked() {
  const { can } = useSession();
  return (
    <Empty icon={IconMoodSmile} title={t`Nobody is asked yet`}>
      {t`After a chat is resolved, its customer can say how it went.`}{' '}
      {can('feedback.change_settings') ? (
        <ButtonLink href="/desk/settings/feedback">{t`Set it up`}</ButtonLink>
      ) : (
        t`An owner or manager sets it up.`
      )}
    </Empty>
  );
}

function List({ narrowed, isOn }: { narrowed: Narrowed; isOn: boolean }) {
  const columns = useColumns();
  const { timeZone } = useFormats();
  const list = usePagesOf('feedback.list', askedFor(narrowed, timeZone), { keep: true });
  const rows = list.pages?.flatMap((page) => page.feedback);
  if (list.problem) return <Trouble problem={list.problem} again={list.again} />;
  if (!rows) return <Skeleton label={t`Loading what customers said`} shape="rows" rows={6} />;
  if (rows.length === 0 && !isOn) return <NobodyAsked />;
  if (rows.length === 0) {
    return (
      <Empty icon={IconMoodSmile} title={t`Nothing was said that fits`}>
        <Trans>Choose a longer period or other ratings. Customers are asked when their chat is resolved.</Trans>
      </Empty>
    );
  }
  return (
    <>
      <Table caption={t`What customers said`} columns={columns} rows={rows} rowKey={(row) => row.id} />
      {list.hasMore && (
        <div>
          <Button onClick={list.more}>{t`Show earlier ones`}</Button>
        </div>
      )}
    </>
  );
}

/** What customers say of how they were served. */
export function FeedbackPage() {
  const { can } = useSession();
  const [narrowed, setNarrowed] = useState(everything);
  const settings = useQueryOf('feedback.settings', {}).data;
  return (
    <Page title={t`Feedback`} actions={can('feedback.export') && <ExportButton narrowed={narrowed} />}>
      <div className="stack loose">
        <Headline days={narrowed.days} />
        <Filters narrowed={narrowed} onChange={setNarrowed} />
        {settings && <List narrowed={narrowed} isOn={settings.isOn} />}
      </div>
    </Page>
  );
}
