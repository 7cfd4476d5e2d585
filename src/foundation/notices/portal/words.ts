import type { PageLanguage } from '#kernel/pages/language.ts';

const en = {
  title: 'Acknowledge',
  asked: 'Please acknowledge',
  done: 'Acknowledged',
  doneWhy: 'Nothing more is asked of you here. You can close this page.',
  send: 'Acknowledge',
  desk: 'Open the desk',
  /** By the refusal; what has no words here is said in those of the API. */
  refused: {} as Record<string, { title: string; detail: string }>,
};
export type AcknowledgeWords = typeof en;

const de: AcknowledgeWords = {
  title: 'Bestätigen',
  asked: 'Bitte bestätigen',
  done: 'Bestätigt',
  doneWhy: 'Hier wird nichts weiter von Ihnen erwartet. Sie können diese Seite schließen.',
  send: 'Bestätigen',
  desk: 'Arbeitsplatz öffnen',
  refused: {
    'notice.wrong_link': {
      title: 'Dieser Link ist nicht vollständig',
      detail: 'Etwas fehlt darin, oder er wurde verändert. Öffnen Sie ihn noch einmal aus der Mail.',
    },
    'notice.link_over': {
      title: 'Dieser Link gilt nicht mehr',
      detail: 'Er galt sieben Tage. Am Arbeitsplatz finden Sie die Benachrichtigung noch.',
    },
    'limit.too_many': {
      title: 'Zu viele Anfragen',
      detail: 'Warten Sie einen Augenblick und versuchen Sie es noch einmal.',
    },
  },
};

/** Colleagues read it, whose desk speaks English or German. */
export const acknowledgeWords = (language: PageLanguage): { words: AcknowledgeWords; language: PageLanguage } =>
  language === 'de' ? { words: de, language } : { words: en, language: 'en' };
