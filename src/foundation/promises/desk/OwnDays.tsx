import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs';
import { Button, IconButton } from '#kernel/web/ui/Button.tsx';
import { makeFormats } from '#kernel/web/ui/format.ts';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { nextKey, type OwnDay } from './calendar-draft.ts';
import { SpanFields, Wrong } from './SpanFields.tsx';
import type { ProblemAt } from './use-calendar-draft.ts';

/** Tells a day such as `2026-12-24` as `Thu 24 Dec 2026`, whatever the zone of the desk. */
export function useDayWords(): (day: string) => string {
  const formats = makeFormats(useFormats().locale, 'UTC');
  return (day) => (day === '' ? t`this day` : formats.full(`${day}T00:00:00Z`).replace(/, 0:00$/, ''));
}

type OwnDaysProps = {
  days: OwnDay[];
  onChange: (days: OwnDay[]) => void;
  problemAt: ProblemAt;
  disabled: boolean;
};

/** Days with hours other than those of their weekday, such as a half day before a holiday. */
export function OwnDays({ days, onChange, problemAt, disabled }: OwnDaysProps) {
  const words = useDayWords();
  const set = (key: number, change: Partial<OwnDay>) =>
    onChange(days.map((one) => (one.key === key ? { ...one, ...change } : one)));
  const twice = (one: OwnDay) => one.day !== '' && days.some((other) => other.key !== one.key && other.day === one.day);
  return (
    <section className="card" aria-labelledby="own-days">
      <header>
        <h2 id="own-days">{t`Half days`}</h2>
      </header>
      <div className="card-b stack">
        <p className="quiet">
          <Trans>Days with hours of their own, such as the morning before a holiday.</Trans>
        </p>
        {days.length > 0 && (
          <ul className="week">
            {days.map((one) => (
              <li key={one.key}>
                <span className="own-day">
                  <input
                    type="date"
                    className="input"
                    aria-label={t`Day`}
                    value={one.day}
                    disabled={disabled}
                    onChange={(event) => set(one.key, { day: event.currentTarget.value })}
                  />
                  {!disabled && (
                    <IconButton
                      icon={IconTrash}
                      size="small"
                      label={t`Take ${words(one.day)} off the half days`}
                      onClick={() => onChange(days.filter((other) => other.key !== one.key))}
                    />
                  )}
                </span>
                <div>
                  <SpanFields
                    of={words(one.day)}
                    after={t`the next day`}
                    spans={one.spans}
                    onChange={(spans) => set(one.key, { spans })}
                    where={`halfDays.${one.day}`}
                    problemAt={problemAt}
                    disabled={disabled}
                  />
                  {twice(one) && <Wrong words={t`This day is there twice. Once is enough.`} />}
                  {one.spans.length === 0 && (
                    <span className="meta">{t`Without hours it is not a half day. Closed days stand above.`}</span>
                  )}
                </div>
              </li>
            ))}
          </ul>
        )}
        {!disabled && (
          <div>
            <Button
              size="small"
              icon={IconPlus}
              onClick={() => onChange([...days, { key: nextKey(), day: '', spans: [['09:00', '12:00']] }])}
            >
              {t`Add a half day`}
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}
