import { z } from 'zod';
import { query } from '#kernel/contract/contract.ts';
import { Id, Instant, PageCursor } from '#kernel/contract/ids.ts';
import { problems } from '#kernel/contract/problem.ts';

export const Dimension = z.enum(['channel', 'team', 'person', 'reason', 'brand']);
export type Dimension = z.output<typeof Dimension>;

export const By = z.enum(['none', 'day', 'week', 'month', 'hour', 'channel', 'team', 'person', 'reason', 'brand']);
export type By = z.output<typeof By>;

export const Unit = z.enum(['minutes', 'share', 'count', 'days']);

export const measureProblems = problems({
  'measure.unknown': {
    status: 422,
    title: 'There is no such measure',
    help: 'Ask GET /measures for the library; the fact `measures` lists the names.',
  },
  'measure.period': {
    status: 422,
    title: 'This period cannot be measured',
    help: 'Give two days in order, at most ten years apart; by day at most 400 days.',
  },
  'measure.not_by': {
    status: 422,
    title: 'This measure cannot be split like this',
    help: 'The library says for each measure which dimensions it has.',
  },
  'measure.too_many': {
    status: 422,
    title: 'Too many rows for one answer',
    help: 'Shorten the period or narrow the filter; the fact `most` says how many rows are possible.',
  },
});

/** Most days of a period, and of one that is split by day. */
export const mostDays = { inAll: 3_700, byDay: 400 };

/** A day of the workspace's calendar, e.g. `2026-11-23`. */
const Day = z.iso.date().refine((day) => day >= '2000-01-01' && day <= '2100-12-31', {
  message: 'Give a day between 2000-01-01 and 2100-12-31.',
});
const Name = z.string().regex(/^[a-z0-9_]{1,60}$/, 'A name from the library, e.g. first_response_median.');

const period = { from: Day, to: Day };
const filters = {
  channel: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, 'A channel, e.g. chat.')
    .optional(),
  teamId: Id.optional(),
  personId: Id.optional(),
  reasonId: Id.optional(),
  brandId: Id.optional(),
};

export const listMeasures = query('measures.list', {
  path: '/measures',
  summary: 'The library: every number there is, with its formula, unit, exclusions, and how sure it is',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({
    measures: z.array(
      z.object({
        name: Name,
        words: z.string(),
        about: z.string(),
        formula: z.string(),
        unit: Unit,
        calendar: z.string(),
        exclusions: z.string(),
        counts: z.string(),
        /** How it misleads whoever does not know it. */
        pitfall: z.string(),
        /** The formula worked through with numbers. */
        worked: z.string(),
        interval: z.enum(['wilson', 'order_statistic', 'none']),
        better: z.enum(['lower', 'higher', 'neither']),
        dimensions: z.array(Dimension),
        /** Days after which a fact can no longer change; younger ones are left out. */
        settlesAfterDays: z.int(),
        /** It says how things stand now, whatever the period. */
        isNow: z.boolean(),
      }),
    ),
  }),
  subjects: ['measures'],
});

const Measured = z.object({
  /** In the measure's unit; null where there were no rows, with the words why. */
  value: z.number().nullable(),
  n: z.int(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  words: z.string().nullable(),
});

/** `exact` from the facts themselves; `rolled_up` from daily sums, quantiles then being off by at most 1 %. */
const Method = z.enum(['exact', 'rolled_up']);

/** While history is still being counted, numbers are too small. */
const Freshness = { asOf: Instant.nullable(), state: z.enum(['ready', 'counting']) };

const names = z
  .string()
  .regex(/^[a-z0-9_]{1,60}(,[a-z0-9_]{1,60}){0,19}$/, 'Up to 20 names from the library, with commas between.');

export const measureValues = query('measures.values', {
  path: '/measures/values',
  summary: 'Numbers of a period, with n, interval and the period before, for all or split by one thing',
  for: ['staff'],
  input: z.strictObject({ measures: names, ...period, by: By.default('none'), ...filters }),
  output: z.object({
    ...Freshness,
    timeZone: z.string(),
    results: z.array(
      Measured.extend({
        measure: Name,
        unit: Unit,
        method: Method,
        /** Facts that count for something else but not here, e.g. promises that were waived. */
        leftOut: z.int(),
        /** The last day that is counted; before `to` where facts settle only after some days. */
        countedTo: Day,
        previous: Measured.extend({ from: Day, to: Day }).nullable(),
        groups: z.array(Measured.extend({ key: z.string(), label: z.string() })),
      }),
    ),
  }),
  refuses: ['measure.unknown', 'measure.period', 'measure.not_by', 'measure.too_many'],
  subjects: ['measures', 'teams', 'people', 'brands'],
});

export const measureRows = query('measures.rows', {
  path: '/measures/{measure}/rows',
  summary: 'The rows behind a number, the newest first, a page at a time',
  for: ['staff'],
  input: z.strictObject({
    measure: Name,
    ...period,
    ...filters,
    after: PageCursor.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  output: z.object({
    ...Freshness,
    unit: Unit,
    rows: z.array(
      z.object({
        id: z.string(),
        subjectId: Id,
        reference: z.string(),
        /** Where it opens in the desk; its own screen asks again who may see it. */
        link: z.string(),
        at: Instant,
        value: z.number(),
        channel: z.string().nullable(),
        team: z.string().nullable(),
        person: z.string().nullable(),
        reason: z.string().nullable(),
        leftOut: z.string().nullable(),
      }),
    ),
    next: PageCursor.nullable(),
  }),
  refuses: ['measure.unknown', 'measure.period', 'measure.not_by'],
  subjects: ['measures', 'teams', 'people'],
});

/** Most rows of one export. */
export const mostExported = 20_000;

export const exportMeasures = query('measures.export', {
  path: '/measures/export',
  summary: 'Numbers, or the rows behind one, as CSV for a spreadsheet; cells never start a formula',
  for: ['staff'],
  input: z.strictObject({
    measures: names,
    ...period,
    by: By.default('none'),
    ...filters,
    what: z.enum(['values', 'rows']).default('values'),
  }),
  output: z.object({ fileName: z.string(), rows: z.int(), csv: z.string() }),
  refuses: ['measure.unknown', 'measure.period', 'measure.not_by', 'measure.too_many'],
  subjects: ['measures', 'teams', 'people', 'brands'],
});
