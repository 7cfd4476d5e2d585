import { plural, t } from '@lingui/core/macro';

/** How many of each length of minutes, in words. */
const units: readonly [minutes: number, words: (count: number) => string][] = [
  [60, (count) => plural(count, { one: '# hour', other: '# hours' })],
  [1, (count) => plural(count, { one: '# minute', other: '# minutes' })],
];

/**
 * Minutes in words: `15 minutes`, `1 hour 30 minutes`. `dayMinutes` is how long each working day of the calendar
 * lasts, where all are alike: then whole days are told as `3 working days`; 1,440 means round the clock.
 */
export function minutesWords(minutes: number, dayMinutes?: number | undefined): string {
  if (dayMinutes !== undefined && minutes >= dayMinutes && minutes % dayMinutes === 0) {
    const days = minutes / dayMinutes;
    if (dayMinutes < 1_440) return plural(days, { one: '# working day', other: '# working days' });
    if (days > 1) return plural(days, { one: '# day', other: '# days' });
  }
  let left = minutes;
  const parts: string[] = [];
  for (const [size, words] of units) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) parts.push(words(count));
  }
  return parts.join(' ') || t`less than 1 minute`;
}

/** After how many minutes of a target it warns, rounded to whole minutes but never to none. */
export function warnMinutes(minutes: number, percent: number): number {
  return Math.max(1, Math.round((minutes * percent) / 100));
}

const channels: Record<string, string> = {
  chat: t`Chat`,
  email: t`Mail`,
  form: t`Form`,
  portal: t`Portal`,
  call: t`Call`,
  visit: t`Visit`,
  letter: t`Letter`,
  api: t`Recorded by hand`,
};

/** A channel as screens call it. */
export function channelWord(name: string): string {
  return channels[name] ?? `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('_', ' ')}`;
}

/** The channels a target can be set for: those of this version and those that targets name. */
export function channelOptions(named: readonly (string | null)[]): { value: string; label: string }[] {
  const names = new Set([...Object.keys(channels), ...named.filter((one) => one !== null)]);
  return [...names].map((value) => ({ value, label: channelWord(value) }));
}

/** A choice of the time zones that this browser knows, with the one in use in any case. */
export function zoneOptions(own: string): { value: string; label: string }[] {
  const all = Intl.supportedValuesOf('timeZone');
  const zones = all.includes(own) ? all : [own, ...all];
  return zones.map((value) => ({ value, label: value.replaceAll('_', ' ') }));
}
