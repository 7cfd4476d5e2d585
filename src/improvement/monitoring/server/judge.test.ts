import { describe, expect, it } from 'vitest';
import { changeOf, gapOf, isSure, missedInARow, verdictOf } from './judge.ts';

const ninety = { is: 'at_least', goal: 0.9 } as const;
const hour = { is: 'at_most', goal: 60 } as const;
const of = (value: number | null, n = 20, low: number | null = null, high: number | null = null) => ({
  ...{ value, n, low, high, words: null },
});

describe('a goal', () => {
  it.each([
    [ninety, 0.9, 'kept'],
    [ninety, 0.899, 'missed'],
    [ninety, null, 'no_rows'],
    [hour, 60, 'kept'],
    [hour, 60.1, 'missed'],
  ] as const)('%j with %j is %s', (target, value, verdict) => {
    expect(verdictOf(target, { value })).toBe(verdict);
  });

  it('is missed for sure only where the whole interval is', () => {
    expect(isSure(ninety, of(0.86, 200, 0.805, 0.901))).toBe(false);
    expect(isSure(ninety, of(0.8, 400, 0.758, 0.836))).toBe(true);
    expect(isSure(hour, of(null))).toBe(false);
  });

  it.each([
    ['two weeks', [0.95, 0.8, 0.7], 2],
    ['a kept week ends the row', [0.8, 0.95], 0],
    ['all of them', [0.8, 0.8, 0.8], 3],
    ['none', [], 0],
  ])('counts missed weeks in a row: %s', (_, values, count) => {
    expect(
      missedInARow(
        ninety,
        values.map((value) => of(value)),
        5,
      ),
    ).toBe(count);
  });

  it('judges no week of too few rows', () => {
    expect(missedInARow(ninety, [of(0.2), of(0.2, 4), of(0.2)], 5)).toBe(1);
  });

  it('is the worse the further it is away, whatever its unit', () => {
    expect(gapOf(ninety, 0.45)).toBeCloseTo(gapOf(hour, 90));
    expect(gapOf({ is: 'at_most', goal: 0 }, 2)).toBe(2);
  });
});

describe('an effect', () => {
  it('is better or worse only outside both intervals', () => {
    const before = of(0.7, 100, 0.6, 0.78);
    expect(changeOf(ninety, before, of(0.92, 100, 0.85, 0.96))).toBe('better');
    expect(changeOf(ninety, before, of(0.75, 100, 0.65, 0.83))).toBe('same');
    expect(changeOf(hour, of(50, 9, 40, 60), of(90, 9, 80, 99))).toBe('worse');
    expect(changeOf(ninety, of(null, 0), of(0.9))).toBeNull();
  });
});
