import { z } from 'zod';
import { Id } from '#kernel/contract/ids.ts';
import { problems } from '#kernel/contract/problem.ts';

/** Three months, as they are signed. */
export const leastDays = 90;
export const mostDays = 400;

export const Day = z.iso.date();
export const Text = z.string().trim().min(3).max(4_000);
export const Short = z.string().trim().min(3).max(500);
export const Decision = z.enum(['keep', 'change', 'stop']);
export type Decision = z.output<typeof Decision>;

/** A line of a clause: its id and the place of the line in it. */
export const MetricKey = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.\d$/, 'a metric of the pack');

/** What was discussed, and who does what about it by when. */
export const Item = z.strictObject({
  words: z.string().trim().min(3).max(2_000),
  findingId: Id.nullable().default(null),
  actions: z
    .array(z.strictObject({ words: Short, ownerId: Id, dueAt: z.iso.datetime() }))
    .max(10)
    .default([]),
});

export const reviewProblems = problems({
  'review.open': {
    status: 409,
    title: 'This standard is being reviewed',
    help: 'Go on with that review; the next one begins when it is signed.',
  },
  'review.period': {
    status: 422,
    title: 'This period cannot be reviewed',
    help: `Choose at least ${leastDays} and at most ${mostDays} days that end today or earlier.`,
  },
  'review.not_in_force': {
    status: 409,
    title: 'No version of this standard is in force',
    help: 'A standard is reviewed when customers have been served by it. Publish it first.',
  },
  'review.signed': {
    status: 409,
    title: 'This review is signed',
    help: 'What was signed stays as it is. Begin the next review for what has come up since.',
  },
  'review.too_short': {
    status: 409,
    title: 'There are not three months of data yet',
    help: `The detail says how many days are missing. It can be signed when ${leastDays} days are covered.`,
  },
  'review.counting': {
    status: 409,
    title: 'Numbers are still being counted',
    help: 'Sign in a few minutes, when history is counted to its end.',
  },
  'review.unevaluated': {
    status: 409,
    title: 'Metrics are not evaluated yet',
    help: 'The list `errors` names each. Say in a sentence or two what its number means, then sign.',
  },
  'review.unlinked_change': {
    status: 409,
    title: 'A change is decided that nobody has made',
    help: 'Change the clause in the draft that follows, or say why not now and until when.',
  },
  'review.unknown': {
    status: 422,
    title: 'This is not part of the review',
    help: 'Choose a metric, clause, finding or person that the review shows.',
  },
  'review.past_date': {
    status: 422,
    title: 'This day does not fit',
    help: 'A meeting was held today or earlier; what is put off is put off until a day to come, within two years.',
  },
  'what_if.not_replayable': {
    status: 422,
    title: 'This cannot be played back',
    help: 'First response, next response, full resolution and periodic update can.',
  },
  'what_if.over': { status: 409, title: 'This has come to its end', help: 'Its result stays. Ask again for another.' },
  'what_if.no_draft': {
    status: 409,
    title: 'There is no draft beside which it could stand',
    help: 'Only what was asked from a clause of a draft, and has come to its end, stands beside its approval.',
  },
});
