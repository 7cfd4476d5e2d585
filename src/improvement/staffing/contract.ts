import { z } from 'zod';
import { command, event, query } from '#kernel/contract/contract.ts';
import { Id, PageCursor, Version } from '#kernel/contract/ids.ts';
import { Assumptions, Shift, Volume } from './contract-words.ts';

export * from './contract-words.ts';

export const planChanged = event('staffing.plan_changed', {
  data: z.strictObject({ planId: Id, teamId: Id, what: z.enum(['added', 'changed', 'counted', 'dropped']) }),
  subjects: ['staffing-plans', 'staffing-plan:{planId}'],
  audience: 'staff',
  needs: 'staffing.list',
  sentence: 'changed a staffing plan ({what})',
});
export const rosterChanged = event('staffing.roster_changed', {
  data: z.strictObject({ teamId: Id, shifts: z.int() }),
  subjects: ['staffing-rosters', 'staffing-plans'],
  audience: 'staff',
  needs: 'staffing.list',
  sentence: 'changed the roster of a team ({shifts} shifts)',
});
export const gapFound = event('staffing.gap_found', {
  data: z.strictObject({
    planId: Id,
    teamId: Id,
    /** In how many half hours of a week people are lacking, and the most of them at once. */
    halfHours: z.int(),
    most: z.int(),
    slot: z.int(),
  }),
  subjects: ['staffing-plan:{planId}'],
  audience: 'staff',
  needs: 'staffing.list',
  sentence: 'found that people are lacking in {halfHours} half hours of a week',
});

const planned = {
  name: z.string().trim().min(1).max(80),
  touchpointId: Id,
  teamId: Id,
  standardId: Id.nullable(),
  volume: Volume,
  /** Over how many weeks the volume was counted; null where it was typed. */
  countedWeeks: z.int().min(1).max(26).nullable(),
  assumes: Assumptions,
};

/** What a plan comes to. */
const Summary = z.object({
  contacts: z.number(),
  /** At the busiest half hour: at work at once, and on the roster. */
  peakPositions: z.int(),
  peakRostered: z.int(),
  hoursNeeded: z.number(),
  hoursThere: z.number(),
  /** Half hours in which people are lacking, and the most of them at once. */
  gaps: z.int(),
  mostLacking: z.int(),
  /** Of all contacts of a week, how many are answered in time by those who are there; null where it cannot be told. */
  servedShare: z.number().nullable(),
  /** By how many the busiest half hour needs more than its technology allows at once; null: no limit. */
  lackingSeats: z.int().nullable(),
});

export const listPlans = query('staffing.plans', {
  path: '/staffing/plans',
  summary: 'Staffing plans in the order in which they were made, with what each comes to, a page at a time',
  for: ['staff'],
  input: z.strictObject({
    after: PageCursor.optional(),
    limit: z.coerce.number().int().min(1).max(50).default(20),
  }),
  output: z.object({
    plans: z.array(z.object({ id: Id, name: z.string(), touchpoint: z.string(), team: z.string(), summary: Summary })),
    abilities: z.array(z.string()),
    next: PageCursor.nullable(),
  }),
  subjects: ['staffing-plans', 'touchpoints', 'calendars', 'teams', 'me'],
});

/** One half hour of the week, 0 is Monday 00:00. */
export const Interval = z.object({
  slot: z.int(),
  isOpen: z.boolean(),
  contacts: z.number(),
  /** People who must be at work at once, before shrinkage. */
  positions: z.int(),
  /** People who must stand on the roster for that. */
  rostered: z.int(),
  /** People on the roster who can do it. */
  there: z.int(),
  /** Below zero people are lacking. */
  gap: z.int(),
  /** What the positions reach: share in time, how busy, mean wait in seconds, share that gives up. */
  servedShare: z.number().nullable(),
  occupancy: z.number().nullable(),
  meanWaitSeconds: z.number().nullable(),
  lostShare: z.number().nullable(),
  /** What those who are there reach. */
  servedByThere: z.number().nullable(),
});

export const getPlan = query('staffing.plan', {
  path: '/staffing/plans/{planId}',
  summary: 'A plan with what it takes in each half hour of a week, and who is there',
  for: ['staff'],
  input: z.strictObject({ planId: Id }),
  output: z.object({
    id: Id,
    ...planned,
    touchpoint: z.string(),
    channel: z.string(),
    calendar: z.string().nullable(),
    timeZone: z.string(),
    seats: z.int().nullable(),
    team: z.string(),
    standard: z.string().nullable(),
    version: Version,
    summary: Summary,
    intervals: z.array(Interval),
    abilities: z.array(z.string()),
  }),
  subjects: [
    ...['staffing-plan:{planId}', 'staffing-plans', 'staffing-rosters'],
    ...['touchpoints', 'calendars', 'teams', 'standards', 'me'],
  ],
});

