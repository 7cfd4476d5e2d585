import type { By } from '../contract.ts';

const dayMs = 86_400_000;
const toDay = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const toMs = (day: string) => Date.parse(`${day}T00:00:00Z`);

/** The day `count` days after (or before) an ISO day. */
export const addDays = (day: string, count: number) => toDay(toMs(day) + count * dayMs);
/** Days from one to the other, both counted. */
export const daysBetween = (from: string, to: string) => Math.round((toMs(to) - toMs(from)) / dayMs) + 1;

/** The ISO day it is in a time zone. */
export function dayIn(timeZone: string, at: Date): string {
  // The Swedish order is the ISO order.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
}

export const isTime = (by: By): by is 'day' | 'week' | 'month' => by === 'day' || by === 'week' || by === 'month';

/** The first day of the day, week (from Monday) or month in which a day lies: the key of its group. */
export function startOf(by: 'day' | 'week' | 'month', day: string): string {
  if (by === 'day') return day;
  if (by === 'month') return `${day.slice(0, 8)}01`;
  const weekday = (new Date(toMs(day)).getUTCDay() + 6) % 7;
  return addDays(day, -weekday);
}

/** Keys of all groups from one day to another, in order. */
export function groupKeys(by: 'day' | 'week' | 'month', from: string, to: string): string[] {
  const keys: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const key = startOf(by, day);
    if (keys.at(-1) !== key) keys.push(key);
  }
  return keys;
}

/** The last day of a group. */
export function endOf(by: 'day' | 'week' | 'month', key: string): string {
  if (by === 'day') return key;
  if (by === 'week') return addDays(key, 6);
  const [year = 0, month = 0] = key.split('-').map(Number);
  return toDay(Date.UTC(year, month, 0));
}
