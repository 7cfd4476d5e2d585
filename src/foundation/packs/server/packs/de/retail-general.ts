import { from, type PackWords } from './words.ts';

export const retailGeneral: PackWords = {
  id: 'retail-general',
  version: '1',
  title: 'Einzelhandel allgemein',
  summary:
    'Ein solider Standard für Geschäfte ohne bindendes Beschwerdeverfahren. Sie ändern ihn, indem Sie einen eigenen Standard veröffentlichen.',
  entries: [
    {
      words: 'Sagen Sie, dass die Beschwerde ankam, wer sich kümmert und bis wann der Kunde mehr hört.',
      from,
    },
    {
      words: 'Lösen Sie, was sich früh lösen lässt.',
      appliesTo: 'Beschwerden, die keine Untersuchung brauchen',
      from,
    },
    { words: 'Geben Sie die volle Antwort mit Gründen.', appliesTo: 'Beschwerden, die untersucht werden', from },
    {
      words: 'Sagen Sie dem Kunden mindestens so oft, wie es steht.',
      from: 'letztes Wort an den Kunden',
    },
    { topic: 'Ombudsstelle', words: 'Für den allgemeinen Handel gibt es keine verpflichtende Ombudsstelle.' },
    {
      words:
        'Wenn Sie weiterhin nicht einverstanden sind, können Sie sich an die Verbraucherbehörde Ihres Bundesstaats oder Territoriums wenden und danach an deren Gericht.',
    },
    {
      words:
        'Wenn Sie weiterhin nicht einverstanden sind, können Sie sich an unsere Schlichtungsstelle wenden, falls wir einer angehören, sonst an das Gericht.',
    },
  ],
};