export const exportPlan = query('staffing.export', {
  path: '/staffing/plans/{planId}/csv',
  summary: 'The half hours of a plan for a spreadsheet',
  for: ['staff'],
  input: z.strictObject({ planId: Id }),
  output: z.object({ fileName: z.string(), csv: z.string() }),
  subjects: [
    ...['staffing-plan:{planId}', 'staffing-plans', 'staffing-rosters'],
    ...['touchpoints', 'calendars', 'teams', 'me'],
  ],
});

const number = (least: number, most: number) => z.coerce.number().min(least).max(most);
const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most);

export const calculate = query('staffing.calculate', {
  path: '/staffing/calculation',
  summary: 'How many people it takes, and what a few more or fewer would make of it; nothing is kept',
  for: ['staff'],
  input: z.strictObject({
    contacts: number(0, 100_000),
    intervalMinutes: whole(1, 1_440).default(30),
    handlingSeconds: whole(5, 36_000),
    servedPercent: whole(1, 99).default(80),
    withinSeconds: whole(0, 86_400).default(20),
    patienceSeconds: whole(5, 3_600).optional(),
    atOnce: whole(1, 10).default(1),
    busyPercent: whole(10, 100).default(100),
    shrinkagePercent: whole(0, 90).default(0),
  }),
  output: z.object({
    erlangs: z.number(),
    positions: z.int(),
    rostered: z.int(),
    rows: z.array(
      z.object({
        people: z.int(),
        servedShare: z.number(),
        occupancy: z.number(),
        /** Null: the queue grows without end. */
        meanWaitSeconds: z.number().nullable(),
        lostShare: z.number(),
      }),
    ),
  }),
  refuses: ['staffing.impossible'],
  subjects: [],
});

export const countContacts = query('staffing.contacts', {
  path: '/staffing/contacts',
  summary: 'How many contacts began at a touchpoint in each half hour of an ordinary week, over whole past weeks',
  for: ['staff'],
  input: z.strictObject({
    touchpointId: Id,
    /** Those of one team; by default of all. */
    teamId: Id.optional(),
    weeks: whole(1, 26).default(4),
  }),
  output: z.object({ volume: Volume, contacts: z.int(), weeks: z.int(), timeZone: z.string() }),
  subjects: [],
});

const planWritten = z.object({ planId: Id, version: Version });
const wrong = ['staffing.impossible', 'staffing.name_taken', 'staffing.unknown_part'];

export const addPlan = command('staffing.add-plan', {
  path: '/staffing/plans',
  summary: 'Make a plan: what comes to a touchpoint in a week, and how it is to be met',
  for: ['staff'],
  input: z.strictObject({
    ...planned,
    standardId: planned.standardId.default(null),
    countedWeeks: planned.countedWeeks.default(null),
  }),
  output: planWritten,
  refuses: wrong,
  emits: ['staffing.plan_changed', 'staffing.gap_found'],
});

export const changePlan = command('staffing.change-plan', {
  path: '/staffing/plans/{planId}',
  method: 'PUT',
  summary: 'Change a plan; `version` is the one that you saw',
  for: ['staff'],
  input: z.strictObject({ planId: Id, version: Version, ...planned }),
  output: planWritten,
  refuses: ['record.stale', ...wrong],
  emits: ['staffing.plan_changed', 'staffing.gap_found'],
});

export const dropPlan = command('staffing.drop-plan', {
  path: '/staffing/plans/{planId}',
  method: 'DELETE',
  summary: 'Take a plan off; what was found by it stays in the log',
  for: ['staff'],
  input: z.strictObject({ planId: Id }),
  output: z.object({ planId: Id }),
  emits: ['staffing.plan_changed'],
});

export const getRoster = query('staffing.roster', {
  path: '/staffing/rosters/{teamId}',
  summary: 'Who of a team is at work in an ordinary week',
  for: ['staff'],
  input: z.strictObject({ teamId: Id }),
  output: z.object({
    teamId: Id,
    team: z.string(),
    shifts: z.array(Shift),
    /** People by half hour. */
    people: z.array(z.int()),
    /** 0 where nobody has written one yet. */
    version: z.int(),
    abilities: z.array(z.string()),
  }),
  subjects: ['staffing-rosters', 'teams', 'me'],
});

export const setRoster = command('staffing.set-roster', {
  path: '/staffing/rosters/{teamId}',
  method: 'PUT',
  summary: 'Write down who of a team is at work when; `version` is the one that you saw, 0 for the first',
  for: ['staff'],
  large: true,
  input: z.strictObject({
    teamId: Id,
    version: z.int().min(0).max(2_147_483_646),
    shifts: z.array(Shift).max(100),
  }),
  output: z.object({ teamId: Id, version: z.int() }),
  refuses: ['record.stale', 'staffing.impossible_shift'],
  emits: ['staffing.roster_changed', 'staffing.gap_found'],
});
