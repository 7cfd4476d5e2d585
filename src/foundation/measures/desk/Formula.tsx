import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { told } from '#kernel/web/language/told.ts';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { type Measure, periodWords, type Result } from './words.ts';

const intervals = {
  wilson: t`95 % interval by Wilson’s score`,
  order_statistic: t`95 % interval between ranks, whatever the distribution`,
  none: t`a count, so no interval`,
};

/** What exactly was counted: formula, what is left out, how n is counted, how sure it is. */
export function Formula({ measure, result }: { measure: Measure; result: Result | undefined }) {
  const formats = useFormats();
  const words = [
    result && `n ${formats.number(result.n)}`,
    result && result.leftOut > 0 && t`${formats.number(result.leftOut)} left out`,
    intervals[measure.interval],
    result?.method === 'rolled_up' && t`from daily sums, off by at most 1 %`,
    result && measure.settlesAfterDays > 0 && t`counted up to ${periodWords('week', result.countedTo)}`,
  ].filter(Boolean);
  return (
    <footer className="cf">
      <code>{measure.formula}</code>
      <span className="meta num">{words.join(' · ')}</span>
      <details>
        <summary className="meta">{t`What counts`}</summary>
        <ul className="meta">
          <li>{told(measure.counts)}</li>
          <li>
            <Trans>Left out: {told(measure.exclusions)}</Trans>
          </li>
          <li>{told(measure.calendar)}</li>
        </ul>
      </details>
    </footer>
  );
}
