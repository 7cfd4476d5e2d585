import type { Dimension } from '../contract.ts';

/** How a number comes from facts. Kinds are those of the sources; a duration's value is milliseconds, a share's 1 or 0. */
export type Formula =
  | { of: 'quantile'; kind: string; q: number }
  | { of: 'share'; kind: string }
  | { of: 'count'; kind: string }
  | { of: 'per_day'; kind: string }
  /** How many came and have not gone again by the end of a day. */
  | { of: 'standing'; came: string; went: string }
  /** The same, divided by how many are done on an average day of the period. */
  | { of: 'standing_days'; came: string; went: string; done: string }
  /** How long those that stand open now have done so. */
  | { of: 'age'; kind: string; q: number };

/** One number, as it is meant everywhere: on screens, in exports, and later in clauses of a standard. */
export interface Measure {
  name: string;
  words: string;
  /** One sentence for somebody who sees it for the first time. */
  about: string;
  formula: Formula;
  formulaWords: string;
  unit: 'minutes' | 'share' | 'count' | 'days';
  calendar: string;
  exclusions: string;
  /** What one row is, so that n can be read. */
  counts: string;
  better: 'lower' | 'higher' | 'neither';
  dimensions: readonly Dimension[];
  /** Whether a fact is right can change for this many days after it. */
  settlesAfterDays?: number;
}

const all = ['channel', 'team', 'person', 'reason', 'brand'] as const;
const roundTheClock = 'Calendar minutes, nights and weekends included. Opening hours count where a promise exists.';
const humanOnly = 'Automatic replies and internal notes do not count.';

type Text = Pick<Measure, 'words' | 'about' | 'formulaWords' | 'exclusions' | 'counts'> & Partial<Measure>;

/** Median and, where given, the time within which nine of ten are done. */
function time(name: string, kind: string, text: Text, withNinth = false): Measure[] {
  const shared = { unit: 'minutes', calendar: roundTheClock, better: 'lower', dimensions: all } as const;
  const median: Measure = { name: `${name}_median`, formula: { of: 'quantile', kind, q: 0.5 }, ...shared, ...text };
  if (!withNinth) return [median];
  return [
    { ...median, words: `Median ${lower(text.words)}`, formulaWords: `median of (${text.formulaWords})` },
    {
      ...median,
      name: `${name}_p90`,
      words: `${text.words}, nine of ten`,
      about: `Nine of ten were within this time. ${text.about}`,
      formulaWords: `90th percentile of (${text.formulaWords})`,
      formula: { of: 'quantile', kind, q: 0.9 },
    },
  ];
}

const lower = (words: string) => `${words.charAt(0).toLowerCase()}${words.slice(1)}`;

const times: Measure[] = [
  ...time(
    'first_response',
    'first_response',
    {
      words: 'First reply',
      about: 'How long a customer waits for the first answer by a person.',
      formulaWords: 'first public reply by a person − first message from the customer',
      exclusions: `${humanOnly} Conversations that we began start with the customer’s first message.`,
      counts: 'Conversations that got a first reply, on the day of that reply.',
    },
    true,
  ),
  ...time(
    'next_response',
    'next_response',
    {
      words: 'Next reply',
      about: 'How long a customer waits for an answer once the conversation is under way.',
      formulaWords: 'reply − oldest unanswered message from the customer',
      exclusions: `${humanOnly} Further messages do not start the wait again; resolving ends it. First replies are a measure of their own.`,
      counts: 'Replies after the first one that ended a wait.',
    },
    true,
  ),
  ...time('first_resolution', 'first_resolution', {
    words: 'Time to first resolution',
    about: 'How long it took until a conversation was resolved for the first time.',
    formulaWords: 'median of (first resolved − started)',
    exclusions: 'Nothing is left out; later reopening does not change it.',
    counts: 'Conversations resolved at least once, on the day of the first time.',
  }),
  ...time('full_resolution', 'full_resolution', {
    words: 'Time to full resolution',
    about: 'How long it took until a conversation was resolved for good, time after reopening included.',
    formulaWords: 'median of (last resolved − started)',
    exclusions: 'Conversations that are open again now are left out until they are resolved.',
    counts: 'Conversations that are resolved, on the day of the last time.',
  }),
  ...time('requester_wait', 'requester_wait', {
    words: 'Customer’s wait in all',
    about: 'How long the customer waited for us over the whole conversation.',
    formulaWords: 'median of (time open + time on hold, until last resolved)',
    exclusions:
      'Time waiting for the customer. Heed has one waiting state, so time on hold for others is left out too.',
    counts: 'Conversations that are resolved, on the day of the last time.',
  }),
  ...time('agent_work', 'agent_work', {
    words: 'Time in our hands',
    about: 'How long a conversation was open with us, until it was resolved for good.',
    formulaWords: 'median of (time open, until last resolved)',
    exclusions: 'Time waiting for the customer or somebody else, and time after resolving.',
    counts: 'Conversations that are resolved, on the day of the last time.',
  }),
  ...time(
    'update_gap',
    'update_gap',
    {
      words: 'Gap between updates',
      about: 'How long a customer went without hearing from a person.',
      formulaWords: 'public reply − public reply before it',
      exclusions: `${humanOnly} Gaps in which the conversation was resolved.`,
      counts: 'Replies that came after another one.',
    },
    true,
  ),
];

