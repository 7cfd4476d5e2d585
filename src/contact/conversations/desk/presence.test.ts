import { describe, expect, it } from 'vitest';
import { namesOf, withPresence } from './presence.ts';

const jun = { id: '1', name: 'Jun Petrak' };
const tove = { id: '2', name: 'Tove Lind' };
const at = (conversation: string, ...people: (typeof jun)[]) => ({ at: `conversation:${conversation}`, people });

describe('presence', () => {
  it('takes over what changes and forgets who left', () => {
    const first = withPresence(new Map(), { isAll: true, present: [at('a', jun), at('b', tove)] });
    const then = withPresence(first, { isAll: false, present: [at('a', jun, tove), at('b')] });
    expect([...then]).toEqual([['conversation:a', [jun, tove]]]);
  });

  it('empties what a whole answer does not name', () => {
    const first = withPresence(new Map(), { isAll: true, present: [at('a', jun)] });
    expect(withPresence(first, { isAll: true, present: [] }).size).toBe(0);
  });

  it('names people in words', () => {
    expect(namesOf([jun])).toBe('Jun Petrak');
    expect(namesOf([jun, tove])).toBe('Jun Petrak and Tove Lind');
    expect(namesOf([jun, tove, { id: '3', name: 'Sam' }])).toBe('Jun Petrak and 2 others');
  });
});
