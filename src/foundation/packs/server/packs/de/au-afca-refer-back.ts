import type { PackWords } from './words.ts';

const end = 'Ablauf der 21 Tage';
const most = 'Um höchstens so viel kann die Frist verlängert werden.';

export const auAfcaReferBack: PackWords = {
  id: 'au-afca-refer-back',
  version: '1',
  title: 'AFCA: zurückverwiesene Beschwerden',
  summary: 'Beschwerden, die die australische Schlichtungsstelle AFCA an das Unternehmen zurückgibt.',
  entries: [
    {
      words: 'Beantworten Sie die Beschwerde, die zurückverwiesen wurde.',
      from: 'Rückverweisung, nachdem die interne Streitbeilegung abgeschlossen ist',
      exceptions: [
        'Bis zu 14 Tage mehr, wenn sie während der internen Streitbeilegung zurückverwiesen wurde.',
        'Bis zu 7 Tage mehr, wenn sie danach zurückverwiesen wurde.',
      ],
    },
    { words: most, appliesTo: 'Verlängerung, zurückverwiesen während der internen Streitbeilegung', from: end },
    { words: most, appliesTo: 'Verlängerung, zurückverwiesen nach der internen Streitbeilegung', from: end },
    { words: 'Wenn Sie weiterhin nicht einverstanden sind, führt die AFCA Ihre Beschwerde fort.' },
  ],
};
