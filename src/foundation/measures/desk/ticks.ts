import type { Unit } from './words.ts';

/** Steps of a time axis in minutes that people count in: seconds, minutes, hours, days, weeks. */
const steps = [1 / 12, 0.25, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1_440, 2_880, 10_080, 20_160, 43_200];

/** From where to where an axis goes and at which values it has lines. Shares show the part that is used. */
export function axisOf(unit: Unit, lowest: number, highest: number): { domain: [number, number]; ticks: number[] } {
  if (unit === 'share') {
    const from = Math.max(0, Math.floor(lowest * 20) / 20);
    const to = Math.min(1, Math.max(from + 0.05, Math.ceil(highest * 20) / 20));
    const step = [0.01, 0.02, 0.05, 0.1, 0.2].find((one) => (to - from) / one <= 6) ?? 0.25;
    return { domain: [from, to], ticks: upTo(from, to, step) };
  }
  const most = highest > 0 ? highest : 1;
  const step = unit === 'minutes' ? (steps.find((one) => most / one <= 5) ?? 86_400) : decimalStep(most);
  const top = Math.ceil(most / step) * step;
  return { domain: [0, top], ticks: upTo(0, top, step) };
}

function decimalStep(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most / 5));
  return ([1, 2, 5, 10].find((one) => most / (one * power) <= 5) ?? 10) * power;
}

function upTo(from: number, to: number, step: number): number[] {
  const count = Math.round((to - from) / step);
  return Array.from({ length: count + 1 }, (_, i) => Math.round((from + i * step) * 10_000) / 10_000);
}
