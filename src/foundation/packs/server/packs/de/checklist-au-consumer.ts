import type { PackWords } from './words.ts';

export const checklistAuConsumer: PackWords = {
  id: 'checklist-au-consumer',
  version: '1',
  title: 'Checkliste: australisches Verbraucherrecht',
  summary: 'Was ein Servicestandard über Garantien und Erstattungen sagt, und Sätze, die ein Recht nehmen.',
  entries: [
    {
      words: 'Keine Aussagen wie „keine Erstattung“',
      rule: 'Ein Schild oder Satz, der Erstattungen ganz ablehnt, täuscht über die Garantien, die mit jedem Kauf kommen.',
    },
    {
      words: 'Was Kunden erhalten, wenn etwas fehlerhaft ist',
      rule: 'Bei einem schweren Mangel wählt der Kunde zwischen Erstattung, Ersatz und Ausgleich der Wertminderung; sonst darf der Verkäufer in angemessener Zeit und kostenlos reparieren, ersetzen oder erstatten.',
    },
    {
      words: 'Was gilt, wenn jemand es sich nur anders überlegt hat',
      rule: 'Ein Recht darauf gibt es nicht. Was angeboten wird, bindet das Geschäft, steht vor dem Kauf da und verdeckt die Garantien nicht.',
    },
    {
      words: 'Niemand wird an den Hersteller verwiesen',
      rule: 'Der Verkäufer steht selbst für die Garantien ein, auch nach dem Ende einer freiwilligen Garantie.',
    },
    {
      words: 'Erstattungen ganz abzulehnen nimmt ein Recht, das mit jedem Kauf kommt, auch bei Sonderangeboten.',
      instead:
        '„Keine Erstattung, wenn Sie es sich nur anders überlegt haben. Ihre Rechte nach dem australischen Verbraucherrecht bleiben davon unberührt.“',
    },
    {
      words: 'Die Garantien kennen keine feste Frist, in der ein Fehler gemeldet sein muss.',
      instead: '„Sagen Sie uns von einem Fehler, sobald Sie ihn sehen.“',
    },
    {
      words: 'Ein Kassenbon ist ein Kaufnachweis von vielen: Kontoauszug, Bestellnummer oder Foto genügen ebenso.',
      instead: '„Bringen Sie den Kassenbon oder einen anderen Kaufnachweis mit.“',
    },
    {
      words: 'Die Originalverpackung darf nicht verlangt werden, wenn etwas fehlerhaft ist.',
      instead: '„Wenn Sie es sich nur anders überlegt haben, senden Sie es bitte in der Verpackung zurück.“',
    },
    {
      words: 'Der Verkäufer steht für die Garantien ein und darf Kunden nicht zum Hersteller schicken.',
      instead: '„Wir kümmern uns darum. Wenn Sie möchten, können Sie sich auch an den Hersteller wenden.“',
    },
    {
      words: 'Die Erstattung für ein fehlerhaftes Produkt ist Geld, kein Gutschein.',
      instead: '„Wenn Sie es sich anders überlegt haben, bieten wir Umtausch oder Gutschein.“',
    },
    {
      words: 'Ist etwas fehlerhaft, werden weder Gebühr noch Versandkosten einbehalten.',
      instead: '„Haben Sie es sich anders überlegt, fällt eine Gebühr von 10 % an. Bei Fehlern fällt sie nie an.“',
    },
    {
      words: 'Die Garantien gelten nach dem Ende einer freiwilligen Garantie weiter.',
      instead: '„Auch nach der Garantie gelten Ihre Rechte nach dem australischen Verbraucherrecht.“',
    },
  ],
};
