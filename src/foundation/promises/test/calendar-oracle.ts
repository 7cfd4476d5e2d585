import type { CalendarRules, Pause, Span } from '../server/calendar/calendar.ts';

/**
 * The calendar as somebody would work it out by hand: every minute of a window is looked at on the zone's clocks, which
 * Intl tells. It shares nothing with the engine but the types. Slow on purpose.
 */
export interface Window {
  zone: string;
  /** The first minute, in minutes since 1970. */
  first: number;
  /** What the clocks show at each minute, as if it were UTC, in minutes since 1970. */
  walls: readonly number[];
}

const minuteMs = 60_000;
const dayMinutes = 1_440;
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/** Looks at the clocks of a zone minute by minute, from two days before a date on. */
export function lookAt(zone: string, date: string, lasting = 6): Window {
  const first = Date.parse(`${date}T00:00:00Z`) / minuteMs - 2 * dayMinutes;
  const clocks = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  });
  const walls: number[] = [];
  for (let index = 0; index < lasting * dayMinutes; index++) {
    const shown = clocks.format((first + index) * minuteMs);
    walls.push(Date.parse(`${shown.replace(' ', 'T')}:00Z`) / minuteMs);
  }
  return { zone, first, walls };
}

/** Which minutes of the window are open: each span from the first minute shown at or after it to the last before its end. */
export function openMinutesOf(window: Window, rules: CalendarRules): boolean[] {
  const { walls } = window;
  const isOpen = walls.map(() => false);
  const from = Math.floor(Math.min(...walls) / dayMinutes) - 2;
  const to = Math.floor(Math.max(...walls) / dayMinutes) + 2;
  for (let day = from; day <= to; day++) {
    for (const [start, end] of spansOf(rules, day)) {
      const opens = walls.findIndex((wall) => wall >= day * dayMinutes + start);
      const closes = walls.findLastIndex((wall) => wall < day * dayMinutes + end);
      if (opens >= 0) isOpen.fill(true, opens, Math.max(opens, closes + 1));
    }
  }
  return isOpen;
}

function spansOf(rules: CalendarRules, day: number): [number, number][] {
  const date = new Date(day * dayMinutes * minuteMs);
  const iso = date.toISOString().slice(0, 10);
  if (rules.holidays.includes(iso)) return [];
  const spans: Span[] = rules.halfDays?.[iso] ?? rules.hours[days[date.getUTCDay()] ?? 'sun'] ?? [];
  return spans.map(([from, to]) => {
    const start = minutes(from);
    return [start, minutes(to) > start ? minutes(to) : minutes(to) + dayMinutes];
  });
}

function minutes(time: string): number {
  const [hours, rest] = time.split(':');
  return Number(hours) * 60 + Number(rest);
}

/** Takes the paused minutes out. Pauses are in milliseconds and on whole minutes. */
export function unpaused(window: Window, isOpen: readonly boolean[], pauses: readonly Pause[]): boolean[] {
  return isOpen.map((open, index) => {
    const at = (window.first + index) * minuteMs;
    return open && !pauses.some(([from, to]) => at >= from && (to === null || at < to));
  });
}

/** The minutes (indexes in the window) until the count is full, or -1 where the window ends before. */
export function countTo(counts: readonly boolean[], start: number, target: number): number {
  if (target === 0) return counts.findIndex((counting, index) => index >= start && counting);
  let counted = 0;
  for (let index = start; index < counts.length; index++) {
    if (counts[index]) counted++;
    if (counted === target) return index + 1;
  }
  return -1;
}
