import { addressKey } from '#contact/customers/index.ts';
import { type FieldKind, type FormDefinition, type FormField, isAsked, longestAnswer } from '../contract.ts';

/** Answers by field id, as they were typed and chosen. */
export type Given = Readonly<Record<string, readonly string[]>>;

/** Why an answer cannot be taken; screens say it in the reader's language. */
export type Why = 'missing' | 'consent' | 'email' | 'phone' | 'date' | 'option' | 'long' | 'file';

export interface AnswerError {
  /** The id of the field, or `consent-` with its place. */
  field: string;
  why: Why;
  limit?: number;
}

/** One answer as it goes into the conversation. */
export interface Told {
  id: string;
  kind: FieldKind;
  label: string;
  value: string;
}

const isDate = (text: string) =>
  /^(?!0000)\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00Z`).toJSON()?.startsWith(text) === true;

function isAddress(kind: 'email' | 'phone', text: string): boolean {
  try {
    return addressKey(kind, text).length <= 254;
  } catch {
    return false;
  }
}

const fits: Partial<Record<FieldKind, (value: string) => boolean>> = {
  email: (value) => isAddress('email', value),
  phone: (value) => isAddress('phone', value),
  date: isDate,
};

function wrongWith(field: FormField, values: readonly string[]): AnswerError | undefined {
  const { id, kind, options, isRequired } = field;
  if (values.length === 0) return isRequired ? { field: id, why: 'missing' } : undefined;
  const limit = longestAnswer[kind];
  if (limit && values.some((value) => value.length > limit)) return { field: id, why: 'long', limit };
  if (kind === 'choice' || kind === 'choices') {
    const isOffered = values.every((value) => options.includes(value)) && (kind === 'choices' || values.length === 1);
    return isOffered ? undefined : { field: id, why: 'option' };
  }
  const isFitting = fits[kind] ?? (() => true);
  return values.every(isFitting) ? undefined : { field: id, why: kind as Why };
}

/**
 * What was answered, in the order of the form, and what is wrong with it. What is not asked, given the other answers, does
 * not count, whatever came for it. `files` are the names of what came for a field of that kind.
 */
export function readAnswers(
  form: FormDefinition,
  given: Given,
  files: Given,
): { told: Told[]; errors: AnswerError[]; asked: FormField[] } {
  const known: Record<string, readonly string[]> = {};
  const told: Told[] = [];
  const errors: AnswerError[] = [];
  const asked: FormField[] = [];
  for (const field of form.fields) {
    if (!isAsked(field, known)) continue;
    asked.push(field);
    const came = (field.kind === 'file' ? files : given)[field.id] ?? [];
    const values = [...new Set(came.map((value) => value.trim()).filter(Boolean))];
    known[field.id] = values;
    const wrong = wrongWith(field, values);
    if (wrong) errors.push(wrong);
    else if (values.length > 0)
      told.push({ ...{ id: field.id, kind: field.kind, label: field.label }, value: values.join(', ') });
  }
  return { told, errors, asked };
}

/** Consents that must be given and were not. */
export function consentErrors(form: FormDefinition, consents: readonly string[]): AnswerError[] {
  return form.consents.flatMap(({ purpose, isRequired }, at) =>
    isRequired && !consents.includes(purpose) ? [{ field: `consent-${at}`, why: 'consent' as const }] : [],
  );
}

/** The answers as the words of a message: a line each, long ones below their label. A question needs no colon behind it. */
export function textOf(told: readonly Told[]): string {
  const asked = (label: string) => (/[?:.!…؟：？。！]$/u.test(label) ? label : `${label}:`);
  return told.map(({ kind, label, value }) => `${asked(label)}${kind === 'long_text' ? '\n' : ' '}${value}`).join('\n');
}

/** The same in English, for callers of the API. */
export const apiWords: Record<Why, string> = {
  missing: 'this must be answered',
  consent: 'this must be agreed to',
  email: 'the whole e-mail address, such as ines@kaldor.example',
  phone: 'a phone number in digits, best with its country code',
  date: 'a day as 2026-11-30',
  option: 'one of the options of the form',
  long: 'a shorter answer',
  file: 'a file that is accepted',
};
