import { join } from 'node:path';
import { openMailReader } from '#contact/channels-email/understanding/reader.ts';
import { difference, readCorpus } from '../src/contact/channels-email/test/corpus.ts';
import type { Bench } from './lib/bench.ts';
import { spread } from './lib/numbers.ts';
import { root } from './lib/product.ts';

const ownFolder = join(root, 'src', 'contact', 'channels-email', 'understanding', 'corpus');

export const mailCorpus: Bench = {
  name: 'mail-corpus',
  about: 'how many mails of a corpus are understood, by family; a FOLDER of your own may follow',
  run: async ({ rest = [] }) => {
    const cases = readCorpus(rest[0] ?? ownFolder);
    if (cases.length === 0) throw new Error('There are no cases: .cases files, or .eml files each beside a .json.');
    const reader = openMailReader();
    const families = new Map<string, { right: number; all: number }>();
    const spent: number[] = [];
    const notes: string[] = [];
    for (const { family, name, raw, is } of cases) {
      const startedAt = performance.now();
      const wrong = difference(is, await reader.understand(raw));
      spent.push(performance.now() - startedAt);
      const score = families.get(family) ?? { right: 0, all: 0 };
      families.set(family, { right: score.right + (wrong ? 0 : 1), all: score.all + 1 });
      if (wrong) notes.push(`${family}, ${name}: ${wrong.slice(0, 300)}`);
    }
    await reader.close();
    const scores = [...families].map(([family, { right, all }]) => `${family.padEnd(16)}${right} of ${all}`);
    const right = [...families.values()].reduce((sum, one) => sum + one.right, 0);
    return {
      figures: { understood_percent: (right / cases.length) * 100 },
      series: [{ name: 'a mail of the corpus', unit: 'ms', spread: spread(spent) }],
      notes: [...scores, ...notes],
    };
  },
};
