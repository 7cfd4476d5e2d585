import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { told } from '#kernel/web/language/told.ts';
import { Button } from '#kernel/web/ui/Button.tsx';
import { TextArea } from '#kernel/web/ui/Field.tsx';
import { FormDialog } from '#kernel/web/ui/FormDialog.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { Spark } from './Spark.tsx';
import { isMet, type Metric, type Review, valueWords } from './words.ts';

type Evaluation = Review['evaluations'][number];

function Evaluate({ review, metric, before, onClose }: Props & { before: string; onClose: () => void }) {
  const evaluate = useCommandOf('reviews.evaluate', { touches: () => ['reviews'] });
  const form = useForm({
    initial: { text: before },
    send: async ({ text }) => {
      await evaluate.send({ reviewId: review.id, metric: metric.key, text });
      onClose();
    },
  });
  return (
    <FormDialog title={t`What does it mean?`} send={t`Save`} form={form} onClose={onClose}>
      <p className="quiet">{`${metric.clause}: ${told(metric.name)}`}</p>
      <TextArea
        label={t`Evaluation`}
        help={t`What stands behind the number, and whether it is good enough. It is signed with the review.`}
        required
        rows={4}
        maxRows={12}
        maxLength={4_000}
        {...form.text('text')}
      />
    </FormDialog>
  );
}

type Props = { review: Review; metric: Metric };

function Words({ evaluation }: { evaluation: Evaluation | undefined }) {
  if (!evaluation) return null;
  return (
    <p className="review-words" dir="auto">
      {evaluation.text} <span className="meta">{evaluation.by}</span>
    </p>
  );
}

/** One number: what was promised, what came true, how sure it is, its weeks, and what people make of it. */
export function OneMetric({ review, metric }: Props) {
  const formats = useFormats();
  const [isOpen, setOpen] = useState(false);
  const met = isMet(metric);
  const state = met === null ? 'paused' : met ? 'kept' : 'broken';
  const words = met === null ? t`No number` : met ? t`Kept` : t`Not kept`;
  const { unit, target, value, n, low, high } = metric;
  const wanted = valueWords(formats, unit, target);
  const evaluation = review.evaluations.find((one) => one.metric === metric.key);
  const mayEvaluate = review.abilities.includes('evaluate');
  return (
    <li className={`review-metric ${state}`}>
      <div className="review-name">
        <b>{told(metric.name)}</b>
        <a className="meta" href={`/desk/standards/${review.standardId}/${review.versionId}#${metric.clauseId}`}>
          {metric.clause}
        </a>
      </div>
      <div>
        <span className="meta">{t`promised`}</span>
        <b className="num">{metric.is === 'at_least' ? t`at least ${wanted}` : t`at most ${wanted}`}</b>
      </div>
      <div>
        <span className="meta">{t`actual`}</span>
        <b className="num review-value">{valueWords(formats, unit, value)}</b>
      </div>
      {metric.trend.length > 0 ? <Spark metric={metric} /> : <span />}
      <div>
        <State state={state}>{words}</State>
        <span className="meta num">
          {`n ${formats.number(n)}`}
          {low !== null && high !== null && ` · ${valueWords(formats, unit, low)} – ${valueWords(formats, unit, high)}`}
        </span>
      </div>
      <div className="review-below">
        {metric.missing && <p className="meta">{told(metric.missing)}</p>}
        <Words evaluation={evaluation} />
        {mayEvaluate && (
          <Button size="small" kind={evaluation ? 'quiet' : undefined} onClick={() => setOpen(true)}>
            {evaluation ? <Trans>Change the evaluation</Trans> : <Trans>Evaluate</Trans>}
            <span className="hide"> {`${told(metric.name)}, ${metric.clause}`}</span>
          </Button>
        )}
      </div>
      {isOpen && (
        <Evaluate review={review} metric={metric} before={evaluation?.text ?? ''} onClose={() => setOpen(false)} />
      )}
    </li>
  );
}
