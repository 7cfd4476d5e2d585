/** Languages in which pages for customers speak; the first where nothing else is asked for. */
export const pageLanguages = ['en', 'de', 'fr', 'es', 'ar'] as const;
export type PageLanguage = (typeof pageLanguages)[number];

/** The locale in which a page speaks, from what a browser sends: the first of its wishes that can be met. */
export function localeFrom(acceptLanguage: string | undefined): { language: PageLanguage; locale: string } {
  const wishes = (acceptLanguage ?? '')
    .split(',')
    .map((one) => {
      const [tag = '', ...more] = one.trim().split(';');
      const q = Number(more.find((part) => part.trim().startsWith('q='))?.split('=')[1] ?? 1);
      return { tag: tag.trim(), q: Number.isFinite(q) ? q : 0 };
    })
    .filter(({ tag, q }) => /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag) && q > 0)
    .sort((one, other) => other.q - one.q);
  for (const { tag } of wishes) {
    const language = pageLanguages.find((known) => known === tag.slice(0, 2).toLowerCase() && !/^[a-z]{3}/i.test(tag));
    if (language) return { language, locale: tag };
  }
  return { language: 'en', locale: 'en-AU' };
}

/** Which way a language is written. */
export const directionOf = (language: PageLanguage): 'ltr' | 'rtl' => (language === 'ar' ? 'rtl' : 'ltr');
