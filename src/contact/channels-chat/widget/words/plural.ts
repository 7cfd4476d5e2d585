/** The forms that a number takes in each language, as Unicode's rules name them. */
export interface PluralForms {
  en: 'one' | 'other';
  de: 'one' | 'other';
  fr: 'one' | 'many' | 'other';
  es: 'one' | 'many' | 'other';
  ar: 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
}

/** Writes numbers, and says them in the right form: `#` stands for the number, as the locale writes it. */
export function numbersIn<L extends keyof PluralForms>(language: L, locale: string = language) {
  const rules = new Intl.PluralRules(language);
  const { format } = new Intl.NumberFormat(locale);
  return {
    number: format,
    plural: (count: number, forms: Record<PluralForms[L], string>): string =>
      forms[rules.select(count) as PluralForms[L]].replaceAll('#', format(count)),
  };
}
