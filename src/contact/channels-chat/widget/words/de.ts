import type { FileWords, LaterWords, WordsIn } from '../strings.ts';
import { numbersIn } from './plural.ts';

const files: FileWords = {
  sending: 'Dateien zum Senden',
  remove: (name) => `${name} entfernen`,
  cancel: (name) => `${name} abbrechen`,
  again: (name) => `${name} noch einmal versuchen`,
  progress: (name) => `${name} wird hochgeladen`,
  tooLarge: 'Eine Datei darf 10 MB haben.',
  empty: 'Diese Datei ist leer.',
  tooMany: 'Eine Nachricht darf 10 Dateien haben.',
  offline: 'Sie sind offline. Die Datei geht hinauf, sobald Sie wieder online sind, solange diese Seite offen bleibt.',
  broken: 'Sie kam nicht durch.',
  notTaken: 'Diese Datei konnten wir nicht annehmen.',
  download: (name) => `${name} herunterladen`,
  look: (name) => `${name} ansehen`,
  close: 'Schließen',
  gone: 'Diese Datei ließ sich nicht laden.',
  pasted: 'Bild',
};

const later: LaterWords = {
  optional: 'freiwillig',
  choose: 'Bitte wählen',
  answered: 'Beantwortet',
  sendAnswer: 'Antwort senden',
  missing: 'Bitte füllen Sie das aus.',
  notAnEmail: 'Bitte schreiben Sie eine Adresse wie name@shop.example.',
  notANumber: 'Bitte schreiben Sie eine Zahl.',
  signIn: 'Bitte melden Sie sich zuerst auf dieser Website an. Dann können Sie uns hier schreiben.',
  away:
    'Hinterlassen Sie Ihre Nachricht; wir antworten, sobald wir wieder da sind. Die Antwort finden Sie hier, auf ' +
    'diesem Gerät. Mit Ihrer E-Mail-Adresse können wir Ihnen auch schreiben.',
  email: 'Ihre E-Mail-Adresse',
  goesOn:
    'Wenn Sie vor unserer Antwort gehen, bitten wir Sie dort, die Adresse zu bestätigen. Dann kommt sie per E-Mail.',
  start: 'Nachricht senden',
  agree: 'Bitte stimmen Sie zuerst zu.',
  newChat: 'Neues Gespräch beginnen',
  earlierNone: 'Sie haben keine früheren Gespräche.',
  earlierLoading: 'Ihre Gespräche werden geladen',
  earlierFailed: 'Sie konnten nicht geladen werden.',
  earlierMore: 'Frühere anzeigen',
  isDone: 'erledigt',
  newAnswer: 'neue Antwort',
  openNow: 'gerade offen',
};

export const words: WordsIn = (locale) => {
  const { number, plural } = numbersIn('de', locale);
  return {
    answer: 'Wir antworten so bald wie möglich',
    replies: (time) => `Antwortet meist innerhalb von ${time}`,
    closed: 'Zurzeit geschlossen',
    backAt: (time) => `Zurzeit geschlossen. Wir sind um ${time} wieder da`,
    backOn: (day, time) => `Zurzeit geschlossen. Wir sind am ${day} um ${time} wieder da`,
    next: 'Sie sind als Nächstes an der Reihe.',
    before: (count) => plural(count, { one: 'Vor Ihnen wartet eine Person.', other: 'Vor Ihnen warten # Personen.' }),
    rate: 'Wie war es? Bewerten Sie dieses Gespräch',
    earlier: 'Ihre Gespräche',
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
    attach: 'Datei anhängen',
    waits: 'Geht hinaus, sobald die Dateien da sind.',
    notAttached: 'Dateien lassen sich gerade nicht anhängen. Versuchen Sie es noch einmal.',
    left: (count) => plural(count, { one: 'Noch # Zeichen', other: 'Noch # Zeichen' }),
    tooLong: (over, limit) =>
      `${plural(over, { one: 'Um # Zeichen zu lang.', other: 'Um # Zeichen zu lang.' })} ` +
      `Eine Nachricht darf ${number(limit)} haben; bitte senden Sie sie in zwei Teilen.`,
    sound: 'Ton bei neuen Antworten',
    files,
    later,
  };
};
