import { t } from '@lingui/core/macro';
import { useId, useState } from 'react';
import { asProblem, useCommandOf } from '#kernel/web/hooks.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Dialog } from '#kernel/web/ui/Dialog.tsx';
import { Field } from '#kernel/web/ui/Field.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import type { CalendarData } from './use-calendar-draft.ts';

const mostBytes = 500_000;

/** Reads the file, or says why it cannot be taken. */
async function readIcal(file: File): Promise<{ text: string } | { problem: string }> {
  if (file.size > mostBytes) return { problem: t`This file is larger than 500 kB. Export the closed days alone.` };
  const text = await file.text();
  if (!text.includes('BEGIN:VCALENDAR'))
    return { problem: t`${file.name} is no iCalendar file. Export your calendar as .ics and choose that file.` };
  return { text };
}

/** Closes on the whole-day events of an iCalendar file. */
export function ImportDays({ calendar, onClose }: { calendar: CalendarData; onClose: () => void }) {
  const formId = useId();
  const [file, setFile] = useState<File>();
  const [problem, setProblem] = useState<string>();
  const take = useCommandOf('calendars.import', { touches: () => ['calendars'] });
  const save = async () => {
    if (!file) return setProblem(t`Choose a file first.`);
    const read = await readIcal(file);
    if ('problem' in read) return setProblem(read.problem);
    try {
      const { added } = await take.send({ calendarId: calendar.id, number: calendar.number, ical: read.text });
      showToast({
        state: 'kept',
        text: added === 0 ? t`All its days were closed already` : t`Closed on ${added} more days`,
      });
      onClose();
    } catch (error) {
      const refused = asProblem(error);
      setProblem(`${refused.title}. ${refused.detail}`);
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Import closed days`}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button kind="primary" type="submit" form={formId} disabled={take.busy}>
            {take.busy ? t`Importing…` : t`Close on its days`}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field
          label={t`iCalendar file (.ics)`}
          help={t`Its whole-day events become closed days, those that repeat too. Meetings with times are left out.`}
          error={problem}
        >
          {(control) => (
            <input
              {...control}
              type="file"
              accept=".ics,text/calendar"
              className="file-input"
              onChange={(event) => {
                setFile(event.currentTarget.files?.[0]);
                setProblem(undefined);
              }}
            />
          )}
        </Field>
        <p className="meta">{t`This saves a new version. Clocks that run keep theirs.`}</p>
      </form>
    </Dialog>
  );
}
