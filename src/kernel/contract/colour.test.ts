import { describe, expect, it } from 'vitest';
import { contrast, mix, nearest, readable } from './colour.ts';

const on = (paper: string) => (shade: string) => contrast(shade, paper) >= readable;

describe('colour', () => {
  it('measures contrast as WCAG 2 does', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  });

  it('mixes as browsers do', () => {
    expect(mix('#ffffff', 0.5, '#000000')).toBe('#808080');
  });

  it('keeps a colour that can be read', () => {
    expect(nearest('#822e61', on('#ffffff'))).toBe('#822e61');
  });

  it('finds the nearest shade of one that cannot, darker on light and lighter on dark', () => {
    const onWhite = nearest('#ff8a3d', on('#ffffff'));
    expect(contrast(onWhite, '#ffffff')).toBeGreaterThanOrEqual(readable);
    expect(contrast(onWhite, '#ffffff')).toBeLessThan(4.8);
    const onInk = nearest('#3b3b3b', on('#121a16'));
    expect(contrast(onInk, '#121a16')).toBeGreaterThanOrEqual(readable);
    expect(contrast(onInk, '#ffffff')).toBeLessThan(contrast('#3b3b3b', '#ffffff'));
  });
});
