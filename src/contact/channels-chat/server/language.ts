import { type WidgetLanguage, widgetLanguages } from '../contract-look.ts';

export interface Chosen {
  /** Names the words: one of the widget's languages, or `en-XA`, in which translators look for mistakes. */
  language: string;
  /** What dates and numbers are written as: `de-AT` has the words of `de`. */
  locale: string;
  direction: 'ltr' | 'rtl';
}

/** English without a country, or of one that is not here, is that of the first in the list. */
const first: WidgetLanguage = widgetLanguages[0];
const rtl = new Set(['ar']);

/** The words that serve a tag such as `de-AT`, as near as there are; null when there are none, or it is no tag. */
function wordsFor(tag: string): string | null {
  const text = tag.trim().replace('_', '-').toLowerCase();
  if (text === 'en-xa') return 'en-XA';
  const own = widgetLanguages.find((one) => one.toLowerCase() === text);
  if (own) return own;
  const [base] = text.split('-');
  return widgetLanguages.find((one) => one === base) ?? (base === 'en' ? first : null);
}

function canonical(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag.trim().replace('_', '-'))[0];
  } catch {
    return undefined;
  }
}

/**
 * The language of one widget on one page. The page's own option comes first, then what the workspace set, then what the
 * page and the visitor's browser say of themselves. What is no language is passed over, never refused.
 */
export function chooseLanguage(option: string, setting: WidgetLanguage | null, hints: readonly string[]): Chosen {
  for (const tag of [option, setting ?? '', ...hints]) {
    const language = wordsFor(tag);
    if (!language) continue;
    const isNear = tag.length > language.length && language.length === 2;
    const locale = language === 'en-XA' ? 'en' : isNear ? (canonical(tag) ?? language) : language;
    return { language, locale, direction: rtl.has(language) ? 'rtl' : 'ltr' };
  }
  return { language: first, locale: first, direction: 'ltr' };
}
