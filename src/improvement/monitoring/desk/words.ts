import { plural, t } from '@lingui/core/macro';
import type { OutputOf } from '#kernel/web/data.ts';
import { told } from '#kernel/web/language/told.ts';
import { duration, type Formats } from '#kernel/web/ui/format.ts';
import type { StateName } from '#kernel/web/ui/State.tsx';

export type Goal = OutputOf<'monitoring.goals'>['goals'][number];
export type Action = OutputOf<'corrections.list'>['actions'][number];
export type Issue = OutputOf<'issues.list'>['issues'][number];
export type Effect = OutputOf<'corrections.get'>['effect'];
type Measured = Pick<Goal['actual'], 'value' | 'low' | 'high'>;

const minuteMs = 60_000;

/** A number in the unit of its measure, or a dash where there were no rows. */
export function valueWords(formats: Formats, unit: Goal['unit'], value: number | null): string {
  if (value === null) return '–';
  if (unit === 'share') return formats.share(value);
  if (unit === 'minutes') return duration(value * minuteMs);
  const rounded = Math.round(value * 10) / 10;
  return unit === 'days' ? plural(rounded, { one: '# day', other: '# days' }) : formats.number(rounded);
}

/** `87.2 – 89.5 %`, or nothing where there is no interval. */
export function intervalWords(formats: Formats, unit: Goal['unit'], { low, high }: Measured): string | null {
  if (low === null || high === null) return null;
  const from = valueWords(formats, unit, low);
  return `${unit === 'share' ? from.replace(/ ?%$/, '') : from} – ${valueWords(formats, unit, high)}`;
}

export function targetWords(formats: Formats, { is, unit, goal }: Pick<Goal, 'is' | 'unit' | 'goal'>): string {
  const value = valueWords(formats, unit, goal);
  return is === 'at_least' ? t`at least ${value}` : t`at most ${value}`;
}

const promised: Record<string, string> = {
  first_response: t`first reply`,
  next_response: t`each further reply`,
  full_resolution: t`solved`,
  ownership: t`somebody takes it`,
  periodic_update: t`how things stand`,
  silence: t`no longer silence`,
  update: t`the update that is owed`,
};
const channels: Record<string, string> = {
  chat: t`chat`,
  email: t`mail`,
  form: t`form`,
  portal: t`portal`,
  call: t`call`,
};

/** What exactly the goal is: `first reply, chat, within 2 min`; for a measure its name. */
export function whatOf(goal: Goal, library: readonly { name: string; words: string }[] | undefined): string {
  const { promise, measure } = goal;
  if (!promise) return told(library?.find((one) => one.name === measure)?.words ?? measure.replaceAll('_', ' '));
  const what = promised[promise.measure] ?? promise.measure.replaceAll('_', ' ');
  const channel = promise.channel === null ? t`every channel` : (channels[promise.channel] ?? promise.channel);
  const words = t`${what}, ${channel}, within ${duration(promise.minutes * minuteMs)}`;
  return goal.brandName ? `${goal.brandName}: ${words}` : words;
}

/** A verdict in shape and word. Missed by chance, perhaps, is a warning; missed for sure is broken. */
export function verdictState(goal: Pick<Goal, 'verdict' | 'isSure'>): { state: StateName; words: string } {
  if (goal.verdict === 'no_rows') return { state: 'paused', words: t`No rows` };
  if (goal.verdict === 'kept') {
    return goal.isSure ? { state: 'kept', words: t`Kept` } : { state: 'kept', words: t`Kept, not for sure` };
  }
  return goal.isSure ? { state: 'broken', words: t`Missed` } : { state: 'warn', words: t`Missed, not for sure` };
}

export const kindWords: Record<Issue['kind'], string> = { technology: t`Technology`, resource: t`Resource` };

/** What an input of a day and a time takes, in the reader's zone. */
export function forInput(at: Date): string {
  const local = new Date(at.getTime() - at.getTimezoneOffset() * minuteMs);
  return local.toISOString().slice(0, 16);
}

/** In two weeks, at the end of the day: a usual time to put something right. */
export const inTwoWeeks = () => {
  const at = new Date(Date.now() + 14 * 86_400_000);
  at.setHours(17, 0, 0, 0);
  return forInput(at);
};

/** What an input of a day and a time gave, as an instant; empty where it is none. */
export const instantOf = (input: string) => {
  const at = new Date(input);
  return Number.isNaN(at.getTime()) ? '' : at.toISOString();
};
