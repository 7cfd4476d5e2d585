import { z } from 'zod';
import { command, query } from '#kernel/contract/contract.ts';
import { Id, Instant } from '#kernel/contract/ids.ts';
import {
  CalendarRules,
  ChannelName,
  Day,
  MeasureName,
  Minutes,
  Reason,
  ShortName,
  Step,
  VersionNumber,
  WarnPercent,
} from './contract-words.ts';

export const Calendar = z.object({
  id: Id,
  name: z.string(),
  /** Number and id of the newest version; clocks that run keep theirs. */
  number: z.int(),
  versionId: Id,
  rules: CalendarRules,
  reason: z.string().nullable(),
  isRetired: z.boolean(),
  /** Targets in force or to come that use it. */
  targets: z.int(),
  isOpen: z.boolean(),
  nextOpening: Instant.nullable(),
});

export const listCalendars = query('calendars.list', {
  path: '/calendars',
  summary: 'The calendars with their newest rules, those in use first',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({ calendars: z.array(Calendar), abilities: z.array(z.string()) }),
  subjects: ['calendars', 'targets', 'me'],
});

export const getCalendar = query('calendars.get', {
  path: '/calendars/{calendarId}',
  summary: 'One calendar with all its versions, the newest first',
  for: ['staff'],
  input: z.strictObject({ calendarId: Id }),
  output: z.object({
    calendar: Calendar,
    versions: z.array(
      z.object({
        id: Id,
        number: z.int(),
        rules: CalendarRules,
        reason: z.string().nullable(),
        tzVersion: z.string(),
        createdBy: Id.nullable(),
        createdByName: z.string().nullable(),
        createdAt: Instant,
      }),
    ),
  }),
  subjects: ['calendars', 'targets', 'me'],
});

/** The case as JSON: `{"calendar":{…}|null,"start":…,"minutes":…,"pauses":[[from,to|null],…]}`, as `heed promises explain`. */
export const previewCalendar = query('calendars.preview', {
  path: '/calendars/preview',
  summary: 'What rules that are not saved yet would make of a case: due time, open minutes, or open at an instant',
  for: ['staff'],
  input: z.strictObject({ case: z.string().min(2).max(12_000) }),
  output: z.object({
    problems: z.array(z.object({ where: z.string(), words: z.string() })),
    due: Instant.nullable(),
    minutes: z.number().nullable(),
    isOpen: z.boolean().nullable(),
    nextOpening: Instant.nullable(),
    steps: z.array(Step),
  }),
  subjects: [],
});

export const listRegions = query('calendars.regions', {
  path: '/public-holidays/regions',
  summary: 'Countries whose public holidays are known; with `country` its states, with `state` its regions',
  for: ['staff'],
  input: z.strictObject({ country: z.string().min(2).max(3).optional(), state: z.string().min(1).max(10).optional() }),
  output: z.object({ regions: z.array(z.object({ code: z.string(), name: z.string() })) }),
  subjects: [],
});

export const publicHolidays = query('calendars.public-holidays', {
  path: '/public-holidays',
  summary: 'The public holidays of a country, state or region in a year, before they are added to a calendar',
  for: ['staff'],
  input: z.strictObject({
    country: z.string().min(2).max(3),
    state: z.string().min(1).max(10).optional(),
    region: z.string().min(1).max(10).optional(),
    year: z.coerce.number().int().min(2000).max(2100),
  }),
  output: z.object({ days: z.array(z.object({ day: Day, name: z.string() })) }),
  refuses: ['calendar.unknown_region'],
  subjects: [],
});

export const Target = z.object({
  id: Id,
  measure: MeasureName,
  title: z.string(),
  channel: z.string().nullable(),
  teamId: Id.nullable(),
  brandId: Id.nullable(),
  minutes: z.int(),
  /** Null: round the clock. */
  calendarId: Id.nullable(),
  calendarName: z.string().nullable(),
  warnPercent: z.int(),
  effectiveFrom: Instant,
  effectiveUntil: Instant.nullable(),
  isInForce: z.boolean(),
  clauseRef: z.string().nullable(),
});

