import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { isOpenAt } from './calendar/calendar.ts';
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
