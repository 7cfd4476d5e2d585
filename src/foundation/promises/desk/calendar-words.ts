import { plural, t } from '@lingui/core/macro';
import { type Rules, type Span, spanMinutes, weekdays } from './calendar-draft.ts';
import { minutesWords } from './words.ts';

/** `9:00`, as clocks are read in this desk. */
const clock = (time: string) => time.replace(/^0(?=\d)/, '');

/** A span in words: `9:00 to 17:00`, `all day`. */
export function spanWords([from, to]: readonly [string, string]): string {
  if (from === '00:00' && (to === '24:00' || to === '00:00')) return t`all day`;
  return t`${clock(from)} to ${to === '24:00' || to === '00:00' ? t`midnight` : clock(to)}`;
}

/** What a span means that its times do not say at once: how long it is, on which day it ends. */
export function spanMeaning(span: Span, nextDayName: string): string {
  const [from, to] = span;
  if (from === '' || to === '') return t`Give both times.`;
  if (from === '00:00' && to === '00:00') return t`All day`;
  const length = minutesWords(spanMinutes(span));
  return to <= from && to !== '00:00' ? t`${length}, until ${clock(to)} on ${nextDayName}` : length;
}

const wholeDay = ['00:00', '24:00'] as const;
const dayWords = (spans: readonly (readonly [string, string])[]) => spans.map(spanWords).join(t` and `);

/** The week in a line, alike days together: `Monday to Friday 9:00 to 17:00, Saturday 10:00 to 14:00`. */
export function weekWords(rules: Rules): string {
  const runs: { first: string; last: string; count: number; words: string }[] = [];
  let previous = '';
  for (const [weekday, name] of weekdays) {
    const words = dayWords(rules.hours[weekday] ?? []);
    const run = runs.at(-1);
    if (words !== '' && run && words === previous) {
      run.last = name;
      run.count += 1;
    } else if (words !== '') runs.push({ first: name, last: name, count: 1, words });
    previous = words;
  }
  const days = ({ first, last, count }: (typeof runs)[number]) =>
    count === 1 ? first : count === 2 ? t`${first} and ${last}` : t`${first} to ${last}`;
  if (runs.length === 1 && runs[0]?.count === 7)
    return runs[0].words === spanWords(wholeDay) ? t`Round the clock` : t`Every day ${runs[0].words}`;
  return runs.map((run) => `${days(run)} ${run.words}`).join(', ') || t`Never open`;
}

function daysBetween(before: readonly string[], after: readonly string[]): string[] {
  const added = after.filter((date) => !before.includes(date)).length;
  const gone = before.filter((date) => !after.includes(date)).length;
  return [
    ...(added > 0 ? [plural(added, { one: '# closed day added', other: '# closed days added' })] : []),
    ...(gone > 0 ? [plural(gone, { one: '# closed day taken away', other: '# closed days taken away' })] : []),
  ];
}

/** What changed from one version to the next, in words. */
export function changeWords(before: Rules | undefined, after: Rules): string {
  if (!before) return t`Began with ${weekWords(after)}`;
  const week = weekdays
    .filter(([weekday]) => dayWords(before.hours[weekday] ?? []) !== dayWords(after.hours[weekday] ?? []))
    .map(([weekday, name]) => `${name} ${dayWords(after.hours[weekday] ?? []) || t`closed`}`);
  const own = JSON.stringify(before.halfDays ?? {}) !== JSON.stringify(after.halfDays ?? {});
  const parts = [
    ...(before.timeZone === after.timeZone ? [] : [t`time zone ${after.timeZone.replaceAll('_', ' ')}`]),
    ...week,
    ...daysBetween(before.holidays, after.holidays),
    ...(own ? [t`days with hours of their own changed`] : []),
  ];
  return parts.join(', ') || t`Same rules, reckoned anew`;
}
