import { plural, t } from '@lingui/core/macro';
import type { OutputOf } from '#kernel/web/data.ts';
import { languageName } from './languages.ts';

/** What is compared; a customer has more. */
type Customer = Pick<
  OutputOf<'customers.get'>,
  'name' | 'isVisitor' | 'locale' | 'timeZone' | 'addresses' | 'notes' | 'tags' | 'organisations'
>;
type Field = OutputOf<'fields.values'>['fields'][number];
export type From = 'this' | 'other';

/** One line of the comparison: what it is, both values in words, and from whom it is taken unless somebody chooses. */
export interface MergeRow {
  /** `name`, `locale`, `timeZone`, `email`, `phone`, or `field:ID`. */
  key: string;
  label: string;
  mine: string | null;
  theirs: string | null;
  rule: From;
  /** Both hold something, and not the same. */
  isChoice: boolean;
}

function rowOf(key: string, label: string, mine: string | null, theirs: string | null, rule?: From): MergeRow {
  const isChoice = mine !== null && theirs !== null && mine !== theirs;
  return { key, label, mine, theirs, rule: rule ?? (mine === null && theirs !== null ? 'other' : 'this'), isChoice };
}

const firstOf = (customer: Customer, kind: 'email' | 'phone') =>
  customer.addresses.find((address) => address.kind === kind && address.isPrimary)?.value ?? null;
const language = (customer: Customer) => (customer.locale === null ? null : languageName(customer.locale));

function wordsOf(field: Field | undefined): string | null {
  const value = field?.value ?? null;
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? t`Yes` : t`No`;
  const labelOf = (key: string) => field?.choices.find((choice) => choice.key === key)?.label ?? key;
  if (Array.isArray(value)) return value.map(labelOf).join(', ');
  return field?.kind === 'one_of' ? labelOf(String(value)) : String(value);
}

/** What can be chosen between two records; the same rule as the server's for what nobody chooses. */
export function mergeRows(
  mine: Customer,
  theirs: Customer,
  fields: { mine: readonly Field[]; theirs: readonly Field[] },
): MergeRow[] {
  const name: From = mine.isVisitor && !theirs.isVisitor ? 'other' : 'this';
  const rows = [
    rowOf('name', t`Name`, mine.name, theirs.name, name),
    rowOf('locale', t`Language`, language(mine), language(theirs)),
    rowOf('timeZone', t`Time zone`, mine.timeZone, theirs.timeZone),
    rowOf('email', t`First e-mail`, firstOf(mine, 'email'), firstOf(theirs, 'email')),
    rowOf('phone', t`First phone`, firstOf(mine, 'phone'), firstOf(theirs, 'phone')),
    ...fields.mine.map((field) => {
      const other = fields.theirs.find((each) => each.id === field.id);
      return rowOf(`field:${field.id}`, field.label, wordsOf(field), wordsOf(other));
    }),
  ];
  return rows.filter((row) => row.mine !== null || row.theirs !== null);
}

/** What was chosen, as the command takes it. */
export function takeOf(chosen: Readonly<Record<string, From>>) {
  const entries = Object.entries(chosen);
  const fields = entries
    .filter(([key]) => key.startsWith('field:'))
    .map(([key, from]) => [key.slice(6), from] as const);
  const own = entries.filter(([key]) => !key.startsWith('field:'));
  return { ...Object.fromEntries(own), ...(fields.length > 0 && { fields: Object.fromEntries(fields) }) };
}

/** What the record that stays holds afterwards of what is kept of both. */
export function keptWords(mine: Customer, theirs: Customer): string {
  const tags = new Set([...mine.tags, ...theirs.tags].map((tag) => tag.id)).size;
  const organisations = new Set([...mine.organisations, ...theirs.organisations].map((one) => one.id)).size;
  const addresses = mine.addresses.length + theirs.addresses.length;
  const notes = mine.notes.length + theirs.notes.length;
  const parts = [
    plural(addresses, { 0: 'no addresses', one: 'one address', other: '# addresses' }),
    plural(notes, { 0: 'no notes', one: 'one note', other: '# notes' }),
    ...(tags > 0 ? [plural(tags, { one: 'one tag', other: '# tags' })] : []),
    ...(organisations > 0 ? [plural(organisations, { one: 'one organisation', other: '# organisations' })] : []),
  ];
  return t`All conversations and promises of both are kept, and ${parts.join(', ')}.`;
}
