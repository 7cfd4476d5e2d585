import { from, type PackWords } from './words.ts';

export const ukDataComplaint: PackWords = {
  id: 'uk-data-complaint',
  version: '1',
  title: 'Vereinigtes Königreich: Beschwerden zum Datenschutz',
  summary:
    'Beschwerden darüber, wie mit personenbezogenen Daten umgegangen wurde; ein Verfahren ist ab 19. Juni 2026 Pflicht.',
  entries: [
    { words: 'Bestätigen Sie den Eingang binnen 30 Tagen.', from },
    { words: 'Handeln Sie und teilen Sie das Ergebnis ohne unangemessene Verzögerung mit.', from },
    { topic: 'Verfahren', words: 'Es muss einen Weg zur Datenschutzbeschwerde geben, den man finden und nutzen kann.' },
    {
      words:
        'Wenn Sie weiterhin nicht einverstanden sind, können Sie sich beim Information Commissioner’s Office (ICO) beschweren.',
    },
  ],
};
