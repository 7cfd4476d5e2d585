import { describe, expect, it } from 'vitest';
import { Ask } from '../contract-asks.ts';
import { askOf, emptyField, keyFor, whyNot } from './ask-words.ts';

describe('what an adviser asks', () => {
  it('names fields by their labels, each once, and in any script', () => {
    expect(keyFor('Order number', [])).toBe('order_number');
    expect(keyFor('Größe?', [])).toBe('gro_e');
    expect(keyFor('رقم الطلب', [])).toBe('field');
    expect(keyFor('2 names', ['names'])).toBe('names_2');
    expect(keyFor('x'.repeat(80), [])).toHaveLength(26);
  });

  it('is sent only when the server would take it', () => {
    const quick = (choices: string) => askOf('choices', choices, []);
    const form = (...labels: string[]) =>
      askOf(
        'form',
        '',
        labels.map((label) => ({ ...emptyField, label })),
      );
    const choice = (choices: string) =>
      askOf('form', '', [{ label: 'Size', kind: 'choice', isRequired: false, choices }]);
    const good = [quick('Yes\nNo'), form('Order number', 'Order number'), choice('S\nM')];
    const bad = [quick('Yes'), quick('Yes\nYes'), quick('1\n2\n3\n4\n5\n6'), form(''), choice('S')];
    expect(good.map((ask) => [whyNot('Which?', ask), Ask.safeParse(ask).success])).toEqual(
      good.map(() => [undefined, true]),
    );
    for (const ask of bad) {
      expect(whyNot('Which?', ask)).toMatch(/^(Give|Name)/);
      expect(Ask.safeParse(ask).success).toBe(false);
    }
    expect(whyNot(' ', quick('Yes\nNo'))).toBe('Write what you ask first');
  });
});
