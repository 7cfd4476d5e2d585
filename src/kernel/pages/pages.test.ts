import { describe, expect, it } from 'vitest';
import { contrast } from '../contract/colour.ts';
import { localeFrom } from './language.ts';
import { accentCss } from './style.ts';

describe('the language of a page', () => {
  it.each([
    [undefined, 'en', 'en-AU'],
    ['de-AT,en;q=0.5', 'de', 'de-AT'],
    ['en;q=0.3, fr-CA;q=0.9', 'fr', 'fr-CA'],
    ['nl, ar-EG;q=0.2', 'ar', 'ar-EG'],
    ['deu', 'en', 'en-AU'],
    ['es;q=0', 'en', 'en-AU'],
    ['"><script>, de;q=nonsense', 'en', 'en-AU'],
  ])('of a browser that sends %s is %s', (sent, language, locale) => {
    expect(localeFrom(sent)).toEqual({ language, locale });
  });
});

describe('a colour of one’s own', () => {
  it.each(['#822e61', '#ffee00', '#000000', '#ffffff', '#808080'])('%s can be read in both schemes', (colour) => {
    const rules = [...accentCss(colour).matchAll(/--accent: (#[0-9a-f]{6}); --on-accent: (#[0-9a-f]{6})/g)];
    const [light, dark] = rules.map(([, accent = '', on = '']) => ({ accent, on }));
    for (const ground of ['#ffffff', '#f1f6f3']) expect(contrast(light?.accent ?? '', ground)).toBeGreaterThan(4.4);
    for (const ground of ['#121a16', '#0c120f']) expect(contrast(dark?.accent ?? '', ground)).toBeGreaterThan(4.4);
    for (const scheme of [light, dark]) {
      expect(contrast(scheme?.accent ?? '', scheme?.on ?? '')).toBeGreaterThan(4.4);
    }
  });
});
