import { plural, t } from '@lingui/core/macro';
import type { OutputOf } from '#kernel/web/data.ts';
import type { Formats } from '#kernel/web/ui/format.ts';

export type Plan = OutputOf<'staffing.plan'>;
export type Interval = Plan['intervals'][number];
export type Summary = Plan['summary'];
export type Assumptions = Plan['assumes'];
export type Shift = OutputOf<'staffing.roster'>['shifts'][number];

export const weekdays = [t`Monday`, t`Tuesday`, t`Wednesday`, t`Thursday`, t`Friday`, t`Saturday`, t`Sunday`];
export const shortWeekdays = [t`Mon`, t`Tue`, t`Wed`, t`Thu`, t`Fri`, t`Sat`, t`Sun`];

/** Sets of weekdays that people choose from; 1 is Monday. */
export const dayChoices = [
  { value: '12345', label: t`Monday to Friday` },
  { value: '1234567', label: t`Every day` },
  { value: '67', label: t`Saturday and Sunday` },
  ...weekdays.map((label, day) => ({ value: String(day + 1), label })),
];

/** The choice that stands for these days, and one of its own where none of the usual ones does. */
export function choicesFor(days: string) {
  const known = dayChoices.some((one) => one.value === days);
  const label = [...days].map((day) => shortWeekdays[Number(day) - 1]).join(', ');
  return known ? dayChoices : [{ value: days, label }, ...dayChoices];
}

/** `09:30` of a half hour of a day; 48 is midnight at its end. */
export function timeOf(slot: number): string {
  return `${String(Math.floor(slot / 2)).padStart(2, '0')}:${slot % 2 === 0 ? '00' : '30'}`;
}
export const times = Array.from({ length: 49 }, (_, slot) => ({ value: timeOf(slot), label: timeOf(slot) }));

export function shareWords(formats: Formats, share: number | null): string {
  return share === null ? '–' : formats.share(share);
}

/** `8 s`, `2 min 5 s`; null: no wait can be told. */
export function waitWords(seconds: number | null): string {
  if (seconds === null) return '–';
  if (seconds < 60) return t`${Math.round(seconds)} s`;
  return t`${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

export const peopleWords = (count: number) => plural(count, { one: '# person', other: '# people' });
export const gapCount = (gaps: number) =>
  gaps === 0 ? t`enough all week` : plural(gaps, { one: 'in # half hour a week', other: 'in # half hours a week' });
export const gapWords = ({ gaps, mostLacking }: Summary) =>
  gaps === 0
    ? t`Enough people all week`
    : plural(gaps, {
        one: `Lacks ${peopleWords(mostLacking)} in # half hour of the week`,
        other: `Lacks up to ${peopleWords(mostLacking)} in # half hours of the week`,
      });

/** The half hour of a day at which such a time begins. */
export function slotsOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 2 + minutes / 30;
}

/** `German, chat` as a list; each once. */
export function skillsOf(text: string): string[] {
  return [...new Set(text.split(',').map((one) => one.trim()))].filter(Boolean);
}
