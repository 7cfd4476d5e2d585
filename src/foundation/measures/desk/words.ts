import { plural } from '@lingui/core/macro';
import type { OutputOf } from '#kernel/web/data.ts';
import type { Formats } from '#kernel/web/ui/format.ts';

export type Result = OutputOf<'measures.values'>['results'][number];
export type Group = Result['groups'][number];
export type Measure = OutputOf<'measures.list'>['measures'][number];
export type Unit = Measure['unit'];
type Measured = Pick<Group, 'value' | 'n' | 'low' | 'high'>;

/** Minutes as people say them: `42 s`, `1 min 12 s`, `2 h 13 min`, `3 d 4 h`. */
export function minutesWords(minutes: number): string {
  const seconds = Math.round(minutes * 60);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return joined(Math.floor(seconds / 60), 'min', seconds < 600 ? seconds % 60 : 0, 's');
  const whole = Math.round(minutes);
  if (whole < 2 * 1_440) return joined(Math.floor(whole / 60), 'h', whole % 60, 'min');
  const hours = Math.round(whole / 60);
  return joined(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

function joined(most: number, large: string, rest: number, small: string): string {
  return rest === 0 ? `${most} ${large}` : `${most} ${large} ${rest} ${small}`;
}

/** A value in its unit, or a dash where there were no rows. */
export function valueWords(formats: Formats, unit: Unit, value: number | null): string {
  if (value === null) return '–';
  if (unit === 'share') return formats.share(value);
  if (unit === 'minutes') return minutesWords(value);
  const rounded = Math.round(value * 10) / 10;
  return unit === 'days' ? plural(rounded, { one: '# day', other: '# days' }) : formats.number(rounded);
}

/** `87.2 – 89.5 %`, or nothing where a measure has no interval. */
export function intervalWords(formats: Formats, unit: Unit, { low, high }: Measured): string | null {
  if (low === null || high === null) return null;
  const from = valueWords(formats, unit, low);
  return `${unit === 'share' ? from.replace(/ ?%$/, '') : from} – ${valueWords(formats, unit, high)}`;
}

/** How a number stands to the one before it: only what lies outside the interval is called better or worse. */
export function trendOf(measure: Measure, now: Measured, before: Measured | null): 'better' | 'worse' | 'same' | null {
  if (now.value === null || before === null || before.value === null || measure.better === 'neither') return null;
  const isInside = before.value >= (now.low ?? now.value) && before.value <= (now.high ?? now.value);
  if (isInside) return 'same';
  return now.value < before.value === (measure.better === 'lower') ? 'better' : 'worse';
}

/** A calendar day as an instant that shows as this day in the zone, whatever that is. */
export const dayInstant = (day: string) => `${day}T12:00:00Z`;

/** A group of a split by time, in words: `Mon 2 Nov`, `2 Nov`, `November`. */
export function periodWords(by: string, key: string): string {
  const at = Date.parse(dayInstant(key));
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(document.documentElement.lang || 'en-AU', { ...options, timeZone: 'UTC' })
      .format(at)
      .replaceAll(',', '');
  if (by === 'month') return part({ month: 'short', year: 'numeric' });
  return by === 'day'
    ? part({ weekday: 'short', day: 'numeric', month: 'short' })
    : part({ day: 'numeric', month: 'short' });
}
