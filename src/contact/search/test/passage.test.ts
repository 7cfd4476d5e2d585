import { describe, expect, it } from 'vitest';
import type { Passage } from '../contract.ts';
import { passageOf } from '../server/passage.ts';

/** `[like this]` what is marked. */
const show = (pieces: Passage) => pieces.map(({ text, isHit }) => (isHit ? `[${text}]` : text)).join('');
const passage = (text: string, words: string[], isLastOpen = false) =>
  show(passageOf(text, words, (index) => isLastOpen && index === words.length - 1));

const long = `${'Before it stands a good deal. '.repeat(10)}Then the kettle came with a cracked lid, 👍 and ${'after it more. '.repeat(30)}`;

describe('a passage', () => {
  it.each([
    ['My kettle is broken', ['KETTLE'], 'My [kettle] is broken'],
    ['Two kettles', ['kettle'], 'Two kettles'],
    ['Müller, MULLER, mueller', ['muller'], '[Müller], [MULLER], mueller'],
    ['Die Straße', ['strasse'], 'Die [Straße]'],
    ['Søren wrote', ['soren'], '[Søren] wrote'],
    ['I wait for my e-mail', ['e-mail'], 'I wait for my [e-mail]'],
    ['It was not  delivered', ['"not delivered'], 'It was [not delivered]'],
    ['Not yet delivered', ['"not delivered'], 'Not yet delivered'],
    ['我要退款，谢谢', ['退款'], '我要[退款]，谢谢'],
    ['<b>kettle</b> & co', ['kettle'], '<b>[kettle]</b> & co'],
    ['Nothing of it', ['.*', '(', 'kettle'], 'Nothing of it'],
    ['👍👍 lid 👍', ['lid'], '👍👍 [lid] 👍'],
  ])('of %s for %j marks what was found', (text, words, expected) => {
    expect(passage(text, words)).toBe(expected);
  });

  it('marks words that begin so while the last is being typed', () => {
    expect(passage('Refund, refunds, prefund', ['ref'], true)).toBe('[Refund], [refunds], prefund');
  });

  it('of a long text begins and ends between words, around the first hit', () => {
    const shown = passage(long, ['kettle']);
    expect(shown).toMatch(/^… .*Then the \[kettle\] came with a cracked lid, 👍 and .* …$/);
    expect(shown.length).toBeLessThan(200);
    expect(passage(long, ['absent'])).toMatch(/^Before it stands.* …$/);
  });

  it('is the whole text when joined, whatever is in it', () => {
    for (const text of ['', 'x', 'ß'.repeat(200), '👍'.repeat(200), 'ﬁ ligature ﬁnd', 'a\u0301b', '\ud800 alone']) {
      const joined = passageOf(text, ['find', 'ss'], () => true)
        .map((piece) => piece.text)
        .join('');
      expect(text.startsWith(joined.replace(/^… | …$/g, ''))).toBe(true);
    }
  });
});
