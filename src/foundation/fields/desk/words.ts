import { t } from '@lingui/core/macro';
import type { OutputOf } from '#kernel/web/data.ts';
import type { FieldKind, FieldValue } from '../contract.ts';

export type Field = OutputOf<'fields.list'>['fields'][number];
export type Valued = OutputOf<'fields.values'>['fields'][number];

/** Each kind in a word and a line. */
export const kindWords: Record<FieldKind, { label: string; what: string }> = {
  text: { label: t`Text`, what: t`A line or a few, at most 2,000 characters` },
  number: { label: t`Number`, what: t`For amounts and counts` },
  date: { label: t`Date`, what: t`A day of the calendar` },
  yes_no: { label: t`Yes or no`, what: t`Something that is so, or is not` },
  one_of: { label: t`One of a list`, what: t`Exactly one of the choices you name` },
  several_of: { label: t`Several of a list`, what: t`Any of the choices you name` },
  link: { label: t`Link`, what: t`A web address` },
  email: { label: t`E-mail address`, what: t`A whole e-mail address` },
};

/** `Shoe size` becomes shoe_size: what is proposed as the key of a new field. */
export function keyFor(label: string): string {
  const plain = label.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 40);
}

/** What a value is called in front of a person. `locale` is for numbers and dates. */
export function shownValue(field: Pick<Valued, 'kind' | 'choices'>, value: FieldValue, locale: string): string {
  const nameOf = (key: string) => field.choices.find((choice) => choice.key === key)?.label ?? key;
  if (Array.isArray(value)) return value.map(nameOf).join(', ');
  if (field.kind === 'yes_no') return value === true ? t`Yes` : t`No`;
  if (typeof value === 'number') return value.toLocaleString(locale, { maximumFractionDigits: 10 });
  if (field.kind === 'one_of') return nameOf(String(value));
  if (field.kind === 'date') return dayWords(String(value), locale);
  return String(value);
}

/** A day has no zone: it is shown as it was written, wherever the reader is. */
function dayWords(day: string, locale: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  return at.toLocaleDateString(locale, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' });
}

/** What is sent for what was typed. What is no number goes as it is, so that the refusal says what would be accepted. */
export function sentValue(kind: FieldKind, typed: string): string | number | boolean | null {
  const text = typed.trim();
  if (text === '') return null;
  if (kind === 'yes_no') return text === 'yes';
  if (kind !== 'number') return typed;
  const number = Number(text.replace(/[\s']/g, '').replace(/,(?=\d{3}(\D|$))/g, ''));
  return Number.isFinite(number) ? number : typed;
}

/** What stands in the box when somebody starts to change a value. */
export function typedValue(kind: FieldKind, value: FieldValue | null): string {
  if (value === null || Array.isArray(value)) return '';
  if (kind === 'yes_no') return value === true ? 'yes' : 'no';
  return String(value);
}
