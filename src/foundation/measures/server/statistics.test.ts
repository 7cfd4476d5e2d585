import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkLibrary, kindsOf, measures, promiseMeasures } from './measures.ts';
import { endOf, groupKeys, startOf } from './period.ts';
import { bucketError, bucketMiddle, bucketQuantile, bucketRatio, orderRanks, quantile, wilson } from './statistics.ts';

const percent = (value: number | undefined) => Math.round((value ?? Number.NaN) * 1_000) / 10;

describe('an interval of a share', () => {
  it.each([
    // 172 of 200 is the example of the metrics catalogue; the others are Newcombe's (1998), table I, method 3.
    [172, 200, 80.5, 90.1],
    [81, 263, 25.5, 36.6],
    [15, 148, 6.2, 16.0],
    [0, 20, 0, 16.1],
    [1, 29, 0.6, 17.2],
  ])('%i of %i is %f to %f %%', (hits, n, low, high) => {
    const interval = wilson(hits, n);
    expect([percent(interval?.low), percent(interval?.high)]).toEqual([low, high]);
  });

  it('of nothing does not exist', () => {
    expect(wilson(0, 0)).toBeNull();
  });
});

describe('a quantile', () => {
  it('of an even number is the mean of the middle two, and of nothing does not exist', () => {
    expect(quantile([1, 2, 4, 10], 0.5)).toBe(3);
    expect(quantile([7], 0.9)).toBe(7);
    expect(quantile([], 0.5)).toBeNull();
  });

  it.each([
    // Ranks of the distribution-free interval for a median, as tables of the sign test give them.
    [5, null],
    [6, { low: 1, high: 6 }],
    [10, { low: 2, high: 9 }],
    [20, { low: 6, high: 15 }],
    [50, { low: 18, high: 33 }],
  ])('of %i values has its interval at the ranks %j', (n, ranks) => {
    expect(orderRanks(n, 0.5)).toEqual(ranks);
  });

  it('has ranks that hold the truth 95 times in 100, for the median and for nine of ten', () => {
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 3_000 }), fc.constantFrom(0.5, 0.9), (n, q) => {
        const ranks = orderRanks(n, q);
        expect(ranks).not.toBeNull();
        expect(ranks?.low ?? 0).toBeLessThanOrEqual(n * q);
        expect(ranks?.high ?? 0).toBeGreaterThanOrEqual(n * q);
      }),
    );
  });

  it('read from buckets is off by less than one per cent', () => {
    expect(bucketError).toBeLessThan(0.01);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40_000_000_000 }), { minLength: 1, maxLength: 200 }), (values) => {
        const counts: number[] = [];
        for (const value of values) {
          const bucket = Math.floor(Math.log(value) / Math.log(bucketRatio));
          for (let i = counts.length; i <= bucket; i++) counts.push(0);
          counts[bucket] = (counts[bucket] ?? 0) + 1;
        }
        const sorted = values.toSorted((one, other) => one - other);
        const exact = sorted[Math.floor((sorted.length - 1) * 0.5)] ?? 0;
        const read = bucketQuantile(counts, 0.5).value ?? 0;
        expect(Math.abs(read - exact) / exact).toBeLessThan(0.0101);
      }),
    );
    expect(bucketMiddle(0)).toBeCloseTo(1, 1);
  });
});

describe('the library', () => {
  const kinds = measures.flatMap((one) => kindsOf(one.formula));

  it('says of every measure what it is, in words', () => {
    for (const one of measures) {
      for (const words of [one.words, one.about, one.formulaWords, one.calendar, one.exclusions, one.counts]) {
        expect(words.length, one.name).toBeGreaterThan(3);
      }
    }
    expect(measures.map((one) => one.name)).toContain('first_response_p90');
    expect(Object.keys(promiseMeasures).every((name) => measures.some((one) => one.name === `${name}_kept`))).toBe(
      true,
    );
  });

  it('refuses a formula over nothing and says what there is', () => {
    expect(() => checkLibrary(measures, kinds)).not.toThrow();
    expect(() => checkLibrary(measures, ['contact'])).toThrow(
      /first_response.*nothing contributes.*There are: contact/,
    );
    expect(() => checkLibrary([...measures, ...measures], kinds)).toThrow('twice');
  });
});

describe('periods', () => {
  it('have weeks from Monday and months of their own length', () => {
    expect(startOf('week', '2026-11-22')).toBe('2026-11-16');
    expect(startOf('week', '2026-11-23')).toBe('2026-11-23');
    expect(endOf('month', '2028-02-01')).toBe('2028-02-29');
    expect(groupKeys('month', '2026-11-30', '2027-01-01')).toEqual(['2026-11-01', '2026-12-01', '2027-01-01']);
  });
});
