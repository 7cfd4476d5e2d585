import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './calendars.css';
import IconCalendar from '@tabler/icons-react/dist/esm/icons/IconCalendarTime.mjs';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { Link } from '@tanstack/react-router';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { Page } from '#kernel/web/shell/Page.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { makeFormats } from '#kernel/web/ui/format.ts';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Icon } from '#kernel/web/ui/Icon.tsx';
import { Tag } from '#kernel/web/ui/Small.tsx';
import { State } from '#kernel/web/ui/State.tsx';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { weekWords } from './calendar-words.ts';
import type { CalendarData } from './use-calendar-draft.ts';

type Opening = { isOpen: boolean | null; nextOpening: string | null; timeZone: string };

/** Whether it is open now, and when it opens again; in the calendar's own zone. */
export function OpenNow({ isOpen, nextOpening, timeZone }: Opening) {
  const { locale } = useFormats();
  if (isOpen === null) return null;
  if (isOpen) return <State state="kept">{t`Open now`}</State>;
  const opens =
    nextOpening === null ? t`does not open again` : t`opens ${makeFormats(locale, timeZone).due(nextOpening)}`;
  return (
    <State state="paused">
      <Trans>Closed now, {opens}</Trans>
    </State>
  );
}

/** How many targets run in it. */
export function usedBy(targets: number): string {
  return plural(targets, { 0: 'No target uses it', one: 'One target uses it', other: '# targets use it' });
}

function CalendarLine({ calendar }: { calendar: CalendarData }) {
  const { rules } = calendar;
  const closed = rules.holidays.length;
  return (
    <li>
      <span className="grow stack tight">
        <span className="line wrap">
          <Link to="/settings/calendars/$calendarId" params={{ calendarId: calendar.id }}>
            <b dir="auto">{calendar.name}</b>
          </Link>
          {calendar.isRetired && <Tag>{t`off the list`}</Tag>}
        </span>
        <span>{weekWords(rules)}</span>
        <span className="meta">
          {rules.timeZone.replaceAll('_', ' ')} ·{' '}
          {plural(closed, { 0: 'no closed days', one: '# closed day', other: '# closed days' })} ·{' '}
          {usedBy(calendar.targets)}
        </span>
      </span>
      <OpenNow isOpen={calendar.isOpen} nextOpening={calendar.nextOpening} timeZone={rules.timeZone} />
    </li>
  );
}

/** When we are open: the calendars that clocks run in. */
export function Calendars() {
  const query = useQueryOf('calendars.list', {});
  const calendars = query.data?.calendars;
  const mayKeep = query.data?.abilities.includes('keep_calendars') ?? false;
  const create = (
    <Link to="/settings/calendars/new" className="btn primary">
      <Icon of={IconPlus} />
      {t`New calendar`}
    </Link>
  );
  return (
    <Page title={t`Calendars`} back={{ to: '/settings', label: t`Back to settings` }} actions={mayKeep && create}>
      <p className="quiet">
        <Trans>
          Clocks run only while their calendar is open. A change is a new version: clocks that run keep the one they
          started with.
        </Trans>
      </p>
      {query.error && <Trouble problem={query.error} again={() => void query.refetch()} />}
      {query.isLoading && <Skeleton label={t`Loading calendars`} shape="rows" />}
      {calendars?.length === 0 && (
        <Empty icon={IconCalendar} title={t`No calendars yet`} action={mayKeep && create}>
          <Trans>
            Without one every clock runs round the clock. Say when you are open, and targets can run in those hours.
          </Trans>
        </Empty>
      )}
      {calendars && calendars.length > 0 && (
        <ul className="lines calendar-lines" aria-label={t`Calendars`}>
          {calendars.map((calendar) => (
            <CalendarLine key={calendar.id} calendar={calendar} />
          ))}
        </ul>
      )}
    </Page>
  );
}
