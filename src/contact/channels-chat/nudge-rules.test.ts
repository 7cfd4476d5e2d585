import { describe, expect, it } from 'vitest';
import { fitsPage, nudgeFor, type PageNudge } from './nudge-rules.ts';

describe('pages of a message that the chat shows by itself', () => {
  it.each([
    ['/', '/', true],
    ['/', '/kettles', false],
    ['/kettles/*', '/kettles/sage', true],
    ['/kettles/*', '/kettles', false],
    ['/basket\n/pay*', '/payment', true],
    ['*', '/anything/at/all', true],
    ['/shop/*/sale', '/shop/pans/sale', true],
    ['/shop/*/sale', '/shop/pans/sale/2', false],
    ['/a*a', '/a', false],
    ['/a.b', '/axb', false],
    ['/(x+)+*', '/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', false],
  ])('%j has %s: %s', (pattern, path, fits) => {
    expect(fitsPage(pattern, path)).toBe(fits);
  });
});

describe('how often it is shown', () => {
  const one = (cap: PageNudge['cap']): PageNudge => ({ id: 'n', text: 'Hello', pages: '*', afterS: 5, cap });
  const at = (cap: PageNudge['cap'], seconds: number, before?: string) =>
    nudgeFor([one(cap)], { path: '/', seconds, shown: before ? { n: before } : {}, today: '2026-11-21' })?.id;

  it('waits its time', () => {
    expect([at('once', 4), at('once', 5)]).toEqual([undefined, 'n']);
  });

  it('comes once, or once a day, and never again to whoever put it away', () => {
    expect(at('once', 9, '2026-11-20')).toBeUndefined();
    expect(at('daily', 9, '2026-11-20')).toBe('n');
    expect(at('daily', 9, '2026-11-21')).toBeUndefined();
    expect(at('daily', 9, 'away')).toBeUndefined();
  });
});
