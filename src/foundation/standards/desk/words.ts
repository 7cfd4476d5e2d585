import { plural, t } from '@lingui/core/macro';
import type { OutputOf } from '#kernel/web/data.ts';
import { pageLanguageAmong } from '#kernel/web/language/language.ts';

export type Standard = OutputOf<'standards.get'>;
export type Clause = Standard['clauses'][number];
export type Comment = Standard['comments'][number];
export type Body = NonNullable<Clause['body']>;
export type PromiseLine = Extract<Body, { does: 'promise' }>['lines'][number];
export type MetricLine = Extract<Body, { does: 'metric' }>['lines'][number];
export type Step = Extract<Body, { does: 'procedure' }>['steps'][number];
export type Section = Clause['section'];
export type Kind = Clause['kind'];

/** The sections in their order. */
export const sectionWords: Record<Section, string> = {
  procedures: t`Online service procedures`,
  complaints: t`Complaints`,
  touchpoints: t`Touchpoints and hours`,
  metrics: t`Performance metrics`,
  response_times: t`Response times`,
  style: t`Communication style`,
  records: t`Recording customer information`,
  refunds: t`Refunds and exchanges`,
  reporting: t`Reporting service issues`,
  legal: t`Legal and ethical`,
  accessibility: t`Accessibility`,
  offline: t`Online and offline alike`,
  roles: t`Roles and resources`,
};
export const sections = Object.keys(sectionWords) as Section[];

export const kindWords: Record<Kind, string> = {
  promise: t`Promise: starts a clock`,
  procedure: t`Procedure: a checklist at work`,
  metric: t`Metric: measured against its goal`,
  style: t`Style`,
  touchpoint: t`Touchpoint`,
  policy: t`Policy`,
  legal: t`Law and ethics`,
};

export const stateWords: Record<Standard['version']['state'], string> = {
  draft: t`Draft`,
  needs: t`Needs`,
  benchmark: t`Benchmark`,
  consulting: t`In consultation`,
  aligning: t`Being aligned`,
  submitted: t`Waits for approval`,
  approved: t`Approved`,
  scheduled: t`Scheduled`,
  published: t`In force`,
  retired: t`Retired`,
};

/** In which language checklists are told. */
export const checklistLanguage = () => pageLanguageAmong(['en', 'de']);

const channels: Record<string, string> = {
  chat: t`chat`,
  email: t`mail`,
  form: t`form`,
  portal: t`portal`,
  messenger: t`messenger`,
  call: t`call`,
  visit: t`visit`,
  letter: t`letter`,
  api: t`recorded by hand`,
};

/** The channels that a clause can be about, and a further one that it names already. */
export function channelChoices(own: string | null): { value: string; label: string }[] {
  const names = new Set([...Object.keys(channels), ...(own ? [own] : [])]);
  return [
    { value: '', label: t`every channel` },
    ...[...names].map((value) => ({ value, label: channelWords(value) })),
  ];
}

export function channelWords(channel: string | null): string {
  return channel === null ? t`every channel` : (channels[channel] ?? channel);
}

/** `2 minutes`, `4 hours`, `1 hour 30 minutes`. */
export function minutesWords(minutes: number): string {
  const [hours, left] = [Math.floor(minutes / 60), minutes % 60];
  const parts = [
    hours > 0 && plural(hours, { one: '# hour', other: '# hours' }),
    (left > 0 || hours === 0) && plural(left, { one: '# minute', other: '# minutes' }),
  ];
  return parts.filter(Boolean).join(' ');
}

export type BlankName = 'channel' | 'time' | 'calendar' | 'share' | 'warn';
type Blanks = Record<BlankName, string>;

/** What a promise makes us do, by its measure. */
const promiseSentences: Record<string, (blanks: Blanks) => string> = {
  first_response: ({ channel, time, calendar, share, warn }) =>
    t`Reply to ${channel} first within ${time} in ${calendar}, for ${share} of conversations. Warn at ${warn} of the time.`,
  next_response: ({ channel, time, calendar, share, warn }) =>
    t`Answer each further message by ${channel} within ${time} in ${calendar}, for ${share} of messages. Warn at ${warn} of the time.`,
  full_resolution: ({ channel, time, calendar, share, warn }) =>
    t`Solve what comes by ${channel} within ${time} in ${calendar}, for ${share} of conversations. Warn at ${warn} of the time.`,
  ownership: ({ channel, time, calendar, share, warn }) =>
    t`Somebody takes what comes by ${channel} within ${time} in ${calendar}, for ${share} of conversations. Warn at ${warn} of the time.`,
  periodic_update: ({ channel, time, calendar, share, warn }) =>
    t`Tell customers by ${channel} how things stand at least every ${time} in ${calendar}, for ${share} of conversations. Warn at ${warn} of the time.`,
  silence: ({ channel, time, calendar, share, warn }) =>
    t`Leave nobody who came by ${channel} without a word for longer than ${time} in ${calendar}, for ${share} of conversations. Warn at ${warn} of the time.`,
  update: ({ channel, time, calendar, share, warn }) =>
    t`Give the update that is owed by ${channel} within ${time} in ${calendar}, for ${share} of updates. Warn at ${warn} of the time.`,
};
const otherPromise = ({ channel, time, calendar, share, warn }: Blanks) =>
  t`Keep it for ${channel} within ${time} in ${calendar}, for ${share}. Warn at ${warn} of the time.`;

/** Stands around the name of a field while the sentence is put together; nobody writes it. */
const mark = '\u2063';
const marked = (name: BlankName) => `${mark}${name}${mark}`;
const blanks: Blanks = {
  channel: marked('channel'),
  time: marked('time'),
  calendar: marked('calendar'),
  share: marked('share'),
  warn: marked('warn'),
};

/** The sentence of a promise in pieces: text, and the fields in it, in the order of the reader's language. */
export function promisePieces(measure: string): (string | { blank: BlankName })[] {
  const pieces = (promiseSentences[measure] ?? otherPromise)(blanks).split(mark);
  return pieces.map((piece) => (piece in blanks ? { blank: piece as BlankName } : piece));
}

/** How a share or a length of time of the library is written. */
export function goalWords(goal: number, unit: string | undefined): string {
  if (unit === 'share') return `${goal} %`;
  return unit === 'minutes' ? minutesWords(goal) : String(goal);
}
