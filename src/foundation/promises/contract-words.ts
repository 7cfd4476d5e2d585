import { z } from 'zod';
import { Instant, mostCount } from '#kernel/contract/ids.ts';
import { problems } from '#kernel/contract/problem.ts';

/** Running and paused are open; broken is open too: what is broken stays owed until it is kept late or waived. */
export const PromiseState = z.enum(['running', 'paused', 'broken', 'kept', 'kept_late', 'waived']);
export type PromiseState = z.output<typeof PromiseState>;

/** A name of the list of measures (`promises.measures`), such as `first_response`. Capabilities extend the list. */
export const MeasureName = z.string().regex(/^[a-z][a-z_]{1,39}$/, 'a measure such as first_response');
export const ChannelName = z.string().regex(/^[a-z][a-z_]{1,39}$/, 'a channel such as chat');
export const ShortName = z.string().trim().min(1).max(80);
export const Reason = z.string().trim().min(3).max(500);
export const Words = z.string().trim().min(1).max(500);
/** Minutes in which the calendar is open; at most a year of round-the-clock time. */
export const Minutes = z.int().min(1).max(525_600);
export const WarnPercent = z.int().min(1).max(99);
/** Number of the newest version of a calendar as the screen saw it. */
export const VersionNumber = z.int().min(1).max(mostCount);

export const Weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);
export const Day = z.iso.date();
export const Span = z.tuple([
  z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 09:00'),
  z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'a time such as 17:00, or 24:00'),
]);

/** When a calendar is open. A span whose end is not after its start runs past midnight; days are ISO dates. */
export const CalendarRules = z.strictObject({
  timeZone: z.string().min(1).max(64),
  hours: z.partialRecord(Weekday, z.array(Span).max(12)),
  holidays: z.array(Day).max(3_000).default([]),
  halfDays: z.record(Day, z.array(Span).max(12)).optional(),
});

/** A stretch between start and due; only `open` ones count. `to` and `minutes` are null for a pause that still lasts. */
export const Step = z.object({
  from: Instant,
  to: Instant.nullable(),
  kind: z.enum(['open', 'closed', 'holiday', 'paused', 'rest']),
  minutes: z.number().nullable(),
});

export const promiseProblems = problems({
  'calendar.impossible': {
    status: 422,
    title: 'This calendar cannot work',
    help: 'The fact `problems` names each place and what would be accepted. Nothing was changed.',
  },
  'calendar.taken': { status: 409, title: 'There is a calendar of this name', help: 'Choose another name.' },
  'calendar.in_use': {
    status: 409,
    title: 'Targets use this calendar',
    help: 'Give these targets another calendar first; the detail counts them.',
  },
  'calendar.unreadable': {
    status: 422,
    title: 'This calendar file cannot be read',
    help: 'Export it as iCalendar (.ics) with whole-day events and try again. Nothing was changed.',
  },
  'calendar.unknown_region': {
    status: 422,
    title: 'No public holidays are known for this place',
    help: 'Choose a country, state or region of `GET /public-holidays/regions`, or enter the days by hand.',
  },
  'target.impossible': {
    status: 422,
    title: 'This target cannot work',
    help: 'The detail says what would be accepted. The targets stay as they were.',
  },
  'promise.over': {
    status: 409,
    title: 'This promise is not open any more',
    help: 'The detail says how it ended. Promise something new instead.',
  },
  'promise.by_itself': {
    status: 409,
    title: 'This clock follows the conversation',
    help: 'It is kept by answering or resolving. A lead can waive it with a reason.',
  },
  'promise.impossible': {
    status: 422,
    title: 'This cannot be promised',
    help: 'The detail says what would be accepted, such as a time that is still to come.',
  },
  'promise.unknown_owner': {
    status: 422,
    title: 'This person or team cannot owe it',
    help: 'Choose an active colleague whose role may serve customers, or a team of this workspace.',
  },
});
