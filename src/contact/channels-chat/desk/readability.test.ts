import { describe, expect, it } from 'vitest';
import { contrast, readable, visible } from '#kernel/contract/colour.ts';
import { plainLook } from '../contract-look.ts';
import { coloursOf, onAccent } from '../look-style.ts';
import { unreadableIn } from './readability.ts';

describe('whether a look can be read', () => {
  it('finds nothing in Heed’s own', () => {
    expect(unreadableIn(null, plainLook)).toEqual([]);
  });

  it('names what cannot be read, in which scheme, and what would do; that then can', () => {
    const look = { ...plainLook, surface: '#ffffff', text: '#9aa39e', darkAccent: '#161d1a' };
    const found = unreadableIn('#7f7f7f', look);
    expect(found.map(({ scheme, what }) => `${scheme}: ${what}`)).toEqual([
      'light: Text on the paper',
      'light: Words on the accent',
      'dark: The accent against the paper',
    ]);
    const [text, accent, darkAccent] = found.map((one) => one.better);
    const mended = { ...look, text: text ?? '', darkAccent: darkAccent ?? '' };
    expect(unreadableIn(accent ?? '', mended)).toEqual([]);
    const dark = coloursOf(accent ?? '', mended, 'dark');
    expect(contrast(dark.accent, dark.surface)).toBeGreaterThanOrEqual(visible);
    expect(contrast(onAccent(dark.accent), dark.accent)).toBeGreaterThanOrEqual(readable);
  });

  it('looks only at schemes that are shown', () => {
    expect(unreadableIn(null, { ...plainLook, scheme: 'light', darkText: '#222222' })).toEqual([]);
    expect(unreadableIn(null, { ...plainLook, scheme: 'auto', darkText: '#222222' })).toHaveLength(1);
  });
});
