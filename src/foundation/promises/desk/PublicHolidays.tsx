import { plural, t } from '@lingui/core/macro';
import { useState } from 'react';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import type { ProblemError } from '#kernel/web/problem-error.ts';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { Select } from '#kernel/web/ui/Field.tsx';
import { ScrollBox } from '#kernel/web/ui/ScrollBox.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { useDayWords } from './OwnDays.tsx';
import type { CalendarData } from './use-calendar-draft.ts';

export type Place = { country: string; state: string; region: string };

/** The place as the contract takes it: what is not chosen is left out. */
function placeInput({ country, state, region }: Place) {
  return { country, ...(state && { state }), ...(state && region && { region }) };
}

const choice = (regions: { code: string; name: string }[] | undefined, none: string) => [
  { value: '', label: none },
  ...(regions ?? []).map(({ code, name }) => ({ value: code, label: name })),
];

/** Country, and where there are some its states and regions. */
export function PlaceFields({ place, onChange }: { place: Place; onChange: (place: Place) => void }) {
  const countries = useQueryOf('calendars.regions', {}).data?.regions;
  const { country, state, region } = place;
  const states = useQueryOf('calendars.regions', country ? { country } : null).data?.regions;
  const regions = useQueryOf('calendars.regions', country && state ? { country, state } : null).data?.regions;
  return (
    <>
      <Select
        label={t`Country`}
        options={choice(countries, t`Choose a country`)}
        value={country}
        onChange={(next) => onChange({ country: next, state: '', region: '' })}
      />
      {states && states.length > 0 && (
        <Select
          label={t`State or region`}
          options={choice(states, t`The whole country`)}
          value={state}
          onChange={(next) => onChange({ country, state: next, region: '' })}
        />
      )}
      {regions && regions.length > 0 && (
        <Select
          label={t`Place`}
          options={choice(regions, t`All of it`)}
          value={region}
          onChange={(next) => onChange({ country, state, region: next })}
        />
      )}
    </>
  );
}

function DaysOfYear({ place, year, known }: { place: Place; year: number; known: readonly string[] }) {
  const words = useDayWords();
  const query = useQueryOf('calendars.public-holidays', { ...placeInput(place), year });
  if (query.error) return <FormProblem problem={query.error} />;
  if (!query.data) return <Skeleton label={t`Loading the holidays of ${year}`} rows={4} />;
  return (
    <ul className="holiday-days">
      {query.data.days.map(({ day, name }) => (
        <li key={`${day} ${name}`}>
          <span className="num nowrap">{words(day)}</span>
          <span dir="auto">{name}</span>
          {known.includes(day) && <span className="meta">{t`closed already`}</span>}
        </li>
      ))}
    </ul>
  );
}

type PublicHolidaysProps = { calendar: CalendarData; onClose: () => void };

/** Closes on the public holidays of a place, after showing them. */
export function PublicHolidays({ calendar, onClose }: PublicHolidaysProps) {
  const thisYear = new Date().getFullYear();
  const [place, setPlace] = useState<Place>({ country: '', state: '', region: '' });
  const [years, setYears] = useState(3);
  const [shownYear, setShownYear] = useState(thisYear);
  const [problem, setProblem] = useState<ProblemError>();
  const add = useCommandOf('calendars.add-public-holidays', { touches: () => ['calendars'] });
  const save = () => {
    const span = { fromYear: thisYear, toYear: thisYear + years - 1 };
    add
      .send({ calendarId: calendar.id, number: calendar.number, ...placeInput(place), ...span })
      .then(({ added }) => {
        showToast({
          state: 'kept',
          text:
            added === 0
              ? t`All were closed already`
              : plural(added, { one: 'Closed on # more days', other: 'Closed on # more days' }),
        });
        onClose();
      })
      .catch(setProblem);
  };
  const upTo = [1, 2, 3, 5, 10].map((count) => ({
    value: String(count),
    label: count === 1 ? `${thisYear}` : t`${thisYear} to ${thisYear + count - 1}`,
  }));
  const shownYears = Array.from({ length: years }, (_, index) => thisYear + index);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Add public holidays`}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button
            kind="primary"
            disabled={add.busy}
            disabledReason={place.country === '' ? t`Choose a country first.` : undefined}
            onClick={save}
          >
            {add.busy ? t`Adding…` : t`Close on these days`}
          </Button>
        </>
      }
    >
      <div className="stack dialog-wide">
        <FormProblem problem={problem} />
        <PlaceFields place={place} onChange={setPlace} />
        <Select label={t`Years`} options={upTo} value={String(years)} onChange={(next) => setYears(Number(next))} />
        {place.country !== '' && (
          <>
            <Select
              label={t`Look at the days of`}
              help={t`Check them before adding: shops in one place may keep days that others do not.`}
              options={shownYears.map((year) => ({ value: String(year), label: String(year) }))}
              value={String(shownYear)}
              onChange={(next) => setShownYear(Number(next))}
            />
            <ScrollBox className="holiday-box" label={t`Public holidays of ${shownYear}`}>
              <DaysOfYear place={place} year={shownYear} known={calendar.rules.holidays} />
            </ScrollBox>
          </>
        )}
        <p className="meta">{t`This saves a new version. Clocks that run keep theirs.`}</p>
      </div>
    </Dialog>
  );
}
