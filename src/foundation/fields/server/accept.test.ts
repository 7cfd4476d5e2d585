import { describe, expect, it } from 'vitest';
import type { FieldKind } from '../contract.ts';
import { accept, acceptWords } from './accept.ts';

const choices = [
  { key: 'gold', label: 'Gold', isRetired: false },
  { key: 'silver', label: 'Silver', isRetired: false },
  { key: 'tin', label: 'Tin', isRetired: true },
];

describe('a value is kept or refused by its kind', () => {
  it.each<[FieldKind, unknown, unknown]>([
    ['text', '  Gold  ', 'Gold'],
    ['text', 'x'.repeat(2_000), 'x'.repeat(2_000)],
    ['number', -12.5, -12.5],
    ['number', 0, 0],
    ['date', '2028-02-29', '2028-02-29'],
    ['yes_no', false, false],
    ['one_of', 'silver', 'silver'],
    ['several_of', ['silver', 'gold', 'gold'], ['gold', 'silver']],
    ['link', 'https://shop.example/a?b=c#d', 'https://shop.example/a?b=c#d'],
    ['email', 'Ines@Kaldor.example ', 'ines@kaldor.example'],
    ['text', '   ', null],
    ['several_of', [], null],
    ['date', null, null],
  ])('%s takes %j', (kind, value, kept) => {
    expect(accept({ kind, choices }, value)).toEqual({ value: kept });
  });

  it.each<[FieldKind, unknown]>([
    ['text', 12],
    ['text', 'x'.repeat(2_001)],
    ['text', 'a\u0000b'],
    ['text', '\ud83d'],
    ['text', ['a']],
    ['number', '12'],
    ['number', Number.NaN],
    ['number', 1e16],
    ['date', '2026-02-31'],
    ['date', '2027-02-29'],
    ['date', '23.11.2026'],
    ['date', '2026-11-23T00:00:00Z'],
    ['yes_no', 'true'],
    ['yes_no', 1],
    ['one_of', 'bronze'],
    ['one_of', 'tin'],
    ['one_of', ['gold']],
    ['several_of', 'gold'],
    ['several_of', ['gold', 'bronze']],
    ['several_of', [{}]],
    ['link', 'javascript:alert(1)'],
    ['link', 'https://ann:secret@shop.example'],
    ['link', 'shop.example'],
    ['email', 'ines@kaldor'],
    ['email', 'Ines <ines@kaldor.example>'],
    ['email', {}],
  ])('%s refuses %j and says what it takes', (kind, value) => {
    const field = { kind, choices };
    expect(accept(field, value)).toEqual({ problem: `Give ${acceptWords(field)}.` });
  });

  it('the words name the choices that can still be taken', () => {
    expect(acceptWords({ kind: 'one_of', choices })).toBe('one of gold, silver');
  });
});
