import type { Line } from './compose.ts';
import { DAY, HOUR, hourOf, isOpen, MINUTE, nextOpen } from './hours.ts';
import type { Random } from './random.ts';

const SECOND = 1000;

/** Gives each line its moment, in milliseconds: advisers only write in opening hours, customers rarely at night. */
export function schedule(lines: readonly Line[], start: number, random: Random): number[] {
  const times: number[] = [];
  let at = start;
  lines.forEach((line, index) => {
    const before = lines[index - 1];
    if (before) at = momentOf(line.by, before.by, at, random);
    times.push(Math.round(at / SECOND) * SECOND);
  });
  return times;
}

function momentOf(by: Line['by'], before: Line['by'], previous: number, random: Random): number {
  if (by === 'customer' && before === 'customer') return previous + random.int(12, 75) * SECOND;
  if (by === 'customer') return customerMoment(previous, random);
  const wait =
    by === 'note'
      ? minutes(random, 6, 0.8)
      : random.chance(0.08)
        ? random.int(20, 170) * MINUTE
        : minutes(random, 1.9, 0.75);
  const moment = previous + wait;
  // In the morning the night's messages are worked off one after the other.
  return isOpen(moment) ? moment : nextOpen(moment) + minutes(random, 14, 0.8);
}

function customerMoment(previous: number, random: Random): number {
  const isLong = random.chance(0.12);
  const moment = previous + (isLong ? random.int(60, 1200) * MINUTE : minutes(random, 3, 0.9));
  const hour = hourOf(moment);
  return hour > 0.5 && hour < 6 ? moment + (7 - hour) * HOUR + random.int(0, 90) * MINUTE : moment;
}

/** A wait with the given median in minutes and a long tail, at least 20 seconds. */
function minutes(random: Random, median: number, spread: number): number {
  return Math.max(20 * SECOND, median * Math.exp(random.normal(0, spread)) * MINUTE);
}

/** When the adviser closes it: soon after a last word of thanks, later when the customer just falls silent. */
export function resolvedAfter(last: number, by: Line['by'], random: Random): number {
  const wait = by === 'customer' ? random.int(1, 18) : random.int(15, 110);
  return nextOpen(last + wait * MINUTE);
}

/** Two days of silence, then the next opening. */
export function givenUpAfter(last: number, random: Random): number {
  return nextOpen(last + 2 * DAY + random.int(0, 240) * MINUTE);
}

/** Squeezes moments that reach past `end` into the time there is, keeping their order. */
export function fitBefore(end: number, times: readonly number[]): number[] {
  const [start = end] = times;
  const last = times.at(-1) ?? end;
  if (last <= end) return [...times];
  const scale = Math.max(0, end - start) / (last - start);
  return times.map((at) => Math.round(start + (at - start) * scale));
}
