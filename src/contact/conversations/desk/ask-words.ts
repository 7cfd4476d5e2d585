import { t } from '@lingui/core/macro';
import type { Ask, AskFieldKind } from '../contract-asks.ts';

type Field = Extract<Ask, { kind: 'form' }>['fields'][number];

/** A field as it is written down before it is sent. */
export type FieldDraft = { label: string; kind: Field['kind']; isRequired: boolean; choices: string };

export const emptyField: FieldDraft = { label: '', kind: 'text', isRequired: true, choices: '' };

export const kindWords: Record<AskFieldKind, string> = {
  text: t`Text`,
  email: t`E-mail address`,
  number: t`Number`,
  date: t`Date`,
  choice: t`One of several`,
};

/** Lines as they were typed, without blanks. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

/** `order_number` of "Order number"; unlike all before it. */
export function keyFor(label: string, taken: readonly string[]): string {
  const plain = label.normalize('NFKD').toLowerCase();
  const name = plain.replace(/[^a-z0-9]+/g, '_').replace(/^[^a-z]+|_+$/g, '');
  const key = name.slice(0, 26).replace(/_+$/, '') || 'field';
  if (!taken.includes(key)) return key;
  let next = 2;
  while (taken.includes(`${key}_${next}`)) next++;
  return `${key}_${next}`;
}

/** What is asked, as it is sent. */
export function askOf(kind: Ask['kind'], choices: string, fields: readonly FieldDraft[]): Ask {
  if (kind === 'choices') return { kind, choices: linesOf(choices) };
  const keys: string[] = [];
  const asked = fields.map((field) => {
    const label = field.label.trim();
    keys.push(keyFor(label, keys));
    const { kind: type, isRequired } = field;
    const more = type === 'choice' ? { choices: linesOf(field.choices) } : {};
    return { key: keys.at(-1) ?? '', label, kind: type, isRequired, ...more };
  });
  return { kind, fields: asked };
}

/** Why it cannot be sent like this; undefined when it can. */
export function whyNot(text: string, ask: Ask): string | undefined {
  if (text.trim() === '') return t`Write what you ask first`;
  const isBad = (choices: readonly string[], most: number) =>
    choices.length < 2 || choices.length > most || new Set(choices).size < choices.length;
  if (ask.kind === 'choices') return isBad(ask.choices, 5) ? t`Give two to five different replies` : undefined;
  if (ask.fields.some((field) => field.label === '')) return t`Name each field`;
  const unclear = ask.fields.some((field) => field.kind === 'choice' && isBad(field.choices ?? [], 8));
  return unclear ? t`Give two to eight different choices` : undefined;
}
