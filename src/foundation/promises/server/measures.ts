import type { Slot } from '#kernel/server/capability.ts';

/** What happened to a subject, as capabilities report it. Several at once are one report, in this order of meaning. */
export const milestones = [
  // The customer's first message.
  'begun',
  // A message from the customer.
  'asked',
  // A public answer by a person; automatic ones are not reported.
  'answered',
  // We wait for the customer.
  'waiting',
  // We owe the next step ourselves.
  'owing',
  // Resolved.
  'done',
  // Open again.
  'reopened',
  // A person has it.
  'owned',
  // A team has it and nobody in it.
  'unowned',
  // Withdrawn, merged or erased: nothing is owed any more.
  'closed',
] as const;
export type Milestone = (typeof milestones)[number];

/**
 * What a milestone does to a clock. `start` and `reopen` need that none is open; the others act on the open one.
 * `touch`: counts anew from here (a broken one is kept late, and a new one starts). `hand_over`: another team has it
 * now, so the old clock is let go and a new one starts.
 */
export type Effect = 'start' | 'reopen' | 'resume' | 'pause' | 'keep' | 'waive' | 'touch' | 'hand_over';

export interface Measure {
  name: string;
  title: string;
  about: string;
  /** clock: follows milestones, by a target. given: owed until a time that somebody named, kept by hand. */
  kind: 'clock' | 'given';
  /** Told in events only when it breaks: a watch that we keep ourselves, owed to nobody. */
  isQuiet?: boolean;
  /** Starts only where a team has it. */
  needsTeam?: boolean;
  /** Does not start while this one is open. */
  after?: string;
  on: Partial<Record<Milestone, Effect | readonly Effect[]>>;
}

/** Further measures of upper capabilities. */
export const promiseMeasures: Slot<Measure> = { slot: 'promises.measures' };

/** The table of clocks: each row a measure, each column a milestone. What is not named does nothing. */
export const measures: readonly Measure[] = [
  {
    name: 'first_response',
    title: 'First response',
    about: 'From the customer’s first message to the first public answer by a person.',
    kind: 'clock',
    on: { begun: 'start', answered: 'keep', done: 'waive', closed: 'waive' },
  },
  {
    name: 'next_response',
    title: 'Next response',
    about: 'From the oldest unanswered message of the customer to the answer; runs only while the customer waits.',
    kind: 'clock',
    after: 'first_response',
    on: {
      asked: ['start', 'resume'],
      answered: 'keep',
      waiting: 'pause',
      owing: 'resume',
      done: 'waive',
      closed: 'waive',
    },
  },
  {
    name: 'full_resolution',
    title: 'Full resolution',
    about: 'From the first message until it is resolved for the last time; paused while we wait for the customer.',
    kind: 'clock',
    on: {
      begun: 'start',
      asked: 'resume',
      waiting: 'pause',
      owing: 'resume',
      done: 'keep',
      reopened: 'reopen',
      closed: 'waive',
    },
  },
  {
    name: 'ownership',
    title: 'Ownership',
    about: 'How long a team may have it before somebody takes it.',
    kind: 'clock',
    needsTeam: true,
    on: { unowned: ['hand_over', 'start'], owned: 'keep', done: 'keep', closed: 'waive' },
  },
  {
    name: 'periodic_update',
    title: 'Periodic update',
    about: 'The longest gap between two public answers while we owe the next step.',
    kind: 'clock',
    on: {
      asked: 'resume',
      answered: 'keep',
      waiting: 'pause',
      owing: ['start', 'resume'],
      done: 'keep',
      closed: 'waive',
    },
  },
  {
    name: 'silence',
    title: 'Longest silence',
    about: 'Working time without a word from us, whoever is waited for. When it is reached, an update falls due.',
    kind: 'clock',
    isQuiet: true,
    on: { begun: 'start', answered: 'touch', done: 'keep', reopened: 'start', closed: 'waive' },
  },
  {
    name: 'update',
    title: 'Update to the customer',
    about: 'Owed when the longest silence is reached; the next public answer keeps it.',
    kind: 'given',
    on: { answered: 'keep', done: 'keep', closed: 'waive' },
  },
  {
    name: 'task',
    title: 'Task',
    about: 'Something owed by a given time.',
    kind: 'given',
    on: { closed: 'waive' },
  },
  {
    name: 'call_back',
    title: 'Call-back',
    about: 'A call promised to a customer by a given time.',
    kind: 'given',
    on: { closed: 'waive' },
  },
];

/** All measures: the built-in ones and those of upper capabilities. */
export function allMeasures(ctx: { contributed<T>(slot: Slot<T>): readonly T[] }): readonly Measure[] {
  const more = ctx.contributed(promiseMeasures);
  return more.length > 0 ? [...measures, ...more] : measures;
}

/** What a report of milestones wants of one measure. */
export interface Wish {
  measure: Measure;
  /** Acts on the open clock; null where nothing happens to it. */
  ifOpen: Exclude<Effect, 'start' | 'reopen'> | null;
  mayStart: boolean;
  mayReopen: boolean;
}

const ending: readonly Effect[] = ['keep', 'waive'];

/** Folds milestones reported together into one wish per measure: an end outweighs a pause, the later pause counts. */
export function wishesOf(all: readonly Measure[], reported: readonly Milestone[]): Wish[] {
  const isFollowing = reported.includes('owned') || reported.includes('unowned');
  const neededBy = (name: string) => all.some((one) => one.after === name && isStarting(one, reported));
  return all.flatMap((measure) => {
    const effects = milestones
      .filter((one) => reported.includes(one))
      .flatMap((one) => [measure.on[one] ?? []].flat() as Effect[]);
    const isFollower = isFollowing && measure.kind === 'clock';
    if (effects.length === 0 && !isFollower && !neededBy(measure.name)) return [];
    const acting = effects.filter((one) => one !== 'start' && one !== 'reopen') as Wish['ifOpen'][];
    const ifOpen = acting.find((one) => one !== null && ending.includes(one)) ?? acting.at(-1) ?? null;
    const isFirst = measure.after !== undefined && reported.includes('begun');
    const mayStart = (effects.includes('start') || effects.includes('touch')) && !isFirst;
    return [{ measure, ifOpen, mayStart, mayReopen: effects.includes('reopen') }];
  });
}

function isStarting(measure: Measure, reported: readonly Milestone[]): boolean {
  return reported.some((one) => [measure.on[one] ?? []].flat().includes('start'));
}
