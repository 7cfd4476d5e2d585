import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { Button, IconButton } from '#kernel/web/ui/Button.tsx';
import { StateMark } from '#kernel/web/ui/State.tsx';
import type { Span } from './calendar-draft.ts';
import { spanMeaning } from './calendar-words.ts';
import type { ProblemAt } from './use-calendar-draft.ts';

type SpanFieldsProps = {
  /** What the hours are of: "Monday". */
  of: string;
  /** The day after, on which hours past midnight end. */
  after: string;
  spans: Span[];
  onChange: (spans: Span[]) => void;
  /** Where problems are told: `hours.mon`. */
  where: string;
  problemAt: ProblemAt;
  disabled: boolean;
};

/** What is wrong, beside the field it is about. */
export function Wrong({ words }: { words: string | undefined }) {
  if (!words) return null;
  return (
    <span className="span-wrong" role="alert">
      <StateMark state="broken" small />
      <span>{words}</span>
    </span>
  );
}

/** The next hours to offer: the hour after the last, two hours long. */
function nextSpan(spans: readonly Span[]): Span {
  const last = spans.at(-1);
  if (!last || last[1] === '' || last[1] >= '21:00' || last[1] <= last[0]) return ['09:00', '17:00'];
  const hour = Number(last[1].slice(0, 2));
  const time = (value: number) => `${String(value).padStart(2, '0')}:00`;
  return [time(hour + 1), time(hour + 3)];
}

function OneSpan({ span, index, props }: { span: Span; index: number; props: SpanFieldsProps }) {
  const { of, after, spans, onChange, where, problemAt, disabled } = props;
  const set = (end: 0 | 1, value: string) =>
    onChange(spans.map((each, at) => (at === index ? (end === 0 ? [value, each[1]] : [each[0], value]) : each)));
  const isWhole = span[0] !== '' && span[1] !== '';
  const problem = isWhole ? problemAt(`${where}[${index}]`) : undefined;
  const name = spans.length > 1 ? t`${of}, hours ${index + 1}` : of;
  return (
    <li className="span">
      <input
        type="time"
        className="input"
        aria-label={t`${name}: from`}
        aria-invalid={problem ? true : undefined}
        value={span[0]}
        disabled={disabled}
        onChange={(event) => set(0, event.currentTarget.value)}
      />
      <span className="quiet">{t`to`}</span>
      <input
        type="time"
        className="input"
        aria-label={t`${name}: to`}
        aria-invalid={problem ? true : undefined}
        value={span[1]}
        disabled={disabled}
        onChange={(event) => set(1, event.currentTarget.value)}
      />
      {!disabled && (
        <IconButton
          icon={IconX}
          size="small"
          label={t`Take away ${name}`}
          onClick={() => onChange(spans.filter((_, at) => at !== index))}
        />
      )}
      {!disabled && index === spans.length - 1 && spans.length < 12 && (
        <IconButton
          icon={IconPlus}
          size="small"
          label={t`More hours on ${of}`}
          onClick={() => onChange([...spans, nextSpan(spans)])}
        />
      )}
      <span className={isWhole ? 'meta span-words' : 'meta span-words wrong'}>{spanMeaning(span, after)}</span>
      <Wrong words={problem} />
    </li>
  );
}

/** The hours of one day: several spans, each with what it means in words. */
export function SpanFields(props: SpanFieldsProps) {
  const { of, spans, onChange, where, problemAt, disabled } = props;
  return (
    <div className="spans">
      {spans.length === 0 && <span className="quiet span-none">{t`Closed`}</span>}
      {spans.length > 0 && (
        <ul className="stack tight">
          {[...spans.keys()].map((index) => (
            <OneSpan key={index} span={spans[index] ?? ['', '']} index={index} props={props} />
          ))}
        </ul>
      )}
      <Wrong words={problemAt(where)} />
      {!disabled && spans.length === 0 && (
        <Button size="small" kind="quiet" icon={IconPlus} onClick={() => onChange([nextSpan(spans)])}>
          <Trans>
            Open<span className="hide"> on {of}</span>
          </Trans>
        </Button>
      )}
    </div>
  );
}