const shares: Measure[] = [
  {
    name: 'one_contact',
    words: 'Solved at first contact',
    about: 'Share of conversations that needed no second contact. Method: from our own records, not from a survey.',
    formula: { of: 'share', kind: 'one_contact' },
    formulaWords: 'resolved once, and no other contact of the same customer within 7 days ÷ conversations resolved',
    unit: 'share',
    calendar: '7 calendar days after the first resolution.',
    exclusions:
      'The last 7 days: until then the customer may still come back. Any contact counts, also about another matter.',
    counts: 'Conversations resolved at least once, on the day of the first time.',
    better: 'higher',
    dimensions: all,
    settlesAfterDays: 7,
  },
  {
    name: 'reopen_rate',
    words: 'Reopened',
    about: 'Share of resolutions that did not hold.',
    formula: { of: 'share', kind: 'resolution' },
    formulaWords: 'opened again within 7 days ÷ resolutions',
    unit: 'share',
    calendar: '7 calendar days after resolving.',
    exclusions: 'The last 7 days: until then a conversation may still be reopened.',
    counts: 'Resolutions; a conversation resolved twice counts twice.',
    better: 'lower',
    dimensions: all,
    settlesAfterDays: 7,
  },
  {
    name: 'csat',
    words: 'Satisfied customers',
    about:
      'Share of customers who said that they were satisfied. Only those who answered: read it with the answer rate.',
    formula: { of: 'share', kind: 'csat' },
    formulaWords: 'ratings of 4 or 5 ÷ ratings',
    unit: 'share',
    calendar: 'Days of the workspace’s time zone.',
    exclusions: 'Customers who were not asked or did not answer. A changed rating counts as it stands now.',
    counts: 'Ratings, on the day they were given, for whoever had the conversation when it was resolved.',
    better: 'higher',
    dimensions: all,
  },
  {
    name: 'feedback_answer_rate',
    words: 'Feedback answered',
    about: 'Share of customers who answered when they were asked how it went.',
    formula: { of: 'share', kind: 'feedback_asked' },
    formulaWords: 'answered within 14 days ÷ asked',
    unit: 'share',
    calendar: '14 calendar days after asking.',
    exclusions: 'The last 14 days: until then an answer may still come. Customers who do not want to be asked.',
    counts: 'Requests, on the day of asking.',
    better: 'higher',
    dimensions: all,
    settlesAfterDays: 14,
  },
];

/** Of promises as standards make them: each line of a clause is a reason of its own. */
const clauses: Measure = {
  name: 'clause_kept',
  words: 'Promises of standards kept',
  about: 'Share of the promises of published standards that were kept by the time they were due.',
  formula: { of: 'share', kind: 'clause' },
  formulaWords: 'kept by the due time ÷ (kept + broken), of the clocks that a clause started',
  unit: 'share',
  calendar: 'The calendar of each promise: its opening hours, holidays and pauses.',
  exclusions: 'Promises that still run, those waived before they were due, and clocks of targets that no standard set.',
  counts: 'Promises, on the day they were kept or broken.',
  better: 'higher',
  dimensions: all,
};

