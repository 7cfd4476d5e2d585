import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './calendars.css';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useForm } from '#kernel/web/form.ts';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { CalendarFields } from './CalendarFields.tsx';
import { firstDraft, rulesOf } from './calendar-draft.ts';
import { TryIt } from './TryIt.tsx';
import { usePreview } from './use-calendar-draft.ts';

/** Makes a calendar. */
export function NewCalendar() {
  const { timeZone } = useFormats();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(() => firstDraft(timeZone));
  const { problemAt, problems } = usePreview(draft);
  const create = useCommandOf('calendars.create', { touches: () => ['calendars'] });
  const form = useForm({
    initial: { name: '' },
    fieldOf: { 'calendar.taken': 'name' },
    send: async () => {
      const { calendarId } = await create.send({ name: draft.name, rules: rulesOf(draft) });
      showToast({ state: 'kept', text: t`Calendar ${draft.name.trim()} can be used now` });
      void navigate({ to: '/settings/calendars/$calendarId', params: { calendarId } });
    },
  });
  return (
    <Page title={t`New calendar`} back={{ to: '/settings/calendars', label: t`Back to calendars` }}>
      <div className="calendar">
        <form ref={form.ref} onSubmit={form.submit} className="stack loose">
          <FormProblem problem={form.problem} />
          <CalendarFields
            draft={draft}
            onChange={(change) => setDraft((old) => ({ ...old, ...change }))}
            problemAt={problemAt}
            nameError={form.errorOf('name')}
            disabled={false}
          />
          <p className="meta">
            <Trans>Public holidays and days from a file can be added once the calendar is there.</Trans>
          </p>
          <div className="line">
            <Button
              kind="primary"
              type="submit"
              disabled={form.busy}
              disabledReason={problems > 0 ? t`Put right what is marked first.` : undefined}
            >
              {form.busy ? t`Creating…` : t`Create the calendar`}
            </Button>
            <Button onClick={() => void navigate({ to: '/settings/calendars' })}>{t`Cancel`}</Button>
          </div>
        </form>
        <div className="stack">
          <TryIt rules={rulesOf(draft)} />
        </div>
      </div>
    </Page>
  );
}
