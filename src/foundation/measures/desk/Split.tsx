import { t } from '@lingui/core/macro';
import { useState } from 'react';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { inSentence } from '#kernel/web/language/in-sentence.ts';
import { told } from '#kernel/web/language/told.ts';
import { useSession } from '#kernel/web/session.ts';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Segments } from '#kernel/web/ui/Tabs.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import type { Whose } from './filters.ts';
import type { Period } from './period.ts';
import { TwinTable } from './TwinTable.tsx';
import type { Measure } from './words.ts';

type By = 'team' | 'person' | 'channel' | 'brand';
const labels: Record<By, string> = { team: t`Team`, person: t`Person`, channel: t`Channel`, brand: t`Brand` };

type Props = { measure: Measure; period: Period; whose: Whose; hasBrands: boolean };

/** The chosen measure side by side for teams, people, channels or brands. */
export function Split({ measure, period, whose, hasBrands }: Props) {
  const formats = useFormats();
  const { person } = useSession();
  const seesPeople = ['owner', 'manager', 'lead'].includes(person.role);
  const isOffered = { team: true, person: seesPeople, channel: true, brand: hasBrands };
  const ways = (['team', 'person', 'channel', 'brand'] as const).filter(
    (by) => measure.dimensions.includes(by) && isOffered[by],
  );
  const [wanted, setWanted] = useState<By>('team');
  const by = ways.includes(wanted) ? wanted : (ways[0] ?? 'team');
  const input = { measures: measure.name, from: period.from, to: period.to, by, ...whose };
  const { data, error } = useQueryOf('measures.values', input, { keep: true });
  const result = data?.results[0];
  return (
    <section className="card" aria-labelledby="split-title">
      <header>
        <h2 id="split-title" className="ct grow cut">
          {t`Compared`}
        </h2>
        <Segments
          label={t`Split by`}
          options={ways.map((way) => ({ value: way, label: labels[way] }))}
          value={by}
          onChange={setWanted}
        />
      </header>
      <p className="about meta">{told(measure.words)}</p>
      <div className="inner">
        {error && <Trouble problem={error} />}
        {!result && !error && <Skeleton label={t`Loading`} rows={4} />}
        {result?.groups.length === 0 && <p className="quiet">{result.words ?? t`No rows in this period.`}</p>}
        {result && result.groups.length > 0 && (
          <TwinTable
            caption={t`${told(measure.words)} by ${inSentence(labels[by])}`}
            head={labels[by]}
            unit={result.unit}
            groups={result.groups}
          />
        )}
      </div>
      <footer className="cf">
        <code>{t`the same formula, by ${inSentence(labels[by])}`}</code>
        <span className="meta num">n {formats.number(result?.n ?? 0)}</span>
      </footer>
    </section>
  );
}
