import type { CheckArea, CheckEntry, ClockEntry, ClockStep, PackEntry } from '../../contract.ts';

type Amount = NonNullable<ClockEntry['amount']>;
type More = Partial<Pick<ClockEntry, 'appliesTo' | 'from' | 'exceptions' | 'isConfirmed'>>;

export const hours = (value: number): Amount => ({ value, unit: 'hours' });
export const businessDays = (value: number): Amount => ({ value, unit: 'business_days' });
export const calendarDays = (value: number): Amount => ({ value, unit: 'calendar_days' });

/** A clock of a pack. Unless told otherwise it is for every case, starts with receipt and was found in a source. */
export function clock(
  name: string,
  step: ClockStep,
  amount: Amount | null,
  words: string,
  { appliesTo = null, from = 'receipt of the complaint', exceptions = [], isConfirmed = true }: More = {},
): ClockEntry {
  return { kind: 'clock', name, step, appliesTo, amount, from, words, exceptions, isConfirmed };
}

export function note(topic: string, words: string, isConfirmed = true): PackEntry {
  return { kind: 'note', topic, words, isConfirmed };
}

export function outsideHelp(jurisdiction: 'AU' | 'GB', words: string, isConfirmed = true): PackEntry {
  return { kind: 'outside_help', jurisdiction, words, isConfirmed };
}

/** A point that a standard answers with a clause, or with the reason why it does not apply. */
export function check(
  area: CheckArea,
  name: string,
  words: string,
  rule: string,
  { looksAt = null, isConfirmed = true }: Partial<Pick<CheckEntry, 'looksAt' | 'isConfirmed'>> = {},
): PackEntry {
  return { kind: 'check', name, area, words, rule, looksAt, isConfirmed };
}

/** Words that no clause should hold. `patterns` are regular expressions. */
export function wording(name: string, words: string, instead: string, ...patterns: string[]): PackEntry {
  return { kind: 'wording', name, patterns, words, instead, isConfirmed: true };
}
