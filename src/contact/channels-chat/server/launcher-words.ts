import type { LauncherWords, WidgetLanguage } from '../contract-look.ts';
import { pseudo } from '../pseudo.ts';

const english: LauncherWords = {
  help: 'Help',
  close: 'Close help',
  opening: 'Opening…',
  unavailable: 'Not available, try again',
  putAway: 'Put away',
  region: 'Help from {shop}',
};

const words: Record<WidgetLanguage, LauncherWords> = {
  'en-AU': english,
  'en-GB': english,
  'en-US': english,
  de: {
    help: 'Hilfe',
    close: 'Hilfe schließen',
    opening: 'Wird geöffnet …',
    unavailable: 'Nicht erreichbar, noch einmal versuchen',
    putAway: 'Nachricht schließen',
    region: 'Hilfe von {shop}',
  },
  fr: {
    help: 'Aide',
    close: 'Fermer l’aide',
    opening: 'Ouverture…',
    unavailable: 'Indisponible, réessayer',
    putAway: 'Fermer le message',
    region: 'Aide de {shop}',
  },
  es: {
    help: 'Ayuda',
    close: 'Cerrar la ayuda',
    opening: 'Abriendo…',
    unavailable: 'No disponible, inténtelo de nuevo',
    putAway: 'Cerrar el mensaje',
    region: 'Ayuda de {shop}',
  },
  ar: {
    help: 'مساعدة',
    close: 'إغلاق المساعدة',
    opening: 'جارٍ الفتح…',
    unavailable: 'غير متاح، حاول مرة أخرى',
    putAway: 'إغلاق الرسالة',
    region: 'مساعدة من {shop}',
  },
};

/** What the launcher says, in a language of `chooseLanguage`; it stands in the configuration, before any file of words. */
export function launcherWords(language: string, shop: string): LauncherWords {
  const own = words[language as WidgetLanguage] ?? english;
  const said = Object.entries(own).map(([name, text]) => [name, language === 'en-XA' ? pseudo(text) : text]);
  const { region = '', ...rest } = Object.fromEntries(said) as LauncherWords;
  return { ...rest, region: region.replace('{shop}', () => shop) };
}
