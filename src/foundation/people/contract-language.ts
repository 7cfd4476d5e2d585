import { z } from 'zod';
import { command, event } from '#kernel/contract/contract.ts';
import { Id } from '#kernel/contract/ids.ts';

/** The languages of the desk, by BCP 47 tag: English with the dates and numbers of three countries, and German. */
export const DeskLanguage = z.enum(['en-AU', 'en-GB', 'en-US', 'de']);
export type DeskLanguage = z.infer<typeof DeskLanguage>;

export const languageChosen = event('person.language_chosen', {
  data: z.strictObject({ personId: Id, locale: DeskLanguage.nullable() }),
  subjects: ['me'],
  audience: 'staff',
  sentence: 'chose a language of the desk',
});

export const chooseLanguage = command('people.choose-language', {
  path: '/me/language',
  method: 'PUT',
  summary: 'Choose the language of my desk, in all my workspaces; null for that of the browser',
  for: ['staff'],
  input: z.strictObject({ locale: DeskLanguage.nullable() }),
  output: z.object({ personId: Id }),
  emits: ['person.language_chosen'],
});
