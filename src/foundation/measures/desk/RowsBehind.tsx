import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { usePagesOf } from '#kernel/web/hooks.tsx';
import { told } from '#kernel/web/language/told.ts';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { type Column, Table } from '#kernel/web/ui/Table.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import type { Whose } from './filters.ts';
import { type Measure, periodWords, valueWords } from './words.ts';

type Behind = OutputOf<'measures.rows'>['rows'][number];

function useColumns(measure: Measure): Column<Behind>[] {
  const formats = useFormats();
  const isShare = measure.unit === 'share';
  const value = (row: Behind) => {
    if (row.leftOut) return t`left out: ${row.leftOut}`;
    return isShare ? (row.value === 1 ? t`yes` : t`no`) : valueWords(formats, measure.unit, row.value);
  };
  return [
    { key: 'reference', head: t`Reference`, names: true, cell: (row) => <Link to={row.link}>{row.reference}</Link> },
    { key: 'at', head: t`When`, cell: (row) => <span className="num nowrap">{formats.full(row.at)}</span> },
    {
      key: 'value',
      head: isShare ? t`Counts as` : t`Value`,
      numeric: true,
      cell: (row) => <span className="num nowrap">{value(row)}</span>,
    },
    { key: 'person', head: t`Person`, cell: (row) => <bdi>{row.person}</bdi> },
    { key: 'team', head: t`Team`, cell: (row) => <bdi>{row.team}</bdi> },
    { key: 'reason', head: t`Reason`, cell: (row) => <bdi>{row.reason}</bdi> },
  ];
}

type RowsBehindProps = { measure: Measure; period: { from: string; to: string }; whose: Whose; onClose: () => void };

/** The records that make up a number, the newest first. Each opens where it lives. */
export function RowsBehind({ measure, period, whose, onClose }: RowsBehindProps) {
  const input = { measure: measure.name, from: period.from, to: period.to, ...whose };
  const { pages, problem, hasMore, more, again } = usePagesOf('measures.rows', input);
  const columns = useColumns(measure);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const rows = pages?.flatMap((page) => page.rows);
  const days =
    period.from === period.to
      ? periodWords('day', period.from)
      : `${periodWords('week', period.from)} – ${periodWords('week', period.to)}`;
  return (
    <section className="card wide2" aria-labelledby="behind-title">
      <header>
        <h2 id="behind-title" ref={heading} tabIndex={-1} className="ct grow">
          <Trans>Rows behind {told(measure.words)}</Trans>{' '}
          <span className="meta num">{measure.isNow ? t`now` : days}</span>
        </h2>
        <Button size="small" onClick={onClose}>
          {t`Close`}
        </Button>
      </header>
      {problem && !rows && <Trouble problem={problem} again={again} />}
      {!rows && !problem && <Skeleton label={t`Loading the rows`} shape="rows" rows={5} />}
      {rows?.length === 0 && <p className="about quiet">{t`No rows in this period.`}</p>}
      {rows && rows.length > 0 && (
        <div className="alone">
          <Table
            caption={t`Rows behind ${told(measure.words)}`}
            rows={rows}
            rowKey={(row) => row.id}
            columns={columns}
          />
          {hasMore && <Button onClick={more}>{t`Show more`}</Button>}
        </div>
      )}
    </section>
  );
}
