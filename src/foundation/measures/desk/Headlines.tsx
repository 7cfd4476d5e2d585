import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { told } from '#kernel/web/language/told.ts';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { intervalWords, type Measure, type Result, trendOf, valueWords } from './words.ts';

const trends = {
  better: { state: 'kept', word: t`Better` },
  worse: { state: 'warn', word: t`Worse` },
  same: { state: 'info', word: t`Much the same` },
} as const;

function Headline({ measure, result, chosen, onChoose }: HeadlineProps) {
  const formats = useFormats();
  const { previous, unit } = result;
  const trend = trendOf(measure, result, previous);
  const interval = intervalWords(formats, unit, result);
  return (
    <button type="button" className="big" aria-pressed={chosen} onClick={onChoose}>
      <span className="meta">{told(measure.words)}</span>
      <b className="num">{valueWords(formats, unit, result.value)}</b>
      <span className="line">
        {trend && <State state={trends[trend].state}>{trends[trend].word}</State>}
        {previous && previous.value !== null && (
          <span className="meta num cut">
            <Trans>was {valueWords(formats, unit, previous.value)}</Trans>
          </span>
        )}
        {result.value === null && <span className="meta">{result.words}</span>}
      </span>
      <span className="meta num">
        n {formats.number(result.n)}
        {interval && ` · ${interval}`}
      </span>
    </button>
  );
}

type HeadlineProps = { measure: Measure; result: Result; chosen: boolean; onChoose: () => void };

type HeadlinesProps = {
  library: readonly Measure[];
  results: readonly Result[];
  chosen: string;
  onChoose: (name: string) => void;
};

/** The numbers that matter most, each with what it was before; choosing one draws it below. */
export function Headlines({ library, results, chosen, onChoose }: HeadlinesProps) {
  return (
    <div className="bigs">
      {results.map((result) => {
        const measure = library.find((one) => one.name === result.measure);
        if (!measure) return null;
        const isChosen = chosen === measure.name;
        return (
          <Headline
            key={measure.name}
            measure={measure}
            result={result}
            chosen={isChosen}
            onChoose={() => onChoose(measure.name)}
          />
        );
      })}
    </div>
  );
}
