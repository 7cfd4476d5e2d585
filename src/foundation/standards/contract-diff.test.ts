import { describe, expect, it } from 'vitest';
import { wordDiff } from './contract-diff.ts';

const shown = (before: string, after: string) =>
  wordDiff(before, after)
    .map(({ is, text }) => (is === 'same' ? text : is === 'added' ? `[+${text}]` : `[-${text}]`))
    .join('');

describe('the difference of two texts', () => {
  it.each([
    ['', '', ''],
    ['Reply within 2 hours.', 'Reply within 2 hours.', 'Reply within 2 hours.'],
    ['', 'New words.', '[+New words.]'],
    ['Old words.', '', '[-Old words.]'],
    ['Reply within 2 hours.', 'Reply within 4 hours.', 'Reply within[- 2][+ 4] hours.'],
    ['Warn the lead.', 'Warn the lead and the adviser.', 'Warn the[- lead.][+ lead and the adviser.]'],
    ['Say who you are, then ask.', 'Greet, then ask.', '[-Say who you are,][+Greet,] then ask.'],
  ])('from “%s” to “%s”', (before, after, expected) => expect(shown(before, after)).toBe(expected));

  it('gives back both texts when its pieces are joined', () => {
    const before = 'We answer every message.\n\nOn public holidays we are closed.';
    const after = 'We answer every message in order.\n\nOn holidays nobody is here.  ';
    const of = (kind: 'added' | 'gone') =>
      wordDiff(before, after)
        .filter((piece) => piece.is !== kind)
        .map((piece) => piece.text)
        .join('');
    expect(of('gone')).toBe(after);
    expect(of('added').replace(/\s+/g, ' ')).toBe(before.replace(/\s+/g, ' '));
  });

  it('shows very long texts as replaced rather than taking for ever', () => {
    const long = (word: string) => Array.from({ length: 3_000 }, (_, i) => `${word}${i}`).join(' ');
    expect(wordDiff(long('a'), long('b')).map((piece) => piece.is)).toEqual(['gone', 'added']);
  });
});
