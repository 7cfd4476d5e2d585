import { describe, expect, it } from 'vitest';
import { fitting, type Mentionable, namedIn, piecesOf, queryAt, withName } from './mention-text.ts';

const person = (id: string, name: string): Mentionable => ({ kind: 'person', id, name });
const all = [
  person('1', 'Jun Petrak'),
  person('2', 'Jun'),
  person('3', 'Inès Kaldor'),
  { kind: 'team' as const, id: 't', name: 'Orders' },
];

describe('naming somebody', () => {
  it.each([
    ['@', ''],
    ['Ask @ju', 'ju'],
    ['(@Jun Pe', 'Jun Pe'],
    ['mail jun@shop', null],
    ['@Jun Petrak please call', null],
    ['nobody', null],
  ])('%s', (text, query) => expect(queryAt(text, text.length)).toBe(query));

  it('finds by the beginning of each word, without marks', () => {
    expect(fitting('ines', all).map((one) => one.id)).toEqual(['3']);
    expect(fitting('pet', all).map((one) => one.id)).toEqual(['1']);
    expect(fitting('', all)).toHaveLength(4);
  });

  it('puts the name in the place of what was typed', () => {
    expect(withName('Ask @ju today', 7, 'Jun Petrak')).toEqual({ text: 'Ask @Jun Petrak today', caret: 16 });
  });

  it('means the longest name, and nobody by half a word or in an address', () => {
    expect(namedIn('@Jun Petrak and @orders', all)).toEqual({ people: ['1'], teams: ['t'] });
    expect(namedIn('@Junior, a@Jun', all)).toEqual({ people: [], teams: [] });
    expect(piecesOf('Hi @Jun!', all).map((one) => one.text)).toEqual(['Hi ', '@Jun', '!']);
  });

  it('is undone by taking the name out', () => {
    expect(namedIn('Jun Petrak', all)).toEqual({ people: [], teams: [] });
  });
});
