import { describe, expect, it } from 'vitest';
import { type Styled, styled } from './styled.ts';

/** `b(bold)` for a bold piece, and so on. */
const shape = (pieces: readonly Styled[]): string =>
  pieces
    .map(({ as, text, inner }) => (as ? `${as}(${inner ? shape(inner) : text})` : text))
    .join('')
    .replaceAll('\n', '⏎');

describe('what is written in a message', () => {
  it.each([
    ['plain words, 2 * 3 * 4', 'plain words, 2 * 3 * 4'],
    ['a **bold** word', 'a b(bold) word'],
    ['*one* and _two_', 'i(one) and i(two)'],
    ['**bold with _both_ in it**', 'b(bold with i(both) in it)'],
    ['file_name_here and 5*3*2', 'file_name_here and 5*3*2'],
    ['größe_von_x', 'größe_von_x'],
    ['run `npm **x**` now', 'run code(npm **x**) now'],
    ['```\n<b>\n  two\n```\nafter', 'pre(<b>⏎  two)after'],
    ['Bring:\n- the receipt\n- **both** boxes\nThanks', 'Bring:⏎li(• the receipt)li(• b(both) boxes)Thanks'],
    ['1. first\n2) second', 'li(1. first)li(2) second)'],
    ['-5 degrees, -- a line', '-5 degrees, -- a line'],
    ['** not bold **', '** not bold **'],
    ['unclosed **bold and `code', 'unclosed **bold and `code'],
    [
      'See https://shop.example/a_b_c?x=1. Or (http://x.example/y)!',
      'See a(https://shop.example/a_b_c?x=1). Or (a(http://x.example/y))!',
    ],
    ['**https://shop.example**', 'b(a(https://shop.example))'],
    ['javascript:alert(1) [pay](https://evil.example)', 'javascript:alert(1) [pay](a(https://evil.example))'],
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['- - twice', 'li(• li(• twice))'],
    ['', ''],
  ])('%j', (text, expected) => {
    expect(shape(styled(text))).toBe(expected);
  });

  it.each([
    '**a ',
    '*a ',
    '`',
    '```',
    '- ',
    '_a',
    'https://',
    '* * ',
    '1. ',
    '**_',
  ])('the longest message, all of it %j, takes less than 100 ms', (sign) => {
    const text = sign.repeat(10_000 / sign.length);
    // The best of three, so that a busy machine does not count.
    const took = [1, 2, 3].map(() => {
      const began = performance.now();
      styled(text);
      return performance.now() - began;
    });
    expect(Math.min(...took)).toBeLessThan(100);
  });
});
