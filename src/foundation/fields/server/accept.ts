import type { Choice, FieldKind, FieldValue } from '../contract.ts';

/** What a field accepts, as far as its kind needs it. */
export interface Accepting {
  kind: FieldKind;
  choices: readonly Choice[];
}

/** Either the value as it is kept (null: the field is emptied), or what would be accepted. */
export type Accepted = { value: FieldValue | null } | { problem: string };

export const longestText = 2_000;
const mostChosen = 50;
const largest = 1e15;

const accepts: Record<FieldKind, string> = {
  text: `a text of at most ${longestText.toLocaleString('en')} characters`,
  number: 'a number of at most 15 digits, such as 12 or 99.5',
  date: 'a date of the calendar, such as 2026-11-23',
  yes_no: 'true or false',
  one_of: 'one of',
  several_of: 'a list of',
  link: 'a web address that begins with http:// or https://, without name and password in it',
  email: 'a whole e-mail address, such as ines@kaldor.example',
};

/** What the field accepts, in words: for refusals and help. */
export function acceptWords(field: Accepting): string {
  const words = accepts[field.kind];
  if (field.kind !== 'one_of' && field.kind !== 'several_of') return words;
  const keys = open(field).map((choice) => choice.key);
  return `${words} ${keys.slice(0, 20).join(', ')}${keys.length > 20 ? ' …' : ''}`;
}

/** Checks one value. Null, an empty text and an empty list empty the field. */
export function accept(field: Accepting, value: unknown): Accepted {
  if (value === null || value === undefined) return { value: null };
  if (typeof value === 'string' && value.trim() === '') return { value: null };
  if (Array.isArray(value) && value.length === 0 && field.kind === 'several_of') return { value: null };
  const kept = byKind[field.kind](value, field);
  return kept === undefined ? { problem: `Give ${acceptWords(field)}.` } : { value: kept };
}

const byKind: Record<FieldKind, (value: unknown, field: Accepting) => FieldValue | undefined> = {
  text: (value) => textOf(value, longestText),
  number: (value) =>
    typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= largest ? value : undefined,
  date: (value) => (typeof value === 'string' && isDate(value) ? value : undefined),
  yes_no: (value) => (typeof value === 'boolean' ? value : undefined),
  one_of: (value, field) => open(field).find((choice) => choice.key === value)?.key,
  several_of: (value, field) => {
    if (!Array.isArray(value) || value.length > mostChosen) return undefined;
    const wanted = new Set<unknown>(value);
    const chosen = open(field)
      .map((choice) => choice.key)
      .filter((key) => wanted.has(key));
    return chosen.length === wanted.size ? chosen : undefined;
  },
  link: (value) => {
    const text = textOf(value, longestText);
    return text !== undefined && isLink(text) ? text : undefined;
  },
  email: (value) => {
    const text = textOf(value, 254)?.toLowerCase();
    return text !== undefined && /^[^\s@<>"]{1,64}@[^\s@<>"]+\.[^\s@<>".]+$/.test(text) ? text : undefined;
  },
};

const open = (field: Accepting) => field.choices.filter((choice) => !choice.isRetired);

/** No NUL and no half of a sign: the database keeps neither. A filter comes as JSON inside a parameter. */
function textOf(value: unknown, longest: number): string | undefined {
  if (typeof value !== 'string' || /\0|\p{Surrogate}/u.test(value)) return undefined;
  const text = value.trim();
  return text.length <= longest ? text : undefined;
}

function isDate(value: string): boolean {
  if (!/^[12]\d{3}-\d\d-\d\d$/.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  // The day is asked back because there is no 31 February.
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

function isLink(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '';
}
