import { t } from '@lingui/core/macro';
import type { OutputOf } from '#kernel/web/data.ts';

export type Settings = OutputOf<'chat.service-settings'>;
export type Question = Settings['questions'][number];
export type Ask = Question['ask'];

export const askWords: Record<Ask, string> = {
  name: 'Name',
  email: t`E-mail address`,
  text: t`Free text`,
  one_of: t`One of several answers`,
  field: t`A field of the conversation`,
};

const first: Record<Ask, string> = {
  name: 'Your name',
  email: t`Your e-mail address`,
  text: t`What should we know?`,
  one_of: t`What is it about?`,
  field: '',
};

/** A question to begin with, under a key that is free. */
export function newQuestion(ask: Ask, questions: readonly Question[]): Question {
  const taken = new Set(questions.map((one) => one.key));
  let key: string = ask;
  for (let count = 2; taken.has(key); count++) key = `${ask}_${count}`;
  const choices = ask === 'one_of' ? [t`My order`, t`A product`, t`Something else`] : [];
  return { key, ask, label: first[ask], isRequired: ask === 'name', choices, fieldId: null };
}

/** The list with one of it moved up or down by one place. */
export function moved(questions: readonly Question[], from: number, by: -1 | 1): Question[] {
  const next = [...questions];
  const [one] = next.splice(from, 1);
  if (one) next.splice(from + by, 0, one);
  return next;
}
