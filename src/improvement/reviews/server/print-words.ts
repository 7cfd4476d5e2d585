import type { PackMetric } from '../contract.ts';

const round = (value: number) => Math.round(value * 10) / 10;

/** A number in its unit, as it is printed. */
export function numberWords(unit: PackMetric['unit'], value: number): string {
  if (unit === 'share') return `${round(value * 100)} %`;
  if (unit === 'minutes') return value >= 120 ? `${round(value / 60)} h` : `${round(value)} min`;
  return unit === 'days' ? `${round(value)} days` : String(round(value));
}

/** What came true beside what was promised; `isMet` null where there is no number. */
export function valueWords(metric: PackMetric): { value: string; isMet: boolean | null; detail: string } {
  const { unit, value, target, is, n, low, high } = metric;
  const wanted = `${is === 'at_least' ? 'at least' : 'at most'} ${numberWords(unit, target)}`;
  if (value === null) return { value: 'no number', isMet: null, detail: wanted };
  const between = low === null || high === null ? '' : `, ${numberWords(unit, low)} to ${numberWords(unit, high)}`;
  return {
    value: numberWords(unit, value),
    isMet: is === 'at_least' ? value >= target : value <= target,
    detail: `${wanted}; n ${n}${between}`,
  };
}

/** Heights of the weeks from 0 to 1; shares from nothing to all, others to the highest. */
export function barsOf({ unit, trend }: PackMetric): number[] {
  const most = unit === 'share' ? 1 : Math.max(...trend.map((one) => one.value ?? 0), 0);
  return trend.map(({ value }) => (value === null || most === 0 ? 0 : Math.min(1, value / most)));
}
