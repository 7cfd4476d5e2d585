import { z } from 'zod';
import { command, query } from '#kernel/contract/contract.ts';
import { Id, Instant, PageCursor } from '#kernel/contract/ids.ts';
import { MeasureName, PromiseState, Reason, Step, Words } from './contract-words.ts';

export {
  addPublicHolidays,
  Calendar,
  changeCalendar,
  createCalendar,
  getCalendar,
  importDays,
  listCalendars,
  listRegions,
  listTargets,
  previewCalendar,
  publicHolidays,
  retireCalendar,
  retireTarget,
  setTarget,
  Target,
} from './contract-calendars.ts';
export {
  calendarChanged,
  promiseBroken,
  promiseKept,
  promiseMoved,
  promisePaused,
  promiseReassigned,
  promiseReopened,
  promiseResumed,
  promiseStarted,
  promiseWaived,
  promiseWarned,
  targetChanged,
} from './contract-events.ts';
export {
  CalendarRules,
  ChannelName,
  MeasureName,
  Minutes,
  PromiseState,
  promiseProblems,
  Step,
  WarnPercent,
  Weekday,
} from './contract-words.ts';

/** A promise as cards, lists and lines show it. */
export const PromiseRow = z.object({
  id: Id,
  measure: MeasureName,
  /** The measure in words, e.g. "First response". */
  title: z.string(),
  subjectKind: z.string(),
  subjectId: Id,
  customerId: Id.nullable(),
  /** What was promised, for tasks and call-backs. */
  words: z.string().nullable(),
  phone: z.string().nullable(),
  state: PromiseState,
  startedAt: Instant,
  /** While it is paused: when it would have been due. */
  dueAt: Instant,
  warnAt: Instant.nullable(),
  warnedAt: Instant.nullable(),
  brokenAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  pausedAt: Instant.nullable(),
  pausedFor: z.string().nullable(),
  minutes: z.int().nullable(),
  warnPercent: z.int().nullable(),
  ownerId: Id.nullable(),
  teamId: Id.nullable(),
  role: z.string().nullable(),
  /** The role to which a broken promise was raised. */
  raisedTo: z.string().nullable(),
  targetId: Id.nullable(),
  /** Null: round the clock. */
  calendarVersionId: Id.nullable(),
  clauseRef: z.string().nullable(),
  /** keep, waive, reassign, move: what I may do with it now. */
  abilities: z.array(z.string()),
});
export type PromiseRow = z.output<typeof PromiseRow>;

const Ids = z
  .string()
  .max(100 * 37)
  .regex(/^[0-9a-fA-F-]{36}(,[0-9a-fA-F-]{36}){0,99}$/, 'up to 100 ids, with commas between them');

export const promisesOf = query('promises.of', {
  path: '/promises/of',
  summary: 'Open promises, and per measure the one that ended last, of up to 100 subjects (ids with commas between)',
  for: ['staff'],
  input: z.strictObject({ subjectIds: Ids }),
  output: z.object({ promises: z.array(PromiseRow) }),
  subjects: ['promises', 'inbox', 'me'],
});

export const promisesOn = query('promises.on', {
  path: '/subjects/{subjectId}/promises',
  summary: 'The same for one conversation, customer or other subject',
  for: ['staff'],
  input: z.strictObject({ subjectId: Id }),
  output: z.object({ promises: z.array(PromiseRow) }),
  subjects: ['promises:{subjectId}', 'conversation:{subjectId}', 'me'],
});

/** mine: owed by me; team: by my teams or by `teamId`; raised: broken, for leads; all: everybody's. */
export const PromiseView = z.enum(['mine', 'team', 'raised', 'all']);
export type PromiseView = z.output<typeof PromiseView>;

/** open: still owed; late: broken and still owed; kept_late: done after it was due, the latest first. */
export const PromiseShow = z.enum(['open', 'late', 'kept_late']);
export type PromiseShow = z.output<typeof PromiseShow>;

