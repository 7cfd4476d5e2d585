import { t } from '@lingui/core/macro';
import { instantOf, nextDay, wallOf } from '#foundation/promises/desk/part.ts';

export interface SnoozeTime {
  label: string;
  at: number;
}

const hour = 3_600_000;
const morning = '09:00';

/** Times that make sense from now on, by the wall clocks of the workspace's zone; the nearest first. */
export function snoozeTimes(now: number, timeZone: string): SnoozeTime[] {
  const { day, time } = wallOf(now, timeZone);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const on = (label: string, days: number, clock: string): SnoozeTime[] => {
    const at = instantOf({ day: nextDay(day, days), time: clock }, timeZone);
    return at === null || at <= now ? [] : [{ label, at }];
  };
  const toMonday = (8 - weekday) % 7 || 7;
  return [
    { label: t`In an hour`, at: now + hour },
    { label: t`In three hours`, at: now + 3 * hour },
    ...(time < '16:00' ? on(t`This evening`, 0, '18:00') : []),
    ...on(t`Tomorrow morning`, 1, morning),
    // On a Sunday tomorrow is Monday, and one entry says so.
    ...(toMonday === 1 ? [] : on(t`Monday morning`, toMonday, morning)),
    ...on(t`In a week`, 7, morning),
    ...on(t`In four weeks`, 28, morning),
  ];
}
