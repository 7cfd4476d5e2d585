import { useFormats } from '#kernel/web/ui/formats.tsx';
import { type Measure, periodWords, type Result } from './words.ts';

const intervals = {
  wilson: '95 % interval by Wilson’s score',
  order_statistic: '95 % interval between ranks, whatever the distribution',
  none: 'a count, so no interval',
};

/** What exactly was counted: formula, what is left out, how n is counted, how sure it is. */
export function Formula({ measure, result }: { measure: Measure; result: Result | undefined }) {
  const formats = useFormats();
  const words = [
    result && `n ${formats.number(result.n)}`,
    result && result.leftOut > 0 && `${formats.number(result.leftOut)} left out`,
    intervals[measure.interval],
    result?.method === 'rolled_up' && 'from daily sums, off by at most 1 %',
    result && measure.settlesAfterDays > 0 && `counted up to ${periodWords('week', result.countedTo)}`,
  ].filter(Boolean);
  return (
    <footer className="cf">
      <code>{measure.formula}</code>
      <span className="meta num">{words.join(' · ')}</span>
      <details>
        <summary className="meta">What counts</summary>
        <ul className="meta">
          <li>{measure.counts}</li>
          <li>Left out: {measure.exclusions}</li>
          <li>{measure.calendar}</li>
        </ul>
      </details>
    </footer>
  );
}
