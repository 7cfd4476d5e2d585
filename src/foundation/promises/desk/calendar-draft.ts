import { t } from '@lingui/core/macro';
import type { OutputOf } from '#kernel/web/data.ts';

export type Rules = OutputOf<'calendars.get'>['calendar']['rules'];
export type Span = [from: string, to: string];

/** Monday first, as weeks are read. */
export const weekdays = [
  ['mon', t`Monday`],
  ['tue', t`Tuesday`],
  ['wed', t`Wednesday`],
  ['thu', t`Thursday`],
  ['fri', t`Friday`],
  ['sat', t`Saturday`],
  ['sun', t`Sunday`],
] as const;
export type Weekday = (typeof weekdays)[number][0];

/** A day with hours of its own. The key names the line while its day is being typed. */
export type OwnDay = { key: number; day: string; spans: Span[] };

/** A calendar as its editor holds it. Times are those of time fields, so midnight as an end is `00:00`. */
export type Draft = {
  name: string;
  timeZone: string;
  hours: Record<Weekday, Span[]>;
  holidays: string[];
  ownDays: OwnDay[];
};

let lastKey = 0;
/** A key that no other line has. */
export function nextKey(): number {
  lastKey += 1;
  return lastKey;
}

const shown = ([from, to]: readonly [string, string]): Span => [from, to === '24:00' ? '00:00' : to];
const stored = ([from, to]: Span): Span => [from, to === '00:00' ? '24:00' : to];

/** A week of office hours, to begin with. */
export function firstDraft(timeZone: string): Draft {
  const day = (spans: Span[]) => spans;
  const hours = Object.fromEntries(
    weekdays.map(([weekday], index) => [weekday, day(index < 5 ? [['09:00', '17:00']] : [])]),
  ) as Draft['hours'];
  return { name: '', timeZone, hours, holidays: [], ownDays: [] };
}

/** The editor's copy of a calendar. */
export function draftOf(name: string, rules: Rules): Draft {
  const hours = Object.fromEntries(
    weekdays.map(([weekday]) => [weekday, (rules.hours[weekday] ?? []).map(shown)]),
  ) as Draft['hours'];
  const ownDays = Object.entries(rules.halfDays ?? {})
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([day, spans]) => ({ key: nextKey(), day, spans: spans.map(shown) }));
  return { name, timeZone: rules.timeZone, hours, holidays: [...rules.holidays].sort(), ownDays };
}

/** The rules a draft stands for; days without hours are left out, own days without hours are closed. */
export function rulesOf(draft: Draft): Rules {
  const open = weekdays.filter(([weekday]) => draft.hours[weekday].length > 0);
  const own = draft.ownDays.filter((one) => one.day !== '' && one.spans.length > 0);
  return {
    timeZone: draft.timeZone,
    hours: Object.fromEntries(open.map(([weekday]) => [weekday, draft.hours[weekday].map(stored)])),
    holidays: [...draft.holidays].sort(),
    ...(own.length > 0 && { halfDays: Object.fromEntries(own.map((one) => [one.day, one.spans.map(stored)])) }),
  };
}

/** Whether two sets of rules are the same calendar. */
export function sameRules(a: Rules, b: Rules): boolean {
  return JSON.stringify(rulesOf(draftOf('', a))) === JSON.stringify(rulesOf(draftOf('', b)));
}

const day = 86_400_000;

/**
 * The case that `calendars.preview` takes, as JSON. Only days near it are sent: none further away than a year changes
 * the answer, and the question must fit into an address.
 */
export function caseOf(rules: Rules, asked: { at: number } | { start: number; minutes: number }): string {
  const from = 'at' in asked ? asked.at : asked.start;
  const isNear = (date: string) => {
    const away = Date.parse(`${date}T00:00:00Z`) - from;
    return away > -7 * day && away < 370 * day;
  };
  const { timeZone, hours, holidays, halfDays } = rules;
  const calendar = {
    timezone: timeZone,
    hours,
    holidays: holidays.filter(isNear),
    ...(halfDays && { halfDays: Object.fromEntries(Object.entries(halfDays).filter(([date]) => isNear(date))) }),
  };
  const iso = new Date(from).toISOString();
  return JSON.stringify('at' in asked ? { calendar, at: iso } : { calendar, start: iso, minutes: asked.minutes });
}

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** How long a span lasts in minutes, past midnight where its end is not after its start. */
export function spanMinutes([from, to]: Span): number {
  const length = minutesOf(to) - minutesOf(from);
  return length > 0 ? length : length + 1_440;
}

/** How long every open day of the week lasts, when all are alike; undefined when not. */
export function dayMinutes(rules: Rules): number | undefined {
  const days = weekdays.flatMap(([weekday]) => {
    const spans = rules.hours[weekday] ?? [];
    return spans.length === 0 ? [] : [spans.reduce((sum, [from, to]) => sum + spanMinutes([from, to]), 0)];
  });
  const [first] = days;
  return days.every((one) => one === first) ? first : undefined;
}
