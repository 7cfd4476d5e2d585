import { i18n } from './i18n.ts';
import { knowTold } from './told.ts';

/** The languages of the desk, by BCP 47 tag, as each calls itself. */
export const languages = [
  { tag: 'en-AU', name: 'English (Australia)' },
  { tag: 'en-GB', name: 'English (UK)' },
  { tag: 'en-US', name: 'English (US)' },
  { tag: 'de', name: 'Deutsch' },
] as const;

export type LanguageTag = (typeof languages)[number]['tag'];

type Messages = Parameters<typeof i18n.load>[1];
/** Loads the words of a language; the first part of a tag names it: `de`. */
export type Catalogues = Readonly<Record<string, () => Promise<{ messages: Messages; told: readonly string[] }>>>;

const key = 'heed.language';
const standard: LanguageTag = 'en-AU';

function kept(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** The language of somebody who chose none: the first of their browser that the desk speaks. */
export function languageOf(wanted: readonly string[]): LanguageTag {
  for (const one of wanted) {
    const exact = languages.find(({ tag }) => tag.toLowerCase() === one.toLowerCase());
    const near = languages.find(({ tag }) => tag.split('-')[0] === one.toLowerCase().split('-')[0]);
    if (exact ?? near) return (exact ?? near)?.tag ?? standard;
  }
  return standard;
}

/**
 * Sets the language of the page before anything of it runs, so that words may stand anywhere in the code. A catalogue
 * that cannot be had leaves the page English rather than empty.
 */
export async function startLanguage(catalogues: Catalogues): Promise<void> {
  const tag = kept() ?? languageOf(navigator.languages);
  const name = tag.split('-')[0] ?? 'en';
  const found = await catalogues[name]?.().catch(() => undefined);
  document.documentElement.lang = found || name === 'en' ? tag : standard;
  if (found) {
    i18n.load(name, found.messages);
    knowTold(found.told);
  }
  i18n.activate(found ? name : 'en', [document.documentElement.lang]);
}

/** The language of the page, where it is one of these; else the first of them. */
export function pageLanguageAmong<Tag extends string>(known: readonly [Tag, ...Tag[]]): Tag {
  return known.find((one) => one === i18n.locale) ?? known[0];
}

/** Keeps the language that a person chose, `null` for that of the browser; the page loads again where it changes. */
export function keepLanguage(tag: string | null): void {
  // A page in a language that nobody can choose is a test of the words.
  const isTest = !languages.some((one) => one.tag === document.documentElement.lang);
  if (tag === kept() || isTest) return;
  try {
    if (tag === null) localStorage.removeItem(key);
    else localStorage.setItem(key, tag);
  } catch {
    // A browser that keeps nothing goes on in its own language, and loads nothing again and again.
    return;
  }
  if ((tag ?? languageOf(navigator.languages)) !== document.documentElement.lang) location.reload();
}
