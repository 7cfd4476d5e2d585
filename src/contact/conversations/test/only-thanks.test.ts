import { describe, expect, it } from 'vitest';
import { onlyThanksCases } from '../server/only-thanks.cases.ts';
import { isOnlyThanks } from '../server/only-thanks.ts';

describe('only thanks', () => {
  const wrong = onlyThanksCases.filter(([text, isThanks]) => isOnlyThanks(text) !== isThanks);

  it('never keeps a conversation closed that says more than thanks', () => {
    expect(wrong.filter(([, isThanks]) => !isThanks).map(([text]) => text)).toEqual([]);
  });

  it('knows most thanks; those it does not know open the conversation again, which loses nothing', () => {
    const known = onlyThanksCases.filter(([, isThanks]) => isThanks);
    const missed = wrong.filter(([, isThanks]) => isThanks).map(([text]) => text);
    console.info(
      `only thanks: ${known.length - missed.length} of ${known.length} known; missed: ${missed.join(' | ')}`,
    );
    expect(missed.length / known.length).toBeLessThan(0.15);
  });
});
