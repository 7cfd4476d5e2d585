import { t } from '@lingui/core/macro';
import { Button } from '#kernel/web/ui/Button.tsx';
import { type Draft, weekdays } from './calendar-draft.ts';
import { SpanFields, Wrong } from './SpanFields.tsx';
import type { ProblemAt } from './use-calendar-draft.ts';

type WeekEditorProps = {
  hours: Draft['hours'];
  onChange: (hours: Draft['hours']) => void;
  problemAt: ProblemAt;
  disabled: boolean;
};

/** The usual week, day by day. */
export function WeekEditor({ hours, onChange, problemAt, disabled }: WeekEditorProps) {
  const monday = JSON.stringify(hours.mon);
  const isCopied = (['tue', 'wed', 'thu', 'fri'] as const).every((day) => JSON.stringify(hours[day]) === monday);
  return (
    <section className="card" aria-labelledby="usual-week">
      <header>
        <h2 id="usual-week">{t`Usual week`}</h2>
        {!disabled && !isCopied && (
          <span className="end">
            <Button
              size="small"
              onClick={() => onChange({ ...hours, tue: hours.mon, wed: hours.mon, thu: hours.mon, fri: hours.mon })}
            >
              {t`Monday’s hours until Friday`}
            </Button>
          </span>
        )}
      </header>
      <div className="card-b">
        <Wrong words={problemAt('hours')} />
        <ul className="week">
          {weekdays.map(([weekday, name], index) => (
            <li key={weekday}>
              <b>{name}</b>
              <SpanFields
                of={name}
                after={weekdays[(index + 1) % 7]?.[1] ?? t`Monday`}
                spans={hours[weekday]}
                onChange={(spans) => onChange({ ...hours, [weekday]: spans })}
                where={`hours.${weekday}`}
                problemAt={problemAt}
                disabled={disabled}
              />
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
