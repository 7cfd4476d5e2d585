import type { PackWords } from './words.ts';

export const checklistGeneral: PackWords = {
  id: 'checklist-general',
  version: '1',
  title: 'Checkliste: Urheberrecht, Verhaltensregeln, Sicherheit, Barrierefreiheit',
  summary: 'Was ein Servicestandard beantwortet, wo immer er gilt.',
  entries: [
    {
      words: 'Texte und Bilder anderer werden mit einem Recht daran verwendet',
      rule: 'Was Kunden oder andere gemacht haben, wird öffentlich nur mit Lizenz oder Erlaubnis gezeigt, und mit dem Namen des Inhabers.',
    },
    {
      words: 'Die Verhaltensregeln, die uns binden, werden eingehalten',
      rule: 'Jedes Regelwerk steht mit Datum und dem Tag der nächsten Prüfung in der Bibliothek; der Standard sagt, welche gelten.',
    },
    {
      words: 'Inhaber und Manager melden sich mit einem zweiten Schritt an',
      rule: 'Wer Rollen ändern, Kunden exportieren oder Standards veröffentlichen darf, hat mehr als eine Passphrase.',
    },
    {
      words: 'Was getan wird, ist festgehalten, und die Aufzeichnung ist versiegelt',
      rule: 'Das Protokoll der Ereignisse steht unter seinen Siegeln, sodass eine spätere Änderung auffällt.',
    },
    {
      words: 'Jeder sieht, was die eigene Arbeit braucht, über verschlüsselte Verbindungen',
      rule: 'Rollen richten sich nach dem, was jemand tut; Verbindungen und Kopien sind verschlüsselt.',
    },
    {
      words: 'Alle können den Service nutzen, mit Hilfsmitteln oder auf anderem Weg',
      rule: 'Was versendet wird, lässt sich vorlesen und ohne Bilder verstehen; wer einen anderen Kanal oder mehr Zeit braucht, bekommt das.',
    },
  ],
};
