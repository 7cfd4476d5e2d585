import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { difference, ownCorpus, readCorpus } from '../test/corpus.ts';
import { understand } from './understand.ts';

const cases = readCorpus(fileURLToPath(ownCorpus));

describe.each([...new Set(cases.map((one) => one.family))])('mails of the family %s are understood', (family) => {
  it.each(cases.filter((one) => one.family === family).map((one) => [one.name, one] as const))('%s', (_, one) => {
    expect(difference(one.is, understand(one.raw))).toBeUndefined();
  });
});
