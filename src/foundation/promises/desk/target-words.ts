import { t } from '@lingui/core/macro';
import type { OutputOf } from '#kernel/web/data.ts';
import { inSentence } from '#kernel/web/language/in-sentence.ts';
import { told } from '#kernel/web/language/told.ts';
import { channelWord, minutesWords, warnMinutes } from './words.ts';

export type TargetData = OutputOf<'targets.list'>['targets'][number];

/** What a target of a measure makes us do, for the sentence; `to` is such as `to chats of team Orders`. */
const doing: Record<string, (to: string, what: string) => string> = {
  first_response: (to) => t`Reply ${to} first`,
  next_response: (to) => t`Answer every further message ${to}`,
  full_resolution: (_, what) => t`Resolve ${what}`,
  ownership: (_, what) => t`Take ${what}`,
  periodic_update: (to) => t`Tell customers ${to} how things stand`,
  silence: (_, what) => t`Never leave ${what} without a word`,
  update: (to) => t`Give the update that is owed ${to}`,
};

export type Scope = { channel: string | null; team: string | undefined; brand?: string | undefined };

/** What a target is for: `Everything`, `Chat`, `Team Orders`, `Chat of team Orders`, `North: Chat`. */
export function scopeWords({ brand, ...rest }: Scope): string {
  const words = wordsWithin(rest);
  return brand ? `${brand}: ${words}` : words;
}

function wordsWithin({ channel, team }: Scope): string {
  if (channel === null) return team ? t`Team ${team}` : t`Everything`;
  return team ? t`${channelWord(channel)} of team ${team}` : channelWord(channel);
}

function inScope({ channel, team, brand }: Scope): { to: string; what: string } {
  const name = channel === null ? t`conversations` : channel === 'chat' ? t`chats` : inSentence(channelWord(channel));
  const ofTeam = `${team ? t` of team ${team}` : ''}${brand ? t` for ${brand}` : ''}`;
  const to =
    channel === null && !team && !brand
      ? t`in conversations`
      : channel === 'chat'
        ? t`to chats${ofTeam}`
        : t`in ${name}${ofTeam}`;
  return { to, what: `${name}${ofTeam}` };
}

type Sentence = Scope & {
  measure: string;
  /** The measure in words, for those that this desk does not know. */
  title: string;
  minutes: number;
  /** Length of each working day where all are alike; 1,440 round the clock. */
  dayMinutes: number | undefined;
  calendarName: string | null;
  warnPercent: number;
};

/** The sentence of a target: `Reply to chats first within 15 minutes in Opening hours; warn after 12 minutes.` */
export function targetSentence(target: Sentence): string {
  const { to, what } = inScope(target);
  const act = doing[target.measure]?.(to, what) ?? `${told(target.title)} ${to}`;
  const limit = minutesWords(target.minutes, target.dayMinutes);
  const within =
    target.measure === 'periodic_update'
      ? t`at least every ${limit}`
      : target.measure === 'silence'
        ? t`for longer than ${limit}`
        : t`within ${limit}`;
  const hours = target.calendarName === null ? t`round the clock` : t`in ${target.calendarName}`;
  const warn = minutesWords(warnMinutes(target.minutes, target.warnPercent), target.dayMinutes);
  return t`${act} ${within} ${hours}; warn after ${warn}.`;
}

const scopeParts = ['brandId', 'teamId', 'channel'] as const;
type Scoped = Pick<TargetData, (typeof scopeParts)[number]>;

/** How much a target outweighs others: brand before team before channel. */
const weightOf = (target: Scoped) =>
  scopeParts.reduce((weight, part, place) => weight + (target[part] === null ? 0 : 4 >> place), 0);

/** What new clocks take once a target is over: the next wider one that is in force. */
export function nextWider(target: TargetData, targets: readonly TargetData[]): TargetData | undefined {
  const isWider = (one: Scoped) => scopeParts.every((part) => one[part] === null || one[part] === target[part]);
  return targets
    .filter((one) => one.measure === target.measure && one.isInForce && one.id !== target.id && isWider(one))
    .toSorted((one, other) => weightOf(other) - weightOf(one))[0];
}

/** Length of a target as a field holds it. */
export type Length = { count: string; unit: 'minutes' | 'hours' | 'days' };

/** The length a field shows for minutes: the largest unit that fits. */
export function lengthOf(minutes: number, dayMinutes: number | undefined): Length {
  if (dayMinutes !== undefined && minutes % dayMinutes === 0)
    return { count: String(minutes / dayMinutes), unit: 'days' };
  if (minutes % 60 === 0) return { count: String(minutes / 60), unit: 'hours' };
  return { count: String(minutes), unit: 'minutes' };
}

/** The unit that counts: without days that are all alike, days cannot be one. */
export function unitOf({ unit }: Length, dayMinutes: number | undefined): Length['unit'] {
  return unit === 'days' && dayMinutes === undefined ? 'hours' : unit;
}

/** Minutes of a length; null for what is no whole, positive number of minutes. */
export function minutesOf({ count, ...length }: Length, dayMinutes: number | undefined): number | null {
  const unit = unitOf({ count, ...length }, dayMinutes);
  const size = unit === 'minutes' ? 1 : unit === 'hours' ? 60 : (dayMinutes ?? 1_440);
  const minutes = Math.round(Number(count.replace(',', '.')) * size * 1_000) / 1_000;
  return count.trim() !== '' && Number.isInteger(minutes) && minutes >= 1 && minutes <= 525_600 ? minutes : null;
}
