import { i18n } from './i18n.ts';

/** A word of its own as it stands within a sentence: English writes it small there, German keeps what it is. */
export function inSentence(word: string): string {
  return i18n.locale === 'en' ? word.toLowerCase() : word;
}
