import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './reviews.css';
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { KeyValues } from '#kernel/web/ui/Card.tsx';
import { Switch } from '#kernel/web/ui/Check.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Notice } from '#kernel/web/ui/Notice.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { type Column, Table } from '#kernel/web/ui/Table.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { channelWords, decided, keptShare, noon, type Side, whatIfTitle } from './words.ts';

type Found = OutputOf<'reviews.what-if'>;
type Result = NonNullable<Found['result']>;
type Row = Result['channels'][number] & { label: string };

const lookMs = 1_000;

function Running({ found }: { found: Found }) {
  const formats = useFormats();
  const stop = useCommandOf('reviews.stop-trying', { touches: () => [`what-if:${found.id}`, 'what-ifs'] });
  const { lookedAt, ofAll } = found;
  return (
    <div className="stack review-form">
      <progress
        aria-label={t`How far it is`}
        max={Math.max(1, ofAll ?? 1)}
        value={ofAll === null ? undefined : lookedAt}
      />
      <p className="quiet num">
        {ofAll === null
          ? t`Counting conversations…`
          : t`${formats.number(lookedAt)} of ${formats.number(ofAll)} conversations`}
      </p>
      <div>
        <Button disabled={stop.busy} onClick={() => void stop.run({ whatIfId: found.id })}>{t`Stop`}</Button>
      </div>
    </div>
  );
}

function OneSide({ title, side, share }: { title: string; side: Side; share: number }) {
  const formats = useFormats();
  const kept = keptShare(side);
  const isMet = kept !== null && kept * 100 >= share;
  return (
    <div>
      <span className="meta">{title}</span>
      <b className="num review-big">{kept === null ? '–' : formats.share(kept)}</b>
      {kept === null ? (
        <State state="paused">{t`No promise`}</State>
      ) : (
        <State state={isMet ? 'kept' : 'broken'}>{isMet ? t`reaches ${share} %` : t`below ${share} %`}</State>
      )}
      <span className="meta num">
        <Trans>
          {formats.number(side.kept)} kept, {formats.number(side.broken)} broken, {formats.number(side.warned)} warned;
          n {formats.number(decided(side))}
        </Trans>
      </span>
    </div>
  );
}

function useColumns(head: string): Column<Row>[] {
  const formats = useFormats();
  const share = (side: Side) => {
    const kept = keptShare(side);
    return kept === null ? '–' : formats.share(kept);
  };
  return [
    { key: 'label', head, names: true, cell: (row) => row.label },
    { key: 'now', head: t`Now`, numeric: true, cell: (row) => share(row.now) },
    { key: 'n-now', head: t`n now`, numeric: true, cell: (row) => formats.number(decided(row.now)) },
    { key: 'then', head: t`Then`, numeric: true, cell: (row) => share(row.proposed) },
    { key: 'n-then', head: t`n then`, numeric: true, cell: (row) => formats.number(decided(row.proposed)) },
  ];
}

function Outcome({ found, result }: { found: Found; result: Result }) {
  const formats = useFormats();
  const [byChannel, byWeek] = [useColumns(t`Channel`), useColumns(t`Week of`)];
  const channels = result.channels.map((row) => ({ ...row, label: channelWords(row.key) }));
  const weeks = result.weeks.map((row) => ({ ...row, label: formats.date(noon(row.key)) }));
  if (decided(result.proposed) === 0)
    return (
      <Notice state="info" title={t`Nothing to compare.`}>
        {t`No conversation of these 90 days would have had this target.`}
      </Notice>
    );
  return (
    <>
      <section className="review-sides" aria-label={t`Kept now and then`}>
        <OneSide title={t`under the target in force`} side={result.now} share={found.sharePercent} />
        <OneSide title={t`under the proposed target`} side={result.proposed} share={found.sharePercent} />
      </section>
      <Table caption={t`By channel`} showCaption columns={byChannel} rows={channels} rowKey={(row) => row.key} />
      <Table caption={t`By week`} showCaption columns={byWeek} rows={weeks} rowKey={(row) => row.key} />
    </>
  );
}

function Place({ found }: { found: Found }) {
  const place = useCommandOf('reviews.place', { touches: () => [`what-if:${found.id}`, 'what-ifs'] });
  if (found.state !== 'done' || !found.versionId || !found.abilities.includes('place')) return null;
  return (
    <Switch
      label={t`Show it beside the approval of the draft`}
      checked={found.besideApproval}
      disabled={place.busy}
      onChange={(besideApproval) => void place.run({ whatIfId: found.id, besideApproval })}
    />
  );
}

/** What would have been: how far it is, and in the end kept and broken now and then. */
export function WhatIfPage() {
  const formats = useFormats();
  const { whatIfId = '' } = useParams({ strict: false }) as { whatIfId?: string };
  const query = useQueryOf('reviews.what-if', { whatIfId });
  const found = query.data;
  const isRunning = found?.state === 'running';
  const { refetch } = query;
  // Only the end is told; how far it is, is asked.
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => void refetch(), lookMs);
    return () => clearInterval(timer);
  }, [isRunning, refetch]);
  const back = { to: '/reviews', label: t`Back to the reviews` };
  if (!found)
    return (
      <Page title={t`What if`} back={back}>
        {query.error ? (
          <Trouble problem={query.error} again={() => void refetch()} />
        ) : (
          <Skeleton label={t`Loading the look back`} rows={6} />
        )}
      </Page>
    );
  return (
    <Page title={t`What if: ${whatIfTitle(found)}`} back={back}>
      <div className="stack loose review">
        <div className="review-facts">
          <KeyValues
            items={[
              { key: t`Period`, value: `${formats.date(found.from)} – ${formats.date(found.to)}` },
              { key: t`Calendar`, value: found.calendarName ?? t`Round the clock` },
              { key: t`Team`, value: found.teamName ?? t`every team` },
              { key: t`Warned at`, value: `${found.warnPercent} %` },
              { key: t`Asked by`, value: found.askedBy ?? t`Heed` },
            ]}
          />
        </div>
        {isRunning && <Running found={found} />}
        {found.state === 'cancelled' && (
          <Notice state="paused" title={t`Stopped.`}>{t`Nothing of it was kept.`}</Notice>
        )}
        {found.state === 'failed' && (
          <Notice state="broken" title={t`It did not come to its end.`}>
            {t`Choose another calendar, or ask again later.`}
          </Notice>
        )}
        <Place found={found} />
        {found.result && <Outcome found={found} result={found.result} />}
      </div>
    </Page>
  );
}
