import { t } from '@lingui/core/macro';

const tags = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'el', 'tr', 'ar', 'hi', 'vi', 'zh', 'ja', 'ko'];

/** A language tag in words: `en-AU` is "Australian English". The tag itself when nobody knows it. */
export function languageName(tag: string, locale = document.documentElement.lang || 'en'): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** Languages to choose from; `own` is one that is set already. */
export function languageOptions(own: string | null): { value: string; label: string }[] {
  const all = own === null || tags.includes(own) ? tags : [own, ...tags];
  return [{ value: '', label: t`Not known` }, ...all.map((tag) => ({ value: tag, label: languageName(tag) }))];
}
