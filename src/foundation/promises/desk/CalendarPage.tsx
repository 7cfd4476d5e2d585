import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './calendars.css';
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button, IconButton } from '#kernel/web/ui/Button.tsx';
import { Menu } from '#kernel/web/ui/Menu.tsx';
import { Notice } from '#kernel/web/ui/Notice.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { CalendarFields } from './CalendarFields.tsx';
import { OpenNow, usedBy } from './Calendars.tsx';
import { rulesOf } from './calendar-draft.ts';
import { ImportDays } from './ImportDays.tsx';
import { PublicHolidays } from './PublicHolidays.tsx';
import { SaveCalendar } from './SaveCalendar.tsx';
import { TryIt } from './TryIt.tsx';
import { type CalendarData, useCalendarDraft, usePreview } from './use-calendar-draft.ts';
import { Versions } from './Versions.tsx';

const back = { to: '/settings/calendars', label: t`Back to calendars` };

function MoreMenu({ calendar }: { calendar: CalendarData }) {
  const navigate = useNavigate();
  const retire = useCommandOf('calendars.retire', { touches: () => ['calendars'] });
  const take = async () => {
    if (!(await retire.run({ calendarId: calendar.id }))) return;
    showToast({ state: 'kept', text: t`${calendar.name} is off the list; clocks that run by it go on` });
    void navigate({ to: '/settings/calendars' });
  };
  const inUse = calendar.targets > 0 ? t`${usedBy(calendar.targets)}. Give it another calendar first.` : undefined;
  return (
    <Menu
      label={t`More`}
      entries={[{ label: t`Take off the list`, danger: true, onPick: () => void take(), disabledReason: inUse }]}
      target={<IconButton icon={IconDots} label={t`More`} />}
    />
  );
}

type MoreDaysProps = { calendar: CalendarData; isChanged: boolean };

function MoreDays({ calendar, isChanged }: MoreDaysProps) {
  const [adding, setAdding] = useState<'holidays' | 'file'>();
  const reason = isChanged ? t`Save or undo your changes first.` : undefined;
  const close = () => setAdding(undefined);
  return (
    <>
      <Button size="small" disabledReason={reason} onClick={() => setAdding('holidays')}>
        {t`Public holidays`}
      </Button>
      <Button size="small" disabledReason={reason} onClick={() => setAdding('file')}>
        {t`From a file`}
      </Button>
      {adding === 'holidays' && <PublicHolidays calendar={calendar} onClose={close} />}
      {adding === 'file' && <ImportDays calendar={calendar} onClose={close} />}
    </>
  );
}

function Known({ calendar, versions }: OutputOf<'calendars.get'>) {
  const { can } = useSession();
  const mayKeep = can('promises.keep_calendars') && !calendar.isRetired;
  const edit = useCalendarDraft(calendar);
  const { preview, problemAt, problems } = usePreview(edit.draft);
  const [nameError, setNameError] = useState<string>();
  const { timeZone } = edit.draft;
  return (
    <Page title={calendar.name} back={back} actions={mayKeep && <MoreMenu calendar={calendar} />}>
      <div className="line wrap">
        <OpenNow isOpen={preview?.isOpen ?? null} nextOpening={preview?.nextOpening ?? null} timeZone={timeZone} />
        <span className="meta">
          <Trans>
            {usedBy(calendar.targets)} · version {calendar.number}
          </Trans>
        </span>
      </div>
      {calendar.isRetired && (
        <Notice state="info" title={t`Off the list.`}>
          {t`No new target can use it; clocks that run by it go on.`}
        </Notice>
      )}
      {!mayKeep && !calendar.isRetired && <p className="quiet">{t`Owners and managers change calendars.`}</p>}
      {edit.isBehind && (
        <Notice state="warn" title={t`Somebody else saved a version meanwhile.`}>
          {t`Yours is still here. Undo your changes to see theirs.`}
        </Notice>
      )}
      <div className="calendar">
        <div className="stack loose">
          <CalendarFields
            draft={edit.draft}
            onChange={edit.set}
            problemAt={problemAt}
            nameError={nameError}
            disabled={!mayKeep}
            moreDays={mayKeep && <MoreDays calendar={calendar} isChanged={edit.isChanged} />}
          />
          {edit.isChanged && <SaveCalendar edit={edit} problems={problems} onNameError={setNameError} />}
        </div>
        <div className="stack">
          <TryIt rules={rulesOf(edit.draft)} />
          <Versions versions={versions} />
        </div>
      </div>
    </Page>
  );
}

/** One calendar: its rules, a place to try them, and how they changed. */
export function CalendarPage() {
  const { calendarId = '' } = useParams({ strict: false }) as { calendarId?: string };
  const query = useQueryOf('calendars.get', { calendarId });
  if (query.data) return <Known key={calendarId} {...query.data} />;
  return (
    <Page title={t`Calendar`} back={back}>
      {query.error ? (
        <Trouble problem={query.error} again={() => void query.refetch()} />
      ) : (
        <Skeleton label={t`Loading the calendar`} rows={8} />
      )}
    </Page>
  );
}
