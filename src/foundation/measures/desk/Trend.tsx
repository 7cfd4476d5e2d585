import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useCallback, useMemo, useState } from 'react';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { told } from '#kernel/web/language/told.ts';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Segments } from '#kernel/web/ui/Tabs.tsx';
import { VisuallyHidden } from '#kernel/web/ui/VisuallyHidden.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { Chart } from './Chart.tsx';
import { Formula } from './Formula.tsx';
import type { Whose } from './filters.ts';
import { endOf, gridOf, type Period } from './period.ts';
import { TwinTable } from './TwinTable.tsx';
import { axisOf } from './ticks.ts';
import { type Group, intervalWords, type Measure, periodWords, type Result, valueWords } from './words.ts';

const heads = { day: t`Day`, week: t`Week of`, month: t`Month` };

type TrendProps = {
  measure: Measure;
  period: Period;
  whose: Whose;
  onOpen: ((period: { from: string; to: string }) => void) | undefined;
};

type Paint = Parameters<typeof Chart>[0]['paint'];

/** How to draw the groups; stays the same while they do, so that nothing is drawn twice. */
function usePaint(by: string, result: Result | undefined): Paint {
  const formats = useFormats();
  return useCallback(
    (draw, width) => {
      const { unit, groups } = result ?? { unit: 'count' as const, groups: [] };
      const title = (group: Group) =>
        [
          periodWords(by, group.key),
          valueWords(formats, unit, group.value),
          `n ${group.n}`,
          intervalWords(formats, unit, group),
        ]
          .filter(Boolean)
          .join(' · ');
      const points = groups.flatMap((group) =>
        group.value === null
          ? []
          : [{ at: new Date(group.key), value: group.value, low: group.low, high: group.high, title: title(group) }],
      );
      const lowest = Math.min(...points.map((point) => point.low ?? point.value));
      const highest = Math.max(...points.map((point) => point.high ?? point.value));
      return draw.drawTrend(points, width, {
        ...axisOf(unit, points.length > 0 ? lowest : 0, points.length > 0 ? highest : 1),
        value: (value) => valueWords(formats, unit, value),
        day: (at) => periodWords(by === 'month' ? 'month' : 'week', at.toISOString().slice(0, 10)),
      });
    },
    [by, result, formats],
  );
}

/** One measure over time: picture, the same as a table, and what exactly was counted. */
export function Trend({ measure, period, whose, onOpen }: TrendProps) {
  const by = gridOf(period);
  const [shows, setShows] = useState<'chart' | 'table'>('chart');
  const input = { measures: measure.name, from: period.from, to: period.to, by, ...whose };
  const { data, error, refetch } = useQueryOf('measures.values', measure.isNow ? null : input, { keep: true });
  const result = data?.results[0];
  const paint = usePaint(by, result);
  const newestFirst = useMemo(() => result?.groups.toReversed() ?? [], [result]);
  const caption = t`${told(measure.words)}, by ${by}`;
  const open = onOpen && ((group: Group) => onOpen(within(period, { from: group.key, to: endOf(by, group.key) })));
  const table = result && (
    <TwinTable
      caption={caption}
      head={heads[by]}
      unit={measure.unit}
      groups={newestFirst}
      labelOf={(group) => periodWords(by, group.key)}
      onOpen={open}
    />
  );
  return (
    <section className="card wide2" aria-labelledby="trend-title">
      <header>
        <h2 id="trend-title" className="ct grow">
          {measure.isNow ? told(measure.words) : caption}
        </h2>
        {onOpen && (
          <Button size="small" onClick={() => onOpen(period)}>
            {t`Rows behind`}
          </Button>
        )}
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
      <p className="about meta">{told(measure.about)}</p>
      {error && <Trouble problem={error} again={() => void refetch()} />}
      {!error && !result && !measure.isNow && <Skeleton label={t`Loading the chart`} rows={6} />}
      {measure.isNow && (
        <p className="about">
          <Trans>This number is of now and has no history. The rows behind it do.</Trans>
        </p>
      )}
      {result && shows === 'chart' && (
        <div className="two">
          <Chart label={t`${caption}. The table has the numbers.`} paint={paint} />
          <div className="beside">{table}</div>
        </div>
      )}
      {result && shows === 'table' && <div className="alone">{table}</div>}
      {result?.value === null && <VisuallyHidden>{result.words}</VisuallyHidden>}
      <Formula measure={measure} result={result} />
    </section>
  );
}

/** A group at the edge reaches beyond the period; its rows do not. */
function within(period: Period, group: { from: string; to: string }): { from: string; to: string } {
  return {
    from: group.from < period.from ? period.from : group.from,
    to: group.to > period.to ? period.to : group.to,
  };
}
