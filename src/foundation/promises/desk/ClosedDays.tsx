import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { type ReactNode, useState } from 'react';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Icon } from '#kernel/web/ui/Icon.tsx';
import { Count } from '#kernel/web/ui/Small.tsx';
import { useDayWords } from './OwnDays.tsx';
import { Wrong } from './SpanFields.tsx';
import type { ProblemAt } from './use-calendar-draft.ts';

type ClosedDaysProps = {
  days: string[];
  onChange: (days: string[]) => void;
  problemAt: ProblemAt;
  disabled: boolean;
  /** Further ways to add days. */
  more?: ReactNode;
};

function byYear(days: readonly string[]): [year: string, days: string[]][] {
  const years = new Map<string, string[]>();
  for (const day of [...days].sort()) years.set(day.slice(0, 4), [...(years.get(day.slice(0, 4)) ?? []), day]);
  return [...years];
}

type YearProps = { year: string; days: string[]; isOpen: boolean; onRemove: ((day: string) => void) | undefined };

function Year({ year, days, isOpen, onRemove }: YearProps) {
  const words = useDayWords();
  const short = (day: string) => words(day).replace(` ${year}`, '');
  return (
    <details open={isOpen}>
      <summary>
        {year} <Count value={days.length} of={plural(days.length, { one: 'closed day', other: 'closed days' })} />
      </summary>
      <ul className="day-chips">
        {days.map((day) => (
          <li key={day} className="badge">
            {short(day)}
            {onRemove && (
              <button type="button" aria-label={t`Open again on ${words(day)}`} onClick={() => onRemove(day)}>
                <Icon of={IconX} small />
              </button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The days on which nothing opens, year by year. */
export function ClosedDays({ days, onChange, problemAt, disabled, more }: ClosedDaysProps) {
  const [day, setDay] = useState('');
  const thisYear = new Date().getFullYear();
  const isThere = days.includes(day);
  const add = () => {
    if (day === '' || isThere) return;
    onChange([...days, day]);
    setDay('');
  };
  return (
    <section className="card" aria-labelledby="closed-days">
      <header>
        <h2 id="closed-days">{t`Closed days`}</h2>
        {more && <span className="end line">{more}</span>}
      </header>
      <div className="card-b stack">
        {days.length === 0 && (
          <p className="quiet">
            <Trans>None yet. On public holidays clocks would run as on any other day.</Trans>
          </p>
        )}
        {byYear(days).map(([year, ofYear]) => (
          <Year
            key={year}
            year={year}
            days={ofYear}
            isOpen={Number(year) >= thisYear && Number(year) <= thisYear + 1}
            onRemove={disabled ? undefined : (gone) => onChange(days.filter((one) => one !== gone))}
          />
        ))}
        <Wrong words={problemAt('holidays')} />
        {!disabled && (
          <div className="line wrap">
            <input
              type="date"
              className="input day-input"
              aria-label={t`A day to close`}
              value={day}
              onChange={(event) => setDay(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return;
                event.preventDefault();
                add();
              }}
            />
            <Button size="small" onClick={add} disabledReason={day === '' ? t`Choose a day first.` : undefined}>
              {t`Close on this day`}
            </Button>
            {isThere && <span className="meta">{t`It is closed already.`}</span>}
          </div>
        )}
      </div>
    </section>
  );
}
