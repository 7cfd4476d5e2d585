import { describe, expect, it } from 'vitest';
import { type Standing, standingOf } from '../contract-words.ts';
import { standingWords } from './standing-words.ts';

describe('new or returning', () => {
  const sure = { says: 'returning' } as const;
  const likely = { says: 'probably_returning' } as const;
  it.each<[number, (typeof sure | typeof likely)[], Standing, string]>([
    [0, [], 'new', 'New customer · no contact yet'],
    [1, [], 'new', 'New customer · first contact'],
    [2, [], 'returning', 'Returning · 2nd contact'],
    [3, [], 'returning', 'Returning · 3rd contact'],
    [6, [], 'returning', 'Returning · 6th contact'],
    [11, [], 'returning', 'Returning · 11th contact'],
    [21, [], 'returning', 'Returning · 21st contact'],
    [1112, [], 'returning', 'Returning · 1,112th contact'],
    [1, [sure], 'returning', 'Returning · first contact'],
    [1, [likely], 'probably_returning', 'Probably returning · first contact'],
    [0, [likely, sure], 'returning', 'Returning · no contact yet'],
    [2, [likely], 'returning', 'Returning · 2nd contact'],
  ])('with %i contacts and the reasons %j it is %s: %s', (contacts, reasons, standing, words) => {
    expect(standingOf({ contacts, reasons })).toBe(standing);
    expect(standingWords(standing, contacts)).toBe(words);
  });
});
