import type { Id } from '#kernel/contract/ids.ts';
import { answer } from '#kernel/server/capability.ts';
import { abilities, demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { getCalendar, listCalendars, listRegions, previewCalendar, publicHolidays } from '../contract.ts';
import { isOpenAt } from './calendar/calendar.ts';
import { checkCalendar } from './calendar/check.ts';
import { createExplainer } from './calendar/explain.ts';
import { holidaysOf, placesOf } from './calendar/holidays.ts';
import { CalendarRefusal } from './calendar/refusal.ts';
import { type CalendarRulesJson, openTimeOf } from './calendar-of.ts';
import { accessCalendar, allCalendars, type CalendarRecord } from './calendars.ts';
import { settingsPolicy } from './policy.ts';

type Ctx = Parameters<typeof allCalendars>[0];

async function present(ctx: Ctx, row: CalendarRecord) {
  const { open, nextOpening } = isOpenAt(await openTimeOf(ctx.tx, row.version_id), row.at.getTime());
  return {
    id: row.id,
    name: row.name,
    number: row.number,
    versionId: row.version_id,
    rules: row.rules,
    reason: row.reason,
    isRetired: row.retired_at !== null,
    targets: row.targets,
    isOpen: open,
    nextOpening: open || nextOpening === null ? null : new Date(nextOpening).toISOString(),
  };
}

/** The calendars with their newest rules. */
export const calendarList = answer(listCalendars, async (ctx) => {
  demand(ctx, settingsPolicy, 'read');
  const calendars = [];
  for (const row of await allCalendars(ctx)) calendars.push(await present(ctx, row));
  return { calendars, abilities: abilities(settingsPolicy, ctx.actor, undefined) };
});

interface VersionRow {
  id: Id;
  number: number;
  rules: CalendarRulesJson;
  reason: string | null;
  tz_version: string;
  created_by: Id | null;
  created_by_name: string | null;
  created_at: Date;
}
const versions = statement<VersionRow>(
  'calendar_versions',
  `SELECT v.id, v.number, v.rules, v.reason, v.tz_version, v.created_by, a.name AS created_by_name, v.created_at
   FROM calendar_version v LEFT JOIN account a ON a.id = v.created_by
   WHERE v.workspace_id = $1 AND v.calendar_id = $2 ORDER BY v.number DESC LIMIT 50`,
);

/** One calendar and how it changed. */
export const oneCalendar = answer(getCalendar, async (ctx, { calendarId }) => {
  demand(ctx, settingsPolicy, 'read');
  const calendar = await present(ctx, await accessCalendar(ctx, calendarId));
  const rows = await ctx.tx.rows(versions, [ctx.workspaceId, calendarId]);
  return {
    calendar,
    versions: rows.map((row) => ({
      id: row.id,
      number: row.number,
      rules: row.rules,
      reason: row.reason,
      tzVersion: row.tz_version,
      createdBy: row.created_by,
      createdByName: row.created_by_name,
      createdAt: row.created_at.toISOString(),
    })),
  };
});

const nothing = { due: null, minutes: null, isOpen: null, nextOpening: null, steps: [] };

/** What rules that are not saved would make of a case. */
export const calendarPreview = answer(previewCalendar, async (ctx, { case: text }) => {
  demand(ctx, settingsPolicy, 'read');
  const problems = problemsOf(text);
  if (problems.length > 0) return { ...nothing, problems };
  const found = createExplainer()(text);
  if ('error' in found) return { ...nothing, problems: [{ where: 'case', words: found.error }] };
  if ('due' in found) return { ...nothing, problems, due: found.due, steps: found.steps };
  if ('minutes' in found) return { ...nothing, problems, minutes: found.minutes };
  return { ...nothing, problems, isOpen: found.open, nextOpening: found.nextOpening };
});

/** What is wrong with the calendar of a case, place by place. */
function problemsOf(text: string): { where: string; words: string }[] {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return refuse(
      'input.invalid',
      'case: give the JSON of one case, such as {"calendar": …, "start": …, "minutes": 60}.',
    );
  }
  const calendar = typeof given === 'object' && given !== null && 'calendar' in given ? given.calendar : null;
  if (typeof calendar !== 'object' || calendar === null) return [];
  const { timezone, ...rest } = calendar as Record<string, unknown>;
  return checkCalendar({ holidays: [], ...rest, timeZone: timezone }).problems.slice(0, 50);
}

/** Places whose public holidays are known. */
export const regionList = answer(listRegions, async (ctx, { country, state }) => {
  demand(ctx, settingsPolicy, 'read');
  const within = country
    ? { country: country.toUpperCase(), ...(state ? { state: state.toUpperCase() } : {}) }
    : undefined;
  return { regions: (await placesOf(within)).map(({ code, name }) => ({ code, name })) };
});

/** The public holidays of a place in a year. */
export const publicHolidayList = answer(publicHolidays, async (ctx, { country, state, region, year }) => {
  demand(ctx, settingsPolicy, 'read');
  try {
    const dates = await holidaysOf({ country, state, region }, [year]);
    return { days: dates.map(({ date, name }) => ({ day: date, name })) };
  } catch (error) {
    if (error instanceof CalendarRefusal) return refuse('calendar.unknown_region', error.message);
    throw error;
  }
});
