import type { LauncherWords, WidgetLanguage } from '../contract-look.ts';
import { pseudo } from '../pseudo.ts';

const english: LauncherWords = {
  help: 'Help',
  close: 'Close help',
  opening: 'Opening…',
  unavailable: 'Not available, try again',
  putAway: 'Put away',
  region: 'Help from {shop}',
  mailed: 'If you leave, our answers come by e-mail too.',
  asked: 'If you leave, an e-mail asks you to confirm your address. Then our answers come there.',
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
    mailed: 'Wenn Sie gehen, kommen unsere Antworten auch per E-Mail zu Ihnen.',
    asked:
      'Wenn Sie gehen, bitten wir Sie per E-Mail, Ihre Adresse zu bestätigen. Dann kommen unsere Antworten dorthin.',
  },
  fr: {
    help: 'Aide',
    close: 'Fermer l’aide',
    opening: 'Ouverture…',
    unavailable: 'Indisponible, réessayer',
    putAway: 'Fermer le message',
    region: 'Aide de {shop}',
    mailed: 'Si vous partez, nos réponses vous parviennent aussi par e-mail.',
    asked: 'Si vous partez, un e-mail vous demande de confirmer votre adresse. Nos réponses y arrivent ensuite.',
  },
  es: {
    help: 'Ayuda',
    close: 'Cerrar la ayuda',
    opening: 'Abriendo…',
    unavailable: 'No disponible, inténtelo de nuevo',
    putAway: 'Cerrar el mensaje',
    region: 'Ayuda de {shop}',
    mailed: 'Si se va, nuestras respuestas le llegan también por correo.',
    asked: 'Si se va, un correo le pide que confirme su dirección. Después nuestras respuestas llegan allí.',
  },
  ar: {
    help: 'مساعدة',
    close: 'إغلاق المساعدة',
    opening: 'جارٍ الفتح…',
    unavailable: 'غير متاح، حاول مرة أخرى',
    putAway: 'إغلاق الرسالة',
    region: 'مساعدة من {shop}',
    mailed: 'إذا غادرت تصلك ردودنا بالبريد الإلكتروني أيضًا.',
    asked: 'إذا غادرت نطلب منك برسالة تأكيد عنوانك، ثم تصلك ردودنا إليه.',
  },
};

/** What the launcher says, in a language of `chooseLanguage`; it stands in the configuration, before any file of words. */
export function launcherWords(language: string, shop: string): LauncherWords {
  const own = words[language as WidgetLanguage] ?? english;
  const said = Object.entries(own).map(([name, text]) => [name, language === 'en-XA' ? pseudo(text) : text]);
  const { region = '', ...rest } = Object.fromEntries(said) as LauncherWords;
  return { ...rest, region: region.replace('{shop}', () => shop) };
}
