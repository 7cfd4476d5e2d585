import { t } from '@lingui/core/macro';

const dayMs = 86_400_000;

export interface Period {
  label: string;
  from: string;
  to: string;
}

const toDay = (ms: number) => new Date(ms).toISOString().slice(0, 10);
export const addDays = (day: string, count: number) => toDay(Date.parse(`${day}T00:00:00Z`) + count * dayMs);
export const daysOf = ({ from, to }: { from: string; to: string }) =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs) + 1;

/** The ISO day it is in a zone. */
export function todayIn(timeZone: string, now = Date.now()): string {
  // The Swedish order is the ISO order.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now);
}

/** The periods that are offered by name. */
export function periodsUpTo(today: string): Period[] {
  const monthStart = `${today.slice(0, 8)}01`;
  const lastMonthEnd = addDays(monthStart, -1);
  return [
    { label: t`Last 7 days`, from: addDays(today, -6), to: today },
    { label: t`Last 28 days`, from: addDays(today, -27), to: today },
    { label: t`Last 12 weeks`, from: addDays(today, -83), to: today },
    { label: t`This month`, from: monthStart, to: today },
    { label: t`Last month`, from: `${lastMonthEnd.slice(0, 8)}01`, to: lastMonthEnd },
    { label: t`Last 12 months`, from: addDays(today, -364), to: today },
  ];
}

/** By what a period is drawn: so that there are enough points to see a line and not too many to read. */
export function gridOf(period: { from: string; to: string }): 'day' | 'week' | 'month' {
  const days = daysOf(period);
  if (days <= 31) return 'day';
  return days <= 400 ? 'week' : 'month';
}

/** The last day of a group of a split by time. */
export function endOf(by: 'day' | 'week' | 'month', key: string): string {
  if (by === 'day') return key;
  if (by === 'week') return addDays(key, 6);
  const [year = 0, month = 0] = key.split('-').map(Number);
  return toDay(Date.UTC(year, month, 0));
}
