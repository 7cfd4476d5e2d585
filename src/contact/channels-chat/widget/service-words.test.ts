import { describe, expect, it } from 'vitest';
import type { Service } from './service.ts';
import { backWords, serviceWords } from './service-words.ts';

const open = { isOpen: true, opensAt: null, replyMs: null } as unknown as Service;
const noon = new Date(2026, 10, 27, 12, 0);

describe('what the panel says of the service', () => {
  it('names the time that replies really take, rounded up, and none where none is known', () => {
    const said = (minutes: number) => serviceWords({ ...open, replyMs: minutes * 60_000 });
    expect([0.4, 4.2, 12, 50, 56, 130].map(said)).toEqual([
      'Usually replies within 1 minute',
      'Usually replies within 5 minutes',
      'Usually replies within 15 minutes',
      'Usually replies within 50 minutes',
      'Usually replies within 1 hour',
      'Usually replies within 3 hours',
    ]);
    expect(serviceWords(open)).toBe('We answer as soon as we can');
    expect(serviceWords(null)).toBe('We answer as soon as we can');
  });

  it('says when we are back, by the customer’s own clock and words', () => {
    const closed = (opensAt: Date | null) =>
      serviceWords({ ...open, isOpen: false, opensAt: opensAt?.toISOString() ?? null }, noon);
    expect(closed(new Date(2026, 10, 27, 14, 30))).toMatch(/^Closed now\. We are back at .*:30/);
    expect(closed(new Date(2026, 10, 28, 9, 0))).toMatch(/^Closed now\. We are back on Saturday at .*9:00/);
    expect(backWords(new Date(2026, 10, 30, 9, 0), noon)).toMatch(/ on Monday at .*9:00/);
    expect(backWords(new Date(2026, 11, 24, 9, 0), noon)).toMatch(/24/);
    expect(closed(null)).toBe('Closed now');
  });
});
