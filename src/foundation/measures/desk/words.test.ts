import { describe, expect, it } from 'vitest';
import { makeFormats } from '#kernel/web/ui/format.ts';
import { endOf, gridOf, periodsUpTo, todayIn } from './period.ts';
import { axisOf } from './ticks.ts';
import { intervalWords, type Measure, minutesWords, trendOf, valueWords } from './words.ts';

const formats = makeFormats('en-AU', 'Australia/Melbourne');

describe('numbers in words', () => {
  it.each([
    [0, '0 s'],
    [0.7, '42 s'],
    [1.2, '1 min 12 s'],
    [35.4, '35 min'],
    [133, '2 h 13 min'],
    [2_880, '2 d'],
    [4_560, '3 d 4 h'],
  ])('%f minutes are %s', (minutes, words) => {
    expect(minutesWords(minutes)).toBe(words);
  });

  it('show a dash where there are no rows, and one sign of per cent for an interval', () => {
    expect(valueWords(formats, 'share', null)).toBe('–');
    expect(intervalWords(formats, 'share', { value: 0.884, n: 3_118, low: 0.872, high: 0.895 })).toBe('87.2 – 89.5 %');
    expect(intervalWords(formats, 'count', { value: 4, n: 4, low: null, high: null })).toBeNull();
  });

  it('call a number better or worse only where it lies outside the interval', () => {
    const measure = { better: 'lower' } as Measure;
    const now = { value: 10, n: 50, low: 8, high: 12 };
    expect(trendOf(measure, now, { value: 11, n: 50, low: 9, high: 13 })).toBe('same');
    expect(trendOf(measure, now, { value: 20, n: 50, low: 9, high: 13 })).toBe('better');
    expect(trendOf({ ...measure, better: 'higher' }, now, { value: 20, n: 5, low: null, high: null })).toBe('worse');
    expect(trendOf(measure, { ...now, value: null }, null)).toBeNull();
  });
});

describe('axes', () => {
  it('count time in steps that people know, and shares in the part that is used', () => {
    expect(axisOf('minutes', 0, 95)).toEqual({ domain: [0, 120], ticks: [0, 30, 60, 90, 120] });
    expect(axisOf('minutes', 0, 4.2).ticks).toEqual([0, 1, 2, 3, 4, 5]);
    expect(axisOf('share', 0.78, 0.96)).toEqual({ domain: [0.75, 1], ticks: [0.75, 0.8, 0.85, 0.9, 0.95, 1] });
    expect(axisOf('count', 0, 44).ticks).toEqual([0, 10, 20, 30, 40, 50]);
    expect(axisOf('count', 0, 0).domain).toEqual([0, 1]);
  });
});

describe('periods', () => {
  it('end on the day it is in the zone of the workspace', () => {
    expect(todayIn('Australia/Melbourne', Date.parse('2026-11-22T14:00:00Z'))).toBe('2026-11-23');
    const periods = periodsUpTo('2026-03-01');
    expect(periods.find((one) => one.label === 'Last month')).toMatchObject({ from: '2026-02-01', to: '2026-02-28' });
    expect(gridOf({ from: '2026-01-01', to: '2026-01-31' })).toBe('day');
    expect(endOf('month', '2028-02-01')).toBe('2028-02-29');
  });
});
