import type { Kind, Role, Rule } from './words.ts';

export type Who = { role: Role } | { personId: string };

const isOf = (rule: Rule, who: Who) =>
  'role' in who ? rule.role === who.role && rule.personId === null : rule.personId === who.personId;
const ended = (rule: Rule, now: number) => rule.effectiveUntil !== null && Date.parse(rule.effectiveUntil) <= now;
const begun = (rule: Rule, now: number) => Date.parse(rule.effectiveFrom) <= now;

/** The row in force for a role or person. */
export function inForce(rules: readonly Rule[], kind: string, who: Who, now: number): Rule | undefined {
  return rules.find((rule) => rule.kind === kind && isOf(rule, who) && begun(rule, now) && !ended(rule, now));
}

/** Rows of people that count now, planned rows, and rows that are over, each in the order in which they come. */
export function sorted(rules: readonly Rule[], now: number): { people: Rule[]; planned: Rule[]; past: Rule[] } {
  return {
    people: rules.filter((rule) => rule.personId !== null && begun(rule, now) && !ended(rule, now)),
    planned: rules.filter((rule) => !begun(rule, now)),
    past: rules.filter((rule) => ended(rule, now)),
  };
}

/** What stands in the fields of the form, as people write it. */
export interface Draft extends Record<string, unknown> {
  kind: string;
  personId: string;
  may: Rule['may'];
  perCase: string;
  perCustomer: string;
  perPeriod: string;
  periodDays: string;
  currency: string;
  fourEyes: boolean;
  from: string;
  until: string;
  clauseRef: string;
}

/** Digits after the point of a currency: 2 for AUD, 0 for JPY; none for counts. */
export function digitsOf(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) return 0;
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** `12.50` in AUD is 1250; an empty field is no limit. */
export function toMinor(text: string, currency: string): number | null {
  const value = Number(text.trim().replace(',', '.'));
  return text.trim() === '' || Number.isNaN(value) ? null : Math.round(value * 10 ** digitsOf(currency));
}

function fromMinor(value: number | null, currency: string | null): string {
  return value === null ? '' : String(value / 10 ** digitsOf(currency ?? ''));
}

/** The form for a row, filled with what is in force. */
export function draftOf(kind: Kind, rule: Rule | undefined): Draft {
  const currency = rule?.currency ?? (kind.unit === 'money' ? 'AUD' : '');
  return {
    kind: kind.name,
    personId: rule?.personId ?? '',
    may: rule?.may ?? 'never',
    perCase: fromMinor(rule?.perCase ?? null, currency),
    perCustomer: fromMinor(rule?.perCustomer ?? null, currency),
    perPeriod: fromMinor(rule?.perPeriod ?? null, currency),
    periodDays: String(rule?.periodDays ?? 30),
    currency,
    fourEyes: rule?.fourEyes ?? false,
    from: '',
    until: '',
    clauseRef: rule?.clauseRef ?? '',
  };
}

/** The row that a form describes, in minor units. */
export function limitsOf(draft: Draft): {
  may: Rule['may'];
  perCase: number | null;
  perCustomer: number | null;
  perPeriod: number | null;
  periodDays: number;
  currency: string | null;
  fourEyes: boolean;
} {
  const { may, currency } = draft;
  const limit = (text: string, holds: boolean) => (holds ? toMinor(text, currency) : null);
  return {
    may,
    perCase: limit(draft.perCase, may !== 'never'),
    perCustomer: limit(draft.perCustomer, may === 'decide'),
    perPeriod: limit(draft.perPeriod, may === 'decide'),
    periodDays: Number(draft.periodDays) || 30,
    currency: currency || null,
    fourEyes: may === 'decide' && draft.fourEyes,
  };
}
