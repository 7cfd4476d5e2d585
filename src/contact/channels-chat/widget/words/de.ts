import type { WordsIn } from '../strings.ts';
import { numbersIn } from './plural.ts';

export const words: WordsIn = (locale) => {
  const { number, plural } = numbersIn('de', locale);
  return {
    answer: 'Wir antworten so bald wie möglich',
    closeChat: 'Chat schließen',
    messages: 'Nachrichten',
    today: 'Heute',
    yesterday: 'Gestern',
    you: 'Sie',
    sending: 'wird gesendet',
    kept: 'aufbewahrt, geht hinaus, sobald Sie wieder online sind',
    sent: 'gesendet',
    seen: 'gelesen',
    notSent: 'Nicht gesendet.',
    notSentReason: 'Diese Nachricht konnten wir nicht annehmen.',
    retry: 'Noch einmal versuchen',
    remove: 'Entfernen',
    typing: (name) => `${name} schreibt`,
    offline: 'Sie sind offline. Ihre Nachrichten sind aufbewahrt und gehen hinaus, sobald Sie wieder online sind.',
    again: 'Die Verbindung wird wiederhergestellt. Ihre Nachrichten sind aufbewahrt.',
    loading: 'Ihre Nachrichten werden geladen',
    unread: (count) => plural(count, { one: '# neue Nachricht', other: '# neue Nachrichten' }),
    yourMessage: 'Ihre Nachricht',
    write: 'Nachricht schreiben',
    send: 'Senden',
    left: (count) => plural(count, { one: 'Noch # Zeichen', other: 'Noch # Zeichen' }),
    tooLong: (over, limit) =>
      `${plural(over, { one: 'Um # Zeichen zu lang.', other: 'Um # Zeichen zu lang.' })} ` +
      `Eine Nachricht darf ${number(limit)} haben; bitte senden Sie sie in zwei Teilen.`,
    sound: 'Ton bei neuen Antworten',
    optional: 'freiwillig',
    choose: 'Bitte wählen',
    answered: 'Beantwortet',
    sendAnswer: 'Antwort senden',
    missing: 'Bitte füllen Sie das aus.',
    notAnEmail: 'Bitte schreiben Sie eine Adresse wie name@shop.example.',
    notANumber: 'Bitte schreiben Sie eine Zahl.',
  };
};
