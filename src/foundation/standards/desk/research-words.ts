import { t } from '@lingui/core/macro';
import type { OutputOf } from '#kernel/web/data.ts';
import { told } from '#kernel/web/language/told.ts';
import type { Formats } from '#kernel/web/ui/format.ts';
import { channelWords, minutesWords } from './words.ts';

export type Evidence = OutputOf<'standards.evidence'>;
export type Finding = Evidence['findings'][number];
export type Source = Finding['sources'][number];
export type GivenSource = Source['given'];
export type Benchmark = Evidence['benchmarks'][number];
export type Goal = Evidence['goals'][number];
export type Figure = OutputOf<'standards.figures'>['figures'][number];
export type Measure = OutputOf<'measures.list'>['measures'][number];
export type Unit = Figure['unit'];

/** Refetched when research changes. */
export const touches = { touches: () => ['standards'] };

/** A value in its unit; a dash where there is none. */
export function valueWords(formats: Formats, unit: Unit, value: number | null): string {
  if (value === null) return '–';
  if (unit === 'share') return formats.share(value);
  if (unit !== 'minutes') return formats.number(Math.round(value * 10) / 10);
  return value < 1 ? t`${Math.round(value * 60)} s` : minutesWords(Math.round(value));
}

/** By how much we are above or below, with its sign. */
export function gapWords(formats: Formats, unit: Unit, gap: number | null): string {
  if (gap === null) return '–';
  return `${gap < 0 ? '−' : '+'}${valueWords(formats, unit, Math.abs(gap))}`;
}

/** What a goal is about: `first response, chat`. */
export function goalName(goal: Pick<Goal, 'measure' | 'channel'>, library: readonly Measure[]): string {
  const known = library.find((one) => one.name === goal.measure)?.words;
  const name = known ? told(known) : (promiseNames[goal.measure] ?? goal.measure.replaceAll('_', ' '));
  return goal.channel ? `${name}, ${channelWords(goal.channel)}` : name;
}

const promiseNames: Record<string, string> = {
  first_response: t`First reply`,
  next_response: t`Each further reply`,
  full_resolution: t`Until it is solved`,
  ownership: t`Until somebody has it`,
  periodic_update: t`Updates while it lasts`,
  silence: t`Longest silence`,
  update: t`Updates that are owed`,
};

/** What people type for a value: per cent for shares, minutes, or a plain number. */
export const typedOf = (unit: Unit | undefined, value: number | null) =>
  value === null ? '' : String(Math.round((unit === 'share' ? value * 100 : value) * 100) / 100);
export const typedValue = (unit: Unit | undefined, typed: string) =>
  typed.trim() === '' ? null : unit === 'share' ? Number(typed) / 100 : Number(typed);

/** What a value is typed in. */
export const unitWords: Record<Unit, string> = {
  minutes: t`in minutes`,
  share: t`in per cent`,
  count: t`as a number`,
  days: t`in days`,
};