const amounts: Measure[] = [
  {
    name: 'contacts',
    words: 'Contacts',
    about: 'Conversations that began.',
    formula: { of: 'count', kind: 'contact' },
    formulaWords: 'number of conversations started',
    unit: 'count',
    calendar: 'Days of the workspace’s time zone.',
    exclusions: 'Nothing is left out.',
    counts: 'Conversations, on the day they began.',
    better: 'neither',
    dimensions: all,
  },
  {
    name: 'contacts_per_day',
    words: 'Contacts a day',
    about: 'Conversations that begin on an average day.',
    formula: { of: 'per_day', kind: 'contact' },
    formulaWords: 'conversations started ÷ days of the period so far',
    unit: 'count',
    calendar: 'All days, weekends and holidays included.',
    exclusions: 'Nothing is left out.',
    counts: 'Conversations, on the day they began.',
    better: 'neither',
    dimensions: all,
  },
  {
    name: 'resolutions',
    words: 'Resolved',
    about: 'How often a conversation was resolved.',
    formula: { of: 'count', kind: 'resolution' },
    formulaWords: 'number of resolutions',
    unit: 'count',
    calendar: 'Days of the workspace’s time zone.',
    exclusions: 'Nothing is left out; a conversation resolved twice counts twice.',
    counts: 'Resolutions.',
    better: 'neither',
    dimensions: all,
  },
  {
    name: 'backlog',
    words: 'Unresolved',
    about: 'Conversations that are not resolved at the end of the period.',
    formula: { of: 'standing', came: 'opened', went: 'closed' },
    formulaWords: 'started or reopened − resolved, up to the end of the day',
    unit: 'count',
    calendar: 'The end of each day in the workspace’s time zone.',
    exclusions: 'Nothing is left out; waiting for the customer counts as unresolved.',
    counts: 'Conversations; the row shows who has them now.',
    better: 'lower',
    dimensions: all,
  },
  {
    name: 'backlog_age_median',
    words: 'Age of what is unresolved',
    about: 'How long the conversations that are unresolved now have been with us.',
    formula: { of: 'age', kind: 'open', q: 0.5 },
    formulaWords: 'median of (now − started)',
    unit: 'minutes',
    calendar: 'Calendar minutes up to now, whatever the period.',
    exclusions: 'Resolved conversations.',
    counts: 'Conversations that are not resolved now.',
    better: 'lower',
    dimensions: all,
  },
  {
    name: 'backlog_days',
    words: 'Days of work waiting',
    about: 'How many average days of resolving the unresolved conversations would take.',
    formula: { of: 'standing_days', came: 'opened', went: 'closed', done: 'resolution' },
    formulaWords: 'unresolved at the end ÷ (resolutions ÷ days of the period so far)',
    unit: 'days',
    calendar: 'All days, weekends and holidays included.',
    exclusions: 'Nothing is left out.',
    counts: 'Resolutions in the period.',
    better: 'lower',
    dimensions: all,
  },
];

/** Promises whose measure has a share of its own; the others count in `promises_kept`. */
export const promiseMeasures = {
  first_response: 'First reply promises kept',
  next_response: 'Next reply promises kept',
  full_resolution: 'Resolution promises kept',
  ownership: 'Ownership promises kept',
  periodic_update: 'Update promises kept',
  task: 'Tasks done in time',
  call_back: 'Call-backs made in time',
} as const;

function kept(name: string, kind: string, words: string): Measure {
  return {
    name,
    words,
    about: 'Share of promises that were kept by the time they were due.',
    formula: { of: 'share', kind },
    formulaWords: 'kept by the due time ÷ (kept + broken)',
    unit: 'share',
    calendar: 'The calendar of each promise: its opening hours, holidays and pauses.',
    exclusions: 'Promises that still run, and those waived with a reason before they were due.',
    counts: 'Promises, on the day they were kept or broken.',
    better: 'higher',
    dimensions: ['team', 'person'],
  };
}

/** The closed list. */
export const measures: readonly Measure[] = [
  ...times,
  ...shares,
  kept('promises_kept', 'promise', 'Promises kept'),
  ...Object.entries(promiseMeasures).map(([name, words]) => kept(`${name}_kept`, `promise.${name}`, words)),
  clauses,
  ...amounts,
];

/** Every kind of fact that a formula reads. */
export function kindsOf(formula: Formula): string[] {
  switch (formula.of) {
    case 'standing':
      return [formula.came, formula.went];
    case 'standing_days':
      return [formula.came, formula.went, formula.done];
    default:
      return [formula.kind];
  }
}

/**
 * Refuses a library that counts over nothing: a formula whose facts nobody contributes, or two measures of one name.
 * @throws Error that names the measure and what would be accepted
 */
export function checkLibrary(library: readonly Measure[], kinds: readonly string[]): void {
  const names = new Set<string>();
  for (const { name, formula } of library) {
    if (names.has(name)) throw new Error(`The measure ${name} is in the library twice; give one another name.`);
    names.add(name);
    const missing = kindsOf(formula).filter((kind) => !kinds.includes(kind));
    if (missing.length === 0) continue;
    throw new Error(
      `The measure ${name} counts ${missing.join(', ')}, which nothing contributes. There are: ${kinds.join(', ')}.`,
    );
  }
}
