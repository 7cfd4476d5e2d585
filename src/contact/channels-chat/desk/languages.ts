import type { WidgetLanguage } from '../contract-look.ts';

/** Each language by its own name, as its speakers look for it. */
const names: Record<WidgetLanguage, string> = {
  'en-AU': 'English (Australia)',
  'en-GB': 'English (United Kingdom)',
  'en-US': 'English (United States)',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  ar: 'العربية',
};

export const languageOptions = (Object.keys(names) as WidgetLanguage[]).map((value) => ({
  value,
  label: names[value],
}));

/** Languages in which a greeting of one's own may be wanted beside the first. */
export const greetingLanguages = languageOptions.filter(({ value }) => !value.startsWith('en-'));
