import { handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { type Problem, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import {
  addPublicHolidays,
  calendarChanged,
  changeCalendar,
  createCalendar,
  importDays,
  retireCalendar,
} from '../contract.ts';
import { holidaysOf } from './calendar/holidays.ts';
import { datesOfIcal } from './calendar/ical.ts';
import { CalendarRefusal } from './calendar/refusal.ts';
import {
  accessCalendar,
  addCalendar,
  addVersion,
  type CalendarRecord,
  demandNumber,
  renameCalendar,
} from './calendars.ts';
import { settingsPolicy } from './policy.ts';

/** Makes a calendar. */
export const createNewCalendar = handle(createCalendar, async (ctx, { name, rules }) => {
  demand(ctx, settingsPolicy, 'keep_calendars');
  return addCalendar(ctx, ctx.key, name, rules);
});

/** Changes name or rules. New rules are a new version; what runs keeps the one it started with. */
export const changeOneCalendar = handle(changeCalendar, async (ctx, { calendarId, number, name, rules, reason }) => {
  demand(ctx, settingsPolicy, 'keep_calendars');
  const calendar = await accessCalendar(ctx, calendarId, { lock: true });
  demandNumber(calendar, number);
  if (name && name !== calendar.name) {
    await renameCalendar(ctx, calendarId, name);
    if (!rules) ctx.emit(calendarChanged, { calendarId, versionId: null, what: 'renamed' }, { reason });
  }
  if (!rules) return { calendarId, versionId: calendar.version_id, number };
  return addVersion(ctx, calendar, rules, reason);
});

/** Adds closed days; when all were closed already there is no new version. */
async function close(ctx: Parameters<typeof addVersion>[0], calendar: CalendarRecord, days: string[], reason: string) {
  const known = new Set(calendar.rules.holidays);
  const fresh = days.filter((day) => !known.has(day));
  if (fresh.length === 0) {
    return { calendarId: calendar.id, versionId: calendar.version_id, number: calendar.number, added: 0 };
  }
  const rules = { ...calendar.rules, holidays: [...calendar.rules.holidays, ...fresh] };
  // A day that closes has no hours of its own any more.
  if (rules.halfDays) {
    const left = Object.entries(rules.halfDays).filter(([day]) => !fresh.includes(day));
    rules.halfDays = Object.fromEntries(left);
  }
  return { ...(await addVersion(ctx, calendar, rules, reason)), added: fresh.length };
}

/** Takes what the engine refused over as a named problem. */
async function orRefuse<T>(code: Problem['code'], work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CalendarRefusal) return refuse(code, error.message);
    throw error;
  }
}

/** Adds the days of an iCalendar file. */
export const importDaysOfFile = handle(importDays, async (ctx, { calendarId, number, ical }) => {
  demand(ctx, settingsPolicy, 'keep_calendars');
  const calendar = await accessCalendar(ctx, calendarId, { lock: true });
  demandNumber(calendar, number);
  const at = { now: calendar.at.getTime(), timeZone: calendar.rules.timeZone };
  const dates = await orRefuse('calendar.unreadable', () => datesOfIcal(ical, at));
  return close(
    ctx,
    calendar,
    dates.map((one) => one.date),
    'days imported from a calendar file',
  );
});

/** Adds the public holidays of a place for some years. */
export const addHolidaysOfPlace = handle(addPublicHolidays, async (ctx, input) => {
  demand(ctx, settingsPolicy, 'keep_calendars');
  const { calendarId, number, country, state, region, fromYear, toYear } = input;
  const calendar = await accessCalendar(ctx, calendarId, { lock: true });
  demandNumber(calendar, number);
  if (toYear < fromYear || toYear - fromYear > 9) {
    refuse('calendar.unknown_region', 'Give up to ten years, the first not after the last.');
  }
  const years = Array.from({ length: toYear - fromYear + 1 }, (_, i) => fromYear + i);
  const dates = await orRefuse('calendar.unknown_region', () => holidaysOf({ country, state, region }, years));
  const place = [country, state, region].filter(Boolean).join('-');
  return close(
    ctx,
    calendar,
    dates.map((one) => one.date),
    `public holidays of ${place}, ${fromYear} to ${toYear}`,
  );
});

const retire = statement(
  'calendar_retire',
  'UPDATE calendar SET retired_at = heed_now() WHERE workspace_id = $1 AND id = $2',
);

/** Takes a calendar off the list unless targets need it. */
export const retireOneCalendar = handle(retireCalendar, async (ctx, { calendarId }) => {
  demand(ctx, settingsPolicy, 'keep_calendars');
  const calendar = await accessCalendar(ctx, calendarId, { lock: true });
  if (calendar.targets > 0) {
    const many = calendar.targets === 1 ? 'One target uses it.' : `${calendar.targets} targets use it.`;
    refuse('calendar.in_use', `${many} Give them another calendar first.`, { facts: { targets: calendar.targets } });
  }
  await ctx.tx.rows(retire, [ctx.workspaceId, calendarId]);
  ctx.emit(calendarChanged, { calendarId, versionId: null, what: 'retired' });
  return { calendarId };
});
