import { describe, expect, it } from 'vitest';
import { widgetLanguages } from '../../contract-look.ts';
import { attachWords } from '../attach-words.ts';
import { laterWords } from '../later-words.ts';
import { panelWords, type Words, type WordsIn } from '../strings.ts';
import { words as ar } from './ar.ts';
import { words as de } from './de.ts';
import { words as pseudo } from './en-XA.ts';
import { words as es } from './es.ts';
import { words as fr } from './fr.ts';
import { numbersIn, type PluralForms } from './plural.ts';

const languages: Record<string, ReturnType<WordsIn>> = { de: de('de'), fr: fr('fr'), es: es('es'), ar: ar('ar-AE') };
/** Every kind of number there is in these languages. */
const counts = [0, 1, 2, 3, 11, 100, 2_345, 1_000_000];

/** Every message by its name, those of the later parts with the others; with a name and numbers where one wants some. */
function saidIn({ files, later, ...words }: Words & { files: object; later: object }): Record<string, string> {
  const all = Object.entries<unknown>({ ...words, ...prefixed('files', files), ...prefixed('later', later) });
  return Object.fromEntries(all.map(([name, message]) => [name, said(message)]));
}

function prefixed(part: string, words: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(words).map(([name, message]) => [`${part}.${name}`, message]));
}

function said(message: unknown): string {
  return typeof message === 'string' ? message : (message as (...given: unknown[]) => string)(3, 10_000);
}

const english = saidIn({ ...panelWords, files: attachWords, later: laterWords });

describe('the words of the panel', () => {
  it('are there in every language that is offered; English is the list itself', () => {
    expect(widgetLanguages.filter((one) => !one.startsWith('en-'))).toEqual(Object.keys(languages));
    for (const [language, words] of Object.entries(languages)) {
      expect([language, Object.keys(saidIn(words)).sort()]).toEqual([language, Object.keys(english).sort()]);
    }
  });

  it.each(Object.keys(languages))('say something of their own in %s, with what they were given', (language) => {
    const words = languages[language] as ReturnType<WordsIn>;
    const all = saidIn(words);
    // “Messages” is French, too.
    const alike = Object.keys(english).filter((name) => all[name] === english[name]);
    expect(alike).toEqual(language === 'fr' ? ['messages'] : []);
    for (const [name, text] of Object.entries(all)) {
      expect(text.trim(), name).toBe(text);
      expect(text, name).not.toMatch(/undefined|#|\{|\}|^$/);
    }
    expect(words.typing('Dana')).toContain('Dana');
    expect(words.files.look('plan.png')).toContain('plan.png');
    expect(words.tooLong(12_345, 10_000)).toMatch(/12.345/);
  });

  it('read alike in the English of all three countries', () => {
    const text = Object.values(english).join(' ');
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
    const all = saidIn(pseudo('en'));
    for (const [name, text] of Object.entries(english)) {
      expect(all[name]).toMatch(/^⟦.*⟧$/);
      expect(all[name]?.length).toBeGreaterThanOrEqual(text.length * 1.4);
    }
  });
});
