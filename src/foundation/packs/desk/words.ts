import type { OutputOf } from '#kernel/web/data.ts';

export type Pack = OutputOf<'packs.list'>['packs'][number];
export type Content = OutputOf<'packs.get'>;
export type Entry = Content['entries'][number];
export type Clock = Extract<Entry, { kind: 'clock' }>;

export const places: Record<Pack['jurisdiction'], string> = {
  any: 'Everywhere',
  AU: 'Australia',
  GB: 'United Kingdom',
};
export const packKinds: Record<Pack['kind'], string> = { law: 'Law', practice: 'Good practice' };
export const readings: Record<Pack['readAs'], string> = {
  whole: 'read as a whole',
  excerpt: 'read in excerpts',
  own: 'our own proposal',
};
export const steps: Record<Clock['step'], string> = {
  acknowledge: 'Acknowledge',
  substantive: 'Answer',
  update: 'Keep informed',
  delay_notice: 'Say that it takes longer',
  refer_on: 'Refer on',
};

const units: Record<NonNullable<Clock['amount']>['unit'], [one: string, many: string]> = {
  minutes: ['minute', 'minutes'],
  hours: ['hour', 'hours'],
  business_days: ['business day', 'business days'],
  calendar_days: ['day', 'days'],
};

/** `20 business days`; for 56 days also the weeks, because that is how it is known. */
export function amountWords(amount: Clock['amount']): string {
  if (!amount) return 'No figure';
  const { value, unit } = amount;
  const words = `${value} ${units[unit][value === 1 ? 0 : 1]}`;
  return unit === 'calendar_days' && value > 30 && value % 7 === 0 ? `${value / 7} weeks (${words})` : words;
}

/** A day without a zone, in the reader's language. */
export function dayWords(day: string, locale: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  return at.toLocaleDateString(locale, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' });
}
