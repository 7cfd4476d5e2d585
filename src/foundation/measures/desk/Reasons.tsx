import { t } from '@lingui/core/macro';
import { useCallback, useState } from 'react';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Segments } from '#kernel/web/ui/Tabs.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { Chart } from './Chart.tsx';
import type { Whose } from './filters.ts';
import type { Period } from './period.ts';
import { TwinTable } from './TwinTable.tsx';

const most = 7;

/** What people wrote about, as their conversations were wrapped up. */
export function Reasons({ period, whose }: { period: Period; whose: Whose }) {
  const formats = useFormats();
  const [shows, setShows] = useState<'chart' | 'table'>('chart');
  const input = { measures: 'resolutions', from: period.from, to: period.to, by: 'reason' as const, ...whose };
  const { data, error } = useQueryOf('measures.values', input, { keep: true });
  const result = data?.results[0];
  const groups = result?.groups.toSorted((one, other) => other.n - one.n);
  const paint = useCallback<Parameters<typeof Chart>[0]['paint']>(
    (draw, width) => {
      const sorted = result?.groups.toSorted((one, other) => other.n - one.n).slice(0, most) ?? [];
      const bars = sorted.map(({ label, n }) => ({ label, value: n, title: `${label}: ${n}` }));
      return draw.drawBars(bars, width);
    },
    [result],
  );
  return (
    <section className="card" aria-labelledby="reasons-title">
      <header>
        <h2 id="reasons-title" className="ct grow">
          {t`Why people write`}
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
        {!groups && !error && <Skeleton label={t`Loading`} rows={5} />}
        {groups?.length === 0 && (
          <p className="quiet">{t`Nothing was resolved in this period, so no reason was given.`}</p>
        )}
        {groups && groups.length > 0 && shows === 'chart' && (
          <Chart label={t`Resolutions by reason. The table has the numbers.`} paint={paint} />
        )}
        {groups && groups.length > 0 && shows === 'table' && (
          <TwinTable caption={t`Resolutions by reason`} head={t`Reason`} unit="count" groups={groups} />
        )}
      </div>
      <footer className="cf">
        <code>resolutions by wrap-up reason</code>
        <span className="meta num">n {formats.number(result?.n ?? 0)}</span>
      </footer>
    </section>
  );
}
