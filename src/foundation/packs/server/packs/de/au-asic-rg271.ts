import { from, type PackWords } from './words.ts';

const reasons = 'Geben Sie die schriftliche Antwort mit Gründen.';

export const auAsicRg271: PackWords = {
  id: 'au-asic-rg271',
  version: '1',
  title: 'ASIC RG 271: interne Streitbeilegung',
  summary: 'Beschwerden bei australischen Finanzunternehmen.',
  entries: [
    { words: 'Eingang bestätigen binnen 24 Stunden oder einem Geschäftstag: Die Regel nennt beides.', from },
    { words: 'Das andere Maß, das die Regel nennt.', from },
    {
      words: reasons,
      from,
      exceptions: [
        'Keine schriftliche Antwort ist nötig, wenn die Sache binnen 5 Geschäftstagen gelöst ist, außer auf Verlangen oder in Härtefällen.',
      ],
    },
    { words: reasons, appliesTo: 'Altersvorsorge (Superannuation)', from },
    { words: reasons, appliesTo: 'Härtefallanträge und Verzugsmitteilungen', from },
    {
      words: 'Zur vollen Zufriedenheit gelöst, braucht sie keine schriftliche Antwort.',
      appliesTo: 'früh gelöste Beschwerden',
      from,
      exceptions: ['Auf Verlangen des Kunden und in Härtefällen gibt es dennoch eine schriftliche Antwort.'],
    },
    {
      words: 'Bevor die Frist endet: die Gründe der Verzögerung und das Recht, sich an die AFCA zu wenden.',
      from: 'vor dem Ende der Antwortfrist',
    },
    {
      topic: 'Bericht',
      words: 'Daten über Beschwerden gehen zweimal im Jahr als CSV an die ASIC, eine Zeile je Beschwerde.',
    },
    {
      words:
        'Wenn Sie weiterhin nicht einverstanden sind, können Sie Ihre Beschwerde kostenlos der Australian Financial Complaints Authority (AFCA) vorlegen.',
    },
  ],
};
