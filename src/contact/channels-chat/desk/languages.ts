import { t } from '@lingui/core/macro';
import type { WidgetLanguage } from '../contract-look.ts';

/** Each language by its own name, as its speakers look for it. */
const names: Record<WidgetLanguage, string> = {
  'en-AU': t`English (Australia)`,
  'en-GB': t`English (United Kingdom)`,
  'en-US': t`English (United States)`,
  de: t`Deutsch`,
  fr: t`Français`,
  es: t`Español`,
  ar: 'العربية',
};

export const languageOptions = (Object.keys(names) as WidgetLanguage[]).map((value) => ({
  value,
  label: names[value],
}));

/** Languages in which a greeting of one's own may be wanted beside the first. */
export const greetingLanguages = languageOptions.filter(({ value }) => !value.startsWith('en-'));