export const listTargets = query('targets.list', {
  path: '/targets',
  summary: 'The targets in force and to come; with `past` also those that are over',
  for: ['staff'],
  input: z.strictObject({ past: z.enum(['true', 'false']).default('false') }),
  output: z.object({ targets: z.array(Target), abilities: z.array(z.string()) }),
  subjects: ['targets', 'calendars', 'me'],
});

const calendarWritten = z.object({ calendarId: Id, versionId: Id, number: z.int() });

export const createCalendar = command('calendars.create', {
  path: '/calendars',
  summary: 'Make a calendar: when we are open, and the days when we are not',
  for: ['staff'],
  input: z.strictObject({ name: ShortName, rules: CalendarRules }),
  output: calendarWritten,
  refuses: ['calendar.impossible', 'calendar.taken'],
  emits: ['calendar.changed'],
});

export const changeCalendar = command('calendars.change', {
  path: '/calendars/{calendarId}',
  method: 'PUT',
  summary: 'Change a calendar as a new version, with the reason; clocks that run keep the version they started with',
  for: ['staff'],
  input: z.strictObject({
    calendarId: Id,
    number: VersionNumber,
    name: ShortName.optional(),
    rules: CalendarRules.optional(),
    reason: Reason,
  }),
  output: calendarWritten,
  refuses: ['record.stale', 'calendar.impossible', 'calendar.taken'],
  emits: ['calendar.changed'],
});

export const importDays = command('calendars.import', {
  path: '/calendars/{calendarId}/import',
  summary: 'Add the whole-day events of an iCalendar file as closed days, as a new version',
  for: ['staff'],
  large: true,
  input: z.strictObject({ calendarId: Id, number: VersionNumber, ical: z.string().min(1).max(500_000) }),
  output: calendarWritten.extend({ added: z.int() }),
  refuses: ['record.stale', 'calendar.unreadable', 'calendar.impossible'],
  emits: ['calendar.changed'],
});

export const addPublicHolidays = command('calendars.add-public-holidays', {
  path: '/calendars/{calendarId}/public-holidays',
  summary: 'Add the public holidays of a country, state or region as closed days, as a new version',
  for: ['staff'],
  input: z.strictObject({
    calendarId: Id,
    number: VersionNumber,
    country: z.string().min(2).max(3),
    state: z.string().min(1).max(10).optional(),
    region: z.string().min(1).max(10).optional(),
    fromYear: z.int().min(2000).max(2100),
    toYear: z.int().min(2000).max(2100),
  }),
  output: calendarWritten.extend({ added: z.int() }),
  refuses: ['record.stale', 'calendar.unknown_region', 'calendar.impossible'],
  emits: ['calendar.changed'],
});

export const retireCalendar = command('calendars.retire', {
  path: '/calendars/{calendarId}',
  method: 'DELETE',
  summary: 'Take a calendar off the list; clocks that run by it go on',
  for: ['staff'],
  input: z.strictObject({ calendarId: Id }),
  output: z.object({ calendarId: Id }),
  refuses: ['calendar.in_use'],
  emits: ['calendar.changed'],
});

export const setTarget = command('targets.set', {
  path: '/targets',
  summary:
    'Set a target from an instant on (now unless given); the one it replaces ends there, running clocks keep theirs',
  for: ['staff'],
  input: z.strictObject({
    measure: MeasureName,
    channel: ChannelName.nullable().default(null),
    teamId: Id.nullable().default(null),
    brandId: Id.nullable().default(null),
    minutes: Minutes,
    calendarId: Id.nullable(),
    warnPercent: WarnPercent.default(80),
    from: Instant.optional(),
    clauseRef: z.string().trim().min(1).max(80).nullable().default(null),
  }),
  output: z.object({ targetId: Id, effectiveFrom: Instant }),
  refuses: ['target.impossible'],
  emits: ['target.changed'],
});

export const retireTarget = command('targets.retire', {
  path: '/targets/{targetId}',
  method: 'DELETE',
  summary: 'End a target now; running clocks keep theirs, new ones take the next wider target',
  for: ['staff'],
  input: z.strictObject({ targetId: Id }),
  output: z.object({ targetId: Id }),
  refuses: ['target.impossible'],
  emits: ['target.changed'],
});
