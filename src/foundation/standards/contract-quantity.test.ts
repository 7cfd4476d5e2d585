import { describe, expect, it } from 'vitest';
import { counterpartIn, isSame, quantitiesIn } from './contract-quantity.ts';

const of = (said: string) => {
  const [value = '', ...unit] = said.split(' ');
  return { value, unit: unit.join(' ') };
};

describe('figures', () => {
  it.each([
    ['14 days', '2 weeks', true],
    ['30 d', '30 days', true],
    ['30 days', '14 days', false],
    ['4 h', '240 minutes', true],
    ['1,000 AUD', '1000 $', true],
    ['1 day', '1 business day', false],
    ['12 months', '1 year', true],
    ['two weeks', '14 days', true],
    ['free ', 'Free ', true],
    ['free ', '5 $', false],
  ])('%s and %s: the same is %s', (a, b, same) => {
    expect(isSame(of(a), of(b))).toBe(same);
  });

  it('are found in a text with their units', () => {
    const text = 'Within 30 days, or two working days by mail; $15 and 90 % of it. Section 4 and 5 daylight savings.';
    expect(quantitiesIn(text)).toEqual([
      { value: '30', unit: 'days' },
      { value: 'two', unit: 'working days' },
      { value: '15', unit: '$' },
      { value: '90', unit: '%' },
    ]);
  });

  it('are held against the equal one, else the first of their kind', () => {
    const text = 'Returns within 30 days, faults within 6 months, a card within 14 days.';
    expect(counterpartIn(text, of('14 days'))).toEqual({ value: '14', unit: 'days' });
    expect(counterpartIn(text, of('10 days'))).toEqual({ value: '30', unit: 'days' });
    expect(counterpartIn(text, of('5 %'))).toBeUndefined();
  });
});
