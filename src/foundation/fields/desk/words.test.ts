import { describe, expect, it } from 'vitest';
import { keyFor, sentValue, shownValue, typedValue } from './words.ts';

const choices = [{ key: 'gold', label: 'Gold', isRetired: false }];

describe('the words of fields', () => {
  it('a label proposes a key', () => {
    expect(['Shoe size', '2nd Größe!', 'Très spécial', '???'].map(keyFor)).toEqual([
      'shoe_size',
      'nd_gro_e',
      'tres_special',
      '',
    ]);
  });

  it('a value is shown as a person says it, a day without a zone', () => {
    expect(shownValue({ kind: 'one_of', choices }, 'gold', 'en-AU')).toBe('Gold');
    expect(shownValue({ kind: 'several_of', choices }, ['gold', 'gone'], 'en-AU')).toBe('Gold, gone');
    expect(shownValue({ kind: 'yes_no', choices: [] }, false, 'en-AU')).toBe('No');
    expect(shownValue({ kind: 'date', choices: [] }, '2026-11-23', 'en-AU')).toBe('23 Nov 2026');
    expect(shownValue({ kind: 'number', choices: [] }, 12000.5, 'en-AU')).toBe('12,000.5');
  });

  it('what was typed goes as the kind wants it, and what is no number goes as it is', () => {
    expect(sentValue('number', ' 12,000.5 ')).toBe(12000.5);
    expect(sentValue('number', 'many')).toBe('many');
    expect(sentValue('yes_no', 'no')).toBe(false);
    expect(sentValue('text', ' ')).toBeNull();
    expect(typedValue('yes_no', true)).toBe('yes');
    expect(typedValue('number', 5)).toBe('5');
  });
});
