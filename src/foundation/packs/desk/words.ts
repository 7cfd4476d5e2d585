import { plural, t } from '@lingui/core/macro';
import type { OutputOf } from '#kernel/web/data.ts';
import { pageLanguageAmong } from '#kernel/web/language/language.ts';

/** In which language packs are asked for: that of the page, where they are there in it. */
export const packLanguage = () => pageLanguageAmong(['en', 'de']);

export type Pack = OutputOf<'packs.list'>['packs'][number];
export type Content = OutputOf<'packs.get'>;
export type Entry = Content['entries'][number];
export type Clock = Extract<Entry, { kind: 'clock' }>;

export const places: Record<Pack['jurisdiction'], string> = {
  any: t`Everywhere`,
  AU: t`Australia`,
  GB: t`United Kingdom`,
};
export const packKinds: Record<Pack['kind'], string> = {
  law: t`Law`,
  practice: t`Good practice`,
  checklist: t`Checklist for standards`,
};
export const areas: Record<Extract<Entry, { kind: 'check' }>['area'], string> = {
  consumer: t`Consumer law`,
  privacy: t`Privacy`,
  copyright: t`Copyright`,
  codes: t`Codes of practice`,
  security: t`Security`,
  accessibility: t`Accessibility`,
};
export const readings: Record<Pack['readAs'], string> = {
  whole: t`read as a whole`,
  excerpt: t`read in excerpts`,
  own: t`our own proposal`,
};
export const steps: Record<Clock['step'], string> = {
  acknowledge: t`Acknowledge`,
  substantive: t`Answer`,
  update: t`Keep informed`,
  delay_notice: t`Say that it takes longer`,
  refer_on: t`Refer on`,
};

const units: Record<NonNullable<Clock['amount']>['unit'], (value: number) => string> = {
  minutes: (value) => plural(value, { one: '# minute', other: '# minutes' }),
  hours: (value) => plural(value, { one: '# hour', other: '# hours' }),
  business_days: (value) => plural(value, { one: '# business day', other: '# business days' }),
  calendar_days: (value) => plural(value, { one: '# day', other: '# days' }),
};

/** `20 business days`; for 56 days also the weeks, because that is how it is known. */
export function amountWords(amount: Clock['amount']): string {
  if (!amount) return t`No figure`;
  const { value, unit } = amount;
  const words = units[unit](value);
  return unit === 'calendar_days' && value > 30 && value % 7 === 0 ? t`${value / 7} weeks (${words})` : words;
}

/** A day without a zone, in the reader's language. */
export function dayWords(day: string, locale: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  return at.toLocaleDateString(locale, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' });
}
