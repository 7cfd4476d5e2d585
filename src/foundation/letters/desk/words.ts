import type { OutputOf } from '#kernel/web/data.ts';
import type { LetterField } from '../contract-render.ts';

export type Kind = OutputOf<'letters.templates'>['kinds'][number];
export type Template = OutputOf<'letters.template'>;
export type Letter = OutputOf<'letters.get'>;

/** Values with which a template can be shown before there is a letter. */
export function samples(fields: readonly LetterField[]): Record<string, string> {
  return Object.fromEntries(fields.map((field) => [field.name, field.sample]));
}

/** `22 November 2026` in the letter's language. English without a country would be written the American way. */
export function dateWords(at: string, language: string, timeZone: string): string {
  const locale = language === 'en' ? 'en-AU' : language;
  try {
    return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone }).format(
      new Date(at),
    );
  } catch {
    return at.slice(0, 10);
  }
}

/** Where the letter is taken away as a file. */
export const fileOf = (letterId: string, form: 'pdf' | 'html' | 'txt') =>
  `/api/v1/letters/${letterId}/file?form=${form}`;
