import { t } from '@lingui/core/macro';
import type { ReactNode } from 'react';
import { Select, TextInput } from '#kernel/web/ui/Field.tsx';
import { ClosedDays } from './ClosedDays.tsx';
import type { Draft } from './calendar-draft.ts';
import { OwnDays } from './OwnDays.tsx';
import type { ProblemAt } from './use-calendar-draft.ts';
import { WeekEditor } from './WeekEditor.tsx';
import { zoneOptions } from './words.ts';

type CalendarFieldsProps = {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
  problemAt: ProblemAt;
  nameError?: string | undefined;
  disabled: boolean;
  /** Further ways to add closed days. */
  moreDays?: ReactNode;
};

/** Everything that makes a calendar: name, zone, week, closed days, half days. */
export function CalendarFields(props: CalendarFieldsProps) {
  const { draft, onChange, problemAt, nameError, disabled, moreDays } = props;
  return (
    <>
      <div className="calendar-head">
        <TextInput
          label={t`Name`}
          required
          maxLength={80}
          disabled={disabled}
          value={draft.name}
          error={nameError}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        <Select
          label={t`Time zone`}
          options={zoneOptions(draft.timeZone)}
          value={draft.timeZone}
          error={problemAt('timeZone')}
          disabled={disabled}
          onChange={(timeZone) => onChange({ timeZone })}
        />
      </div>
      <WeekEditor hours={draft.hours} onChange={(hours) => onChange({ hours })} {...{ problemAt, disabled }} />
      <ClosedDays
        days={draft.holidays}
        onChange={(holidays) => onChange({ holidays })}
        more={moreDays}
        {...{ problemAt, disabled }}
      />
      <OwnDays days={draft.ownDays} onChange={(ownDays) => onChange({ ownDays })} {...{ problemAt, disabled }} />
    </>
  );
}
