import { describe, expect, it } from 'vitest';
import type { Condition } from '../contract.ts';
import { about, firstCondition, leftOut, missing } from './condition-words.ts';

describe('a condition in the making', () => {
  it('of every kind begins with something that can be kept, or says what is missing', () => {
    const words = about.map(({ value }) => [value, missing(firstCondition(value))]);
    expect(Object.fromEntries(words.filter(([, word]) => word))).toEqual({
      tag: 'Choose at least one.',
      field: 'Choose a field.',
    });
  });

  it.each<[string, Condition[], string]>([
    ['nothing said', [{ on: 'waiting_on', whom: 'us' }], 'What is resolved or snoozed is left out'],
    ['snoozed', [{ on: 'snoozed', snoozed: true }], 'What is resolved is left out'],
    ['resolved', [{ on: 'status', is: 'any', of: ['resolved'] }], 'What is snoozed is left out'],
    ['not resolved', [{ on: 'status', is: 'none', of: ['resolved'] }], 'What is resolved or snoozed is left out'],
    ['not open', [{ on: 'status', is: 'none', of: ['open'] }], 'What is snoozed is left out'],
  ])('%s', (_, conditions, words) => {
    expect(leftOut({ conditions })).toContain(words);
  });
});
