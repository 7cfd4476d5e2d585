import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { isOpenAt, openMinutes } from './calendar/calendar.ts';
import { openTimeOf } from './calendar-of.ts';
import { accessCalendar } from './calendars.ts';

/** Whether a calendar is open now; while it is closed, when it opens again (null: never, as far as it says). */
export async function openingOf(ctx: QueryContext, calendarId: Id): Promise<{ isOpen: boolean; opensAt: Date | null }> {
  const row = await accessCalendar(ctx, calendarId);
  const { open, nextOpening } = isOpenAt(await openTimeOf(ctx.tx, row.version_id), row.at.getTime());
  return { isOpen: open, opensAt: open || nextOpening === null ? null : new Date(nextOpening) };
}

/** Whether there is such a calendar and it is in use. */
export async function isCalendarInUse(ctx: QueryContext, calendarId: Id): Promise<boolean> {
  return (await accessCalendar(ctx, calendarId)).retired_at === null;
}

/** Half hours of an ordinary week, Monday 00:00 first. */
export const halfHours = 7 * 48;
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const halfHour = (time: string) => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 2 + minutes / 30;
};

/** In which half hours of an ordinary week a calendar is open at least in part, by its own time zone. */
export async function openWeekOf(ctx: QueryContext, calendarId: Id): Promise<{ timeZone: string; open: boolean[] }> {
  const { timeZone, hours } = (await accessCalendar(ctx, calendarId)).rules;
  const open = Array<boolean>(halfHours).fill(false);
  for (const [day, weekday] of weekdays.entries()) {
    for (const [from, to] of hours[weekday] ?? []) {
      const begin = day * 48 + Math.floor(halfHour(from));
      const length = Math.ceil(halfHour(to)) - Math.floor(halfHour(from));
      // A span whose end is not after its start runs past midnight, on Sunday into Monday.
      const slots = length > 0 ? length : length + 48;
      for (let i = 0; i < slots; i++) open[(begin + i) % halfHours] = true;
    }
  }
  return { timeZone, open };
}

/**
 * Reckons the open minutes between two instants by a calendar as it is now, or round the clock for null, without pauses
 * (from, to, from, to …).
 */
export async function openMinutesBy(
  ctx: QueryContext,
  calendarId: Id | null,
): Promise<(from: Date, to: Date, pauses: readonly Date[]) => number> {
  const open = await openTimeOf(ctx.tx, calendarId ? (await accessCalendar(ctx, calendarId)).version_id : null);
  return (from, to, pauses) => {
    const rests: [number, number][] = [];
    for (let i = 0; i + 1 < pauses.length; i += 2) rests.push([Number(pauses[i]), Number(pauses[i + 1])]);
    return openMinutes(open, from.getTime(), to.getTime(), rests);
  };
}
