import { z } from 'zod';
import { PromiseLine } from '#foundation/standards/contract.ts';
import { Id, Instant } from '#kernel/contract/ids.ts';
import { problems } from '#kernel/contract/problem.ts';

/** How many weeks a trend shows, the present one included. */
export const trendWeeks = 13;
/** Full days after something was done before its effect can be told. */
export const effectDays = 7;
/** Days before an action was opened with which its effect is compared. */
export const beforeDays = 28;

export const Day = z.iso.date().refine((day) => day >= '2000-01-01' && day <= '2100-12-31', {
  message: 'Give a day between 2000-01-01 and 2100-12-31.',
});

/** A number with how sure it is; null where there were no rows, with the words why. */
export const Measured = z.object({
  value: z.number().nullable(),
  n: z.int(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  words: z.string().nullable(),
});
export type Measured = z.output<typeof Measured>;

export const Unit = z.enum(['minutes', 'share', 'count', 'days']);

/** What was missed or kept: by the number alone. `isSure` says whether the interval lies on one side of the goal. */
export const Verdict = z.enum(['missed', 'no_rows', 'kept']);
export type Verdict = z.output<typeof Verdict>;

/** A line of a clause in force with what it is to reach, and what it reached. */
export const Goal = z.object({
  /** Stays from version to version, as long as the line is about the same thing. */
  id: Id,
  standardId: Id,
  standardName: z.string(),
  clauseId: Id,
  /** `5.1` */
  number: z.string(),
  title: z.string(),
  /** Of the library of measures. */
  measure: z.string(),
  /** What is promised; null where the goal is for a measure. */
  promise: PromiseLine.nullable(),
  /** Of the brand for which alone it holds; null: for every one. */
  brandName: z.string().nullable(),
  unit: Unit,
  is: z.enum(['at_least', 'at_most']),
  /** In the unit of the measure: a share from 0 to 1. */
  goal: z.number(),
  actual: Measured,
  verdict: Verdict,
  isSure: z.boolean(),
  /** By week, the oldest first; key is its Monday. None where the measure is of now. */
  weeks: z.array(Measured.extend({ key: z.string() })),
  /** Weeks, by their Monday, of which there are no rows. */
  missing: z.array(z.string()),
  /** Whole weeks in a row, up to the last one, in which it was missed. */
  missedInARow: z.int(),
  /** The corrective action that is open. */
  action: z.object({ id: Id, dueAt: Instant, isOverdue: z.boolean() }).nullable(),
});
export type Goal = z.output<typeof Goal>;

export const monitoringProblems = problems({
  'correction.exists': {
    status: 409,
    title: 'There is an open action for this goal',
    help: 'Go on with that one; the fact `actionId` names it. The next can be opened when it is closed.',
  },
  'correction.closed': {
    status: 409,
    title: 'This action is closed',
    help: 'It stays as it was measured. Open another one if the goal is missed again.',
  },
  'correction.unmeasured': {
    status: 409,
    title: 'Its effect has not been measured',
    help: `Say what was done and since when. It can be closed when ${effectDays} days are over and something was measured in them.`,
  },
  'correction.own_promise': {
    status: 409,
    title: 'A corrective action is kept by closing it',
    help: 'Open the action, say what was done and since when, and close it with its effect.',
  },
  'issue.times': {
    status: 422,
    title: 'These times cannot be',
    help: 'An issue begins in the past and ends after it began, or is still going on.',
  },
  'goal.unknown': {
    status: 422,
    title: 'No standard in force has this goal',
    help: 'Ask GET /monitoring/goals for those that there are.',
  },
  'charter.unknown': {
    status: 404,
    title: 'There is no charter here',
    help: 'The address is not whole, or this brand does not tell of its promises. Ask whoever gave it to you.',
  },
});
