import { t } from '@lingui/core/macro';
import type { OutputOf } from '#kernel/web/data.ts';

export type Item = OutputOf<'library.list'>['items'][number];
export type WholeItem = OutputOf<'library.get'>;
export type ItemKind = Item['kind'];

export const kindWords: Record<ItemKind, string> = {
  code: t`Code of practice`,
  regulator: t`Regulator’s document`,
  policy: t({ message: 'Policy', context: 'a document' }),
  procedure: t`Procedure`,
  brand: t`Brand value`,
  offline: t`Offline standard`,
  reference: t`Reference`,
  media: t`Picture or text of others`,
};
export const kindChoices = Object.entries(kindWords).map(([value, label]) => ({ value, label }));

/** A day without a zone, in the reader's language. */
export function dayWords(day: string, locale: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  return at.toLocaleDateString(locale, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' });
}

/** `240 kB`, `1.5 MB`, in the page's language. */
export function sizeWords(bytes: number): string {
  const isSmall = bytes < 1_000_000;
  const value = Math.max(1, bytes / (isSmall ? 1_000 : 1_000_000));
  return new Intl.NumberFormat(document.documentElement.lang, {
    ...{ style: 'unit', unit: isSmall ? 'kilobyte' : 'megabyte' },
    maximumFractionDigits: isSmall ? 0 : 1,
  }).format(value);
}
