import { t } from '@lingui/core/macro';
import { useCallback, useMemo, useState } from 'react';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { type Column, Table } from '#kernel/web/ui/Table.tsx';
import { Segments } from '#kernel/web/ui/Tabs.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { Chart } from './Chart.tsx';
import type { Whose } from './filters.ts';
import { addDays, type Period } from './period.ts';
import type { Group } from './words.ts';

const weekdays = [t`Mon`, t`Tue`, t`Wed`, t`Thu`, t`Fri`, t`Sat`, t`Sun`];

/** How often each weekday lies in the part of the period that is over, Monday first. */
function timesSeen(from: string, to: string): number[] {
  const seen = [0, 0, 0, 0, 0, 0, 0];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
    seen[weekday] = (seen[weekday] ?? 0) + 1;
  }
  return seen;
}

interface Field {
  columns: string[];
  rows: { day: string; means: number[] }[];
}

/** Mean contacts a day in each hour, from the first hour to the last in which there were any. */
function fieldOf(groups: readonly Group[], from: string, to: string): Field {
  const hours = groups.map((group) => Number(group.key.slice(2)));
  const [first, last] = [Math.min(...hours, 9), Math.max(...hours, 16)];
  const columns = Array.from({ length: last - first + 1 }, (_, i) => String(first + i).padStart(2, '0'));
  const seen = timesSeen(from, to);
  const counts = new Map(groups.map((group) => [group.key, group.n]));
  const rows = weekdays.map((day, i) => ({
    day,
    means: columns.map((hour) => (counts.get(`${i + 1}-${hour}`) ?? 0) / Math.max(1, seen[i] ?? 0)),
  }));
  return { columns, rows };
}

const shownMean = (mean: number) => (mean > 0 && mean < 1 ? mean.toFixed(1) : String(Math.round(mean)));

/** When contacts begin: weekday by hour. */
export function Hours({ period, whose }: { period: Period; whose: Whose }) {
  const formats = useFormats();
  const [shows, setShows] = useState<'chart' | 'table'>('chart');
  const input = { measures: 'contacts', from: period.from, to: period.to, by: 'hour' as const, ...whose };
  const { data, error } = useQueryOf('measures.values', input, { keep: true });
  const result = data?.results[0];
  const field = useMemo(() => result && fieldOf(result.groups, period.from, result.countedTo), [result, period.from]);
  const paint = useCallback<Parameters<typeof Chart>[0]['paint']>(
    (draw, width) => {
      const tiles = (field?.rows ?? []).flatMap(({ day, means }) =>
        means.map((value, i) => {
          const column = field?.columns[i] ?? '';
          return {
            row: day,
            column,
            value,
            shown: String(Math.round(value)),
            title: `${day} ${column}:00 · ${value.toFixed(1)}`,
          };
        }),
      );
      return draw.drawTiles(tiles, weekdays, field?.columns ?? [], width);
    },
    [field],
  );
  const columns: Column<Field['rows'][number]>[] = [
    { key: 'day', head: t`Day`, names: true, cell: (row) => row.day },
    ...(field?.columns ?? []).map((hour, i) => ({
      key: hour,
      head: `${Number(hour)}`,
      numeric: true,
      cell: (row: Field['rows'][number]) => <span className="num">{shownMean(row.means[i] ?? 0)}</span>,
    })),
  ];
  return (
    <section className="card" aria-labelledby="hours-title">
      <header>
        <h2 id="hours-title" className="ct grow">
          {t`Contacts an hour`}
        </h2>
        <Segments
          label={t`Show as`}
          options={[
            { value: 'chart', label: t`Chart` },
            { value: 'table', label: t`Table` },
          ]}
          value={shows}
          onChange={setShows}
        />
      </header>
      <div className="inner">
        {error && <Trouble problem={error} />}
        {!field && !error && <Skeleton label={t`Loading`} rows={5} />}
        {field && shows === 'chart' && (
          <Chart label={t`Contacts by weekday and hour. The table has the numbers.`} paint={paint} />
        )}
        {field && shows === 'table' && (
          <Table caption={t`Contacts an hour`} rows={field.rows} rowKey={(row) => row.day} columns={columns} />
        )}
      </div>
      <footer className="cf">
        <code>contacts started ÷ days seen</code>
        <span className="meta num">
          n {formats.number(result?.n ?? 0)} · {data?.timeZone ?? ''}
        </span>
      </footer>
    </section>
  );
}
