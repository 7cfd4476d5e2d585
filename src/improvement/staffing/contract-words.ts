import { z } from 'zod';
import { problems } from '#kernel/contract/problem.ts';

/** Half hours of an ordinary week, Monday 00:00 first. */
export const slotsOfWeek = 336;
export const slotsOfDay = 48;
export const slotSeconds = 1_800;

export const staffingProblems = problems({
  'staffing.impossible': {
    status: 422,
    title: 'Nobody can be planned by these numbers',
    help: 'The detail says which number and what would be accepted. Nothing was saved.',
  },
  'staffing.impossible_shift': {
    status: 422,
    title: 'This shift cannot be',
    help: 'A shift ends after it begins, on the same day. Write one that runs past midnight as two.',
  },
  'staffing.name_taken': {
    status: 409,
    title: 'There is a plan of this name',
    help: 'Choose another name.',
  },
  'staffing.unknown_part': {
    status: 422,
    title: 'The plan names something that is not there',
    help: 'Choose a touchpoint that is not retired, a team and, where it is for one, a standard of this workspace.',
  },
});

/** What somebody can do, such as a language; written small, so that German and german are one. */
export const Skill = z.string().trim().toLowerCase().min(1).max(40);

const Percent = (least: number, most: number) => z.int().min(least).max(most);

/** What is to be reached, and what is taken for granted. */
export const Assumptions = z.strictObject({
  /** Live work waits in a queue; work that can wait is shared out over the day's opening hours. */
  way: z.enum(['live', 'later']),
  /** Of one contact, at the given number of contacts at once. */
  handlingSeconds: z.int().min(5).max(36_000),
  /** How many of a hundred are answered in time. Only live. */
  servedPercent: Percent(1, 99),
  withinSeconds: z.int().min(0).max(86_400),
  /** How long people wait before they give up, on average; null: for ever. Only live. */
  patienceSeconds: z.int().min(5).max(3_600).nullable(),
  /** How many contacts one person has at once. */
  atOnce: z.int().min(1).max(10),
  /** Nobody is to be busier than this. */
  busyPercent: Percent(10, 100),
  /** How many of a hundred on the roster are away: ill, in training, at lunch. */
  shrinkagePercent: Percent(0, 90),
  /** How much of the team is there for this touchpoint. */
  teamPercent: Percent(1, 100),
  /** What everybody must be able to do who is counted. */
  skills: z.array(Skill).max(10),
});
export type Assumptions = z.output<typeof Assumptions>;

/** Contacts by half hour. */
export const Volume = z.array(z.number().min(0).max(20_000)).length(slotsOfWeek);

const HalfHour = z.string().regex(/^(([01]\d|2[0-3]):[03]0|24:00)$/, 'a full or half hour such as 09:30');

/** People of a team who are at work on some days of an ordinary week. */
export const Shift = z.strictObject({
  /** 1 is Monday. */
  weekdays: z.array(z.int().min(1).max(7)).min(1).max(7),
  from: HalfHour,
  to: HalfHour,
  people: z.int().min(1).max(1_000),
  skills: z.array(Skill).max(10),
});
export type Shift = z.output<typeof Shift>;

/** The half hour of a day at which such a time begins. */
export function slotOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 2 + minutes / 30;
}