export const listPromises = query('promises.list', {
  path: '/promises',
  summary: 'Open promises, the one due first at the top, a page at a time; or those that were kept late',
  for: ['staff'],
  input: z.strictObject({
    view: PromiseView.default('mine'),
    show: PromiseShow.default('open'),
    teamId: Id.optional(),
    measure: MeasureName.optional(),
    after: PageCursor.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  output: z.object({
    promises: z.array(
      PromiseRow.extend({
        /** What it is about, in words; null when nothing stands behind it or it may not be seen. */
        about: z.object({ reference: z.string(), title: z.string(), link: z.string() }).nullable(),
      }),
    ),
    next: PageCursor.nullable(),
  }),
  subjects: ['promises', 'inbox', 'customer-names', 'me'],
});

export const countPromises = query('promises.counts', {
  path: '/promises/counts',
  summary: 'How many open promises are mine, and how many of them are broken or warned of; over 999 it says 1000',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({ mine: z.int(), mineBroken: z.int(), mineWarned: z.int(), team: z.int(), raised: z.int() }),
  subjects: ['promises', 'inbox', 'me'],
});

export const EntryKind = z.enum([
  ...['started', 'paused', 'resumed', 'warned', 'broken', 'kept'],
  ...['waived', 'moved', 'reopened', 'reassigned'],
] as const);
export type EntryKind = z.output<typeof EntryKind>;

export const getPromise = query('promises.get', {
  path: '/promises/{promiseId}',
  summary: 'One promise with everything that happened to it, and how its due time was reckoned',
  for: ['staff'],
  input: z.strictObject({ promiseId: Id }),
  output: z.object({
    promise: PromiseRow,
    about: z.object({ reference: z.string(), title: z.string(), link: z.string() }).nullable(),
    calendar: z.object({ id: Id, name: z.string(), number: z.int(), timeZone: z.string() }).nullable(),
    entries: z.array(
      z.object({
        number: z.int(),
        at: Instant,
        kind: EntryKind,
        reason: z.string().nullable(),
        actorId: Id.nullable(),
        actorName: z.string().nullable(),
        dueAt: Instant,
      }),
    ),
    /** From start to due, in order and without gaps. Empty where the due time was given. */
    steps: z.array(Step),
  }),
  subjects: ['promise:{promiseId}', 'inbox', 'customer-names', 'calendars', 'me'],
});

export const listMeasures = query('promises.measures', {
  path: '/promises/measures',
  summary: 'What can be promised: each measure in words, and whether a target or a given time decides',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({
    measures: z.array(
      z.object({
        name: MeasureName,
        title: z.string(),
        about: z.string(),
        /** clock: follows what happens, by a target. given: owed until a time that somebody named. */
        kind: z.enum(['clock', 'given']),
        /** Targets may narrow it to a channel or team. */
        hasTargets: z.boolean(),
        /** A watch that only we keep: not listed as owed to anybody. */
        isQuiet: z.boolean(),
      }),
    ),
  }),
  subjects: [],
});

const promiseWritten = z.object({ promiseId: Id, state: PromiseState, dueAt: Instant });

export const addTask = command('promises.add-task', {
  path: '/tasks',
  summary:
    'Owe something by a given time: on a conversation, for a customer, or by itself. Without an owner it is mine',
  for: ['staff'],
  input: z.strictObject({
    words: Words,
    dueAt: Instant,
    subject: z.strictObject({ kind: z.enum(['conversation', 'customer']), id: Id }).optional(),
    ownerId: Id.optional(),
    teamId: Id.optional(),
  }),
  output: promiseWritten,
  refuses: ['promise.impossible', 'promise.unknown_owner'],
  emits: ['promise.started'],
});

export const promiseCallBack = command('promises.call-back', {
  path: '/call-backs',
  summary: 'Promise a customer to call them back by a given time',
  for: ['staff'],
  input: z.strictObject({
    customerId: Id,
    conversationId: Id.optional(),
    dueAt: Instant,
    phone: z.string().trim().min(3).max(40).optional(),
    words: Words.optional(),
    ownerId: Id.optional(),
    teamId: Id.optional(),
  }),
  output: promiseWritten,
  refuses: ['promise.impossible', 'promise.unknown_owner'],
  emits: ['promise.started'],
});

export const keepPromise = command('promises.keep', {
  path: '/promises/{promiseId}/kept',
  method: 'PUT',
  summary: 'Say that what was promised is done; late when it was broken before',
  for: ['staff'],
  input: z.strictObject({ promiseId: Id }),
  output: promiseWritten,
  refuses: ['promise.over', 'promise.by_itself'],
  emits: ['promise.kept', 'promise.broken'],
});

export const waivePromise = command('promises.waive', {
  path: '/promises/{promiseId}/waiver',
  method: 'PUT',
  summary: 'Let go of a promise, with the reason; it counts as neither kept nor broken from here on',
  for: ['staff'],
  input: z.strictObject({ promiseId: Id, reason: Reason }),
  output: promiseWritten,
  refuses: ['promise.over'],
  emits: ['promise.waived', 'promise.broken'],
});

export const reassignPromise = command('promises.reassign', {
  path: '/promises/{promiseId}/owner',
  method: 'PUT',
  summary: 'Give a promise to another person or team; what is not named stays',
  for: ['staff'],
  input: z.strictObject({ promiseId: Id, ownerId: Id.nullable().optional(), teamId: Id.nullable().optional() }),
  output: promiseWritten,
  refuses: ['promise.over', 'promise.by_itself', 'promise.unknown_owner'],
  emits: ['promise.reassigned', 'promise.broken'],
});

export const movePromise = command('promises.move', {
  path: '/promises/{promiseId}/due',
  method: 'PUT',
  summary: 'Agree on another time, with the reason; the old time stays written down',
  for: ['staff'],
  input: z.strictObject({ promiseId: Id, dueAt: Instant, reason: Reason }),
  output: promiseWritten,
  refuses: ['promise.over', 'promise.by_itself', 'promise.impossible'],
  emits: ['promise.moved', 'promise.broken'],
});
