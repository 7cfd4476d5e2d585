/** The shop's clock: opening hours and how busy each hour is, in Melbourne's local time, summer time included. */
export const SHOP_TIME_ZONE = 'Australia/Melbourne';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const format = new Intl.DateTimeFormat('en-AU', { timeZone: SHOP_TIME_ZONE, timeZoneName: 'longOffset' });
const offsets = new Map<number, number>();

/** Milliseconds since 1970 as a clock on the shop's wall would count them. */
export function wallTime(at: number): number {
  const hour = Math.floor(at / HOUR);
  let offset = offsets.get(hour);
  if (offset === undefined) {
    const name = format.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? '';
    const found = /GMT\+(\d+):(\d+)/.exec(name);
    offset = found ? Number(found[1]) * HOUR + Number(found[2]) * MINUTE : 0;
    offsets.set(hour, offset);
  }
  return at + offset;
}

/** 0 is Sunday, as in `Date`. */
export function weekdayOf(at: number): number {
  return new Date(wallTime(at)).getUTCDay();
}

/** Hour of the day with its fraction, 0 to 24. */
export function hourOf(at: number): number {
  return (wallTime(at) % DAY) / HOUR;
}

// Weekdays 8:30 to 17:00, weekends 10:00 to 16:00.
function hoursOf(weekday: number): { opens: number; closes: number } {
  return weekday === 0 || weekday === 6 ? { opens: 10, closes: 16 } : { opens: 8.5, closes: 17 };
}

export function isOpen(at: number): boolean {
  const { opens, closes } = hoursOf(weekdayOf(at));
  const hour = hourOf(at);
  return hour >= opens && hour < closes;
}

/** `at` itself while the shop is open, otherwise the moment it opens next. */
export function nextOpen(at: number): number {
  let moment = at;
  while (!isOpen(moment)) {
    const { opens, closes } = hoursOf(weekdayOf(moment));
    const hour = hourOf(moment);
    // After closing: to just past midnight, then the loop looks at the new day's hours.
    moment += hour < opens ? (opens - hour) * HOUR : hour >= closes ? (24 - hour) * HOUR + 1 : 0;
    moment = Math.ceil(moment);
  }
  return moment;
}

const BY_HOUR = [2, 1, 1, 1, 1, 3, 8, 18, 38, 62, 74, 76, 70, 66, 60, 55, 50, 46, 42, 48, 52, 40, 22, 8];
const BY_WEEKDAY = [0.62, 1.25, 1.1, 1.02, 1, 0.92, 0.7];

/** How much customers write in the hour around `at`, relative to other hours. */
export function demandAt(at: number): number {
  return (BY_HOUR[Math.floor(hourOf(at))] ?? 1) * (BY_WEEKDAY[weekdayOf(at)] ?? 1);
}
