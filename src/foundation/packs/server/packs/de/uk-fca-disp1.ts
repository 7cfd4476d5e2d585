import { from, type PackWords } from './words.ts';

export const ukFcaDisp1: PackWords = {
  id: 'uk-fca-disp1',
  version: '1',
  title: 'FCA DISP 1: fairer Umgang mit Beschwerden',
  summary: 'Beschwerden bei Unternehmen unter der Financial Conduct Authority.',
  entries: [
    { words: 'Bestätigen Sie den Eingang zügig und schriftlich.', from },
    {
      words:
        'Binnen 8 Wochen: die abschließende Antwort oder ein begründeter Zwischenbescheid mit dem Recht, sich an die Ombudsstelle zu wenden.',
      from,
      exceptions: [
        'Eine summarische Lösung genügt, wenn der Kunde sie bis zum Ende des dritten Geschäftstags annimmt.',
      ],
    },
    {
      words: 'Bis zum Ende des dritten Geschäftstags angenommen, genügt eine summarische Lösung.',
      appliesTo: 'Beschwerden, die der Kunde als gelöst annimmt',
      from,
    },
    { words: 'Geben Sie die abschließende Antwort.', appliesTo: 'Zahlungsdienste', from },
    {
      words: 'Allerhöchstens, mit einem Zwischenbescheid, der die Gründe nennt.',
      appliesTo: 'Zahlungsdienste, unter außergewöhnlichen Umständen',
      from,
    },
    {
      topic: 'Frist für die Ombudsstelle',
      words:
        'Der Kunde hat ab der abschließenden Antwort 6 Monate, um sich an den Financial Ombudsman Service zu wenden.',
    },
    {
      topic: 'Unterlagen',
      words: 'Unterlagen werden 3 Jahre ab Eingang aufbewahrt, 5 Jahre bei der gemeinsamen Portfolioverwaltung.',
    },
    {
      words:
        'Wenn Sie weiterhin nicht einverstanden sind, können Sie Ihre Beschwerde binnen 6 Monaten nach diesem Schreiben kostenlos dem Financial Ombudsman Service vorlegen.',
    },
  ],
};
