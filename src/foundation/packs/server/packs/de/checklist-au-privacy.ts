import type { PackWords } from './words.ts';

export const checklistAuPrivacy: PackWords = {
  id: 'checklist-au-privacy',
  version: '1',
  title: 'Checkliste: australische Datenschutzgrundsätze',
  summary: 'Was ein Servicestandard dazu sagt, was von Kunden festgehalten, ihnen gezeigt und berichtigt wird.',
  entries: [
    {
      words: 'Nur was gebraucht wird, wird festgehalten',
      rule: 'APP 3 bis 5: Erheben Sie, was die Arbeit braucht, sagen Sie spätestens dabei, wozu, und entfernen Sie, was ungefragt kam.',
    },
    {
      words: 'Daten dienen dem Zweck, für den sie gegeben wurden',
      rule: 'APP 6 und 7: Ein anderer Zweck braucht Einwilligung oder Ausnahme; von Werbung kann man sich einfach abmelden.',
    },
    {
      words: 'Nichts wird gesagt, bevor klar ist, wer fragt',
      rule: 'APP 11: angemessene Schritte gegen den Zugriff anderer, darunter die Prüfung der Identität.',
    },
    {
      words: 'Kunden können sehen und berichtigen, was über sie gespeichert ist',
      rule: 'APP 12 und 13: Auskunft in angemessener Zeit, meist binnen 30 Tagen; eine Berichtigung ist kostenlos; eine Ablehnung kommt schriftlich mit Gründen.',
    },
  ],
};
