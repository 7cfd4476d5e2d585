import { describe, expect, it } from 'vitest';
import { contrast, readable, readableUnderWhite } from './colour.ts';

describe('colour', () => {
  it('measures contrast as WCAG 2 does', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  });

  it('keeps a colour that white can be read on', () => {
    expect(readableUnderWhite('#822e61')).toBe('#822e61');
  });

  it('finds the nearest darker shade of one that is too light', () => {
    const shade = readableUnderWhite('#ff8a3d');
    expect(contrast(shade, '#ffffff')).toBeGreaterThanOrEqual(readable);
    expect(contrast(shade, '#ffffff')).toBeLessThan(4.8);
  });
});
