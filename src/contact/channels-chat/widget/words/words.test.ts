import { describe, expect, it } from 'vitest';
import { widgetLanguages } from '../../contract-look.ts';
import { panelWords, type Words } from '../strings.ts';
import { words as ar } from './ar.ts';
import { words as de } from './de.ts';
import { words as pseudo } from './en-XA.ts';
import { words as es } from './es.ts';
import { words as fr } from './fr.ts';
import { numbersIn, type PluralForms } from './plural.ts';

const languages: Record<string, Words> = { de: de('de'), fr: fr('fr'), es: es('es'), ar: ar('ar-AE') };
/** Every kind of number there is in these languages. */
const counts = [0, 1, 2, 3, 11, 100, 2_345, 1_000_000];

/** What a message says, with a name and numbers where it wants some. */
function said(message: Words[keyof Words], count = 3): string {
  if (typeof message === 'string') return message;
  return (message as (...given: unknown[]) => string)(count, 10_000);
}

describe('the words of the panel', () => {
  it('are there in every language that is offered; English is the list itself', () => {
    expect(widgetLanguages.filter((one) => !one.startsWith('en-'))).toEqual(Object.keys(languages));
    for (const [language, words] of Object.entries(languages)) {
      expect([language, Object.keys(words).sort()]).toEqual([language, Object.keys(panelWords).sort()]);
    }
  });

  it.each(Object.keys(languages))('say something of their own in %s, with what they were given', (language) => {
    const words = languages[language] as Words;
    // “Messages” is French, too.
    const alike = Object.keys(panelWords).filter(
      (name) => said(words[name as keyof Words]) === said(panelWords[name as keyof Words]),
    );
    expect(alike).toEqual(language === 'fr' ? ['messages'] : []);
    for (const name of Object.keys(panelWords) as (keyof Words)[]) {
      const text = said(words[name]);
      expect(text.trim(), name).toBe(text);
      expect(text, name).not.toMatch(/undefined|#|\{|\}|^$/);
    }
    expect(words.typing('Dana')).toContain('Dana');
    expect(words.tooLong(12_345, 10_000)).toMatch(/12.345/);
  });

  it('read alike in the English of all three countries', () => {
    const text = Object.values(panelWords)
      .map((one) => said(one))
      .join(' ');
    expect(text).not.toMatch(/colou?r|organi[sz]e|cent(re|er)|cancell?ed|favou?rite|enquir|inquir|licen[cs]e/i);
  });

  it('know every form that a number takes', () => {
    const known: { [L in keyof PluralForms]: Record<PluralForms[L], string> } = {
      en: { one: '', other: '' },
      de: { one: '', other: '' },
      fr: { one: '', many: '', other: '' },
      es: { one: '', many: '', other: '' },
      ar: { zero: '', one: '', two: '', few: '', many: '', other: '' },
    };
    for (const [language, forms] of Object.entries(known)) {
      const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
      expect([language, Object.keys(forms).sort()]).toEqual([language, [...pluralCategories].sort()]);
    }
    expect(counts.map((count) => languages.ar?.unread(count))).toEqual([
      'لا رسائل جديدة',
      'رسالة جديدة واحدة',
      'رسالتان جديدتان',
      '3 رسائل جديدة',
      '11 رسالة جديدة',
      '100 رسالة جديدة',
      '2,345 رسالة جديدة',
      '1,000,000 رسالة جديدة',
    ]);
    expect(ar('ar-EG').unread(11)).toBe('١١ رسالة جديدة');
    expect(panelWords.unread(1)).toBe('1 new message');
    expect(panelWords.unread(1_234)).toBe('1,234 new messages');
    expect(numbersIn('de', 'de-CH').number(1_234)).toMatch(/^1['’]234$/);
  });

  it('have a pseudo-language that is longer, accented and in brackets', () => {
    const words = pseudo('en');
    for (const name of Object.keys(panelWords) as (keyof Words)[]) {
      const [english, shown] = [said(panelWords[name]), said(words[name])];
      expect(shown).toMatch(/^⟦.*⟧$/);
      expect(shown.length).toBeGreaterThanOrEqual(english.length * 1.4);
    }
  });
});
