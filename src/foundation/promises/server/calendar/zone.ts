import { Temporal } from 'temporal-polyfill';
import { dayMs } from './rules.ts';

/** A stretch in which a zone keeps one offset. `wall − offset` is the instant, all in milliseconds. */
export interface Stretch {
  from: number;
  to: number;
  offset: number;
}

/** The stretches of a zone that cover `from` to `to`. Slow (a tenth of a millisecond); for compiling only. */
export function stretchesOf(timeZone: string, from: number, to: number): Stretch[] {
  const stretches: Stretch[] = [];
  let at = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone);
  for (let start = from; start < to; ) {
    const next = at.getTimeZoneTransition('next');
    const end = Math.min(next?.epochMilliseconds ?? to, to);
    stretches.push({ from: start, to: end, offset: at.offsetNanoseconds / 1e6 });
    if (!next) break;
    start = end;
    at = next;
  }
  return stretches;
}

/** The stretches around the local days `first` to `last`, with room for spans that run past midnight. */
export function stretchesOfDays(timeZone: string, first: number, last: number): Stretch[] {
  return stretchesOf(timeZone, (first - 2) * dayMs, (last + 4) * dayMs);
}

/**
 * The first instant at which the clocks of the zone show `wall` or later: of a time that occurs twice the earlier, of
 * a time that is skipped the end of the gap. So a span opens.
 */
export function opensAt(stretches: readonly Stretch[], wall: number): number {
  for (const { from, to, offset } of stretches) {
    const at = Math.max(from, wall - offset);
    if (at < to) return at;
  }
  return stretches.at(-1)?.to ?? wall;
}

/**
 * The end of the last moment at which the clocks of the zone show less than `wall`: of a time that occurs twice the
 * later, of a time that is skipped the beginning of the gap, which is its end too. So a span closes.
 */
export function closesAt(stretches: readonly Stretch[], wall: number): number {
  for (let index = stretches.length - 1; index >= 0; index--) {
    const stretch = stretches[index];
    if (!stretch) continue;
    const at = Math.min(stretch.to, wall - stretch.offset);
    if (at > stretch.from) return at;
  }
  return stretches[0]?.from ?? wall;
}

/** The local day (counted from 1 January 1970) of an instant. */
export function localDay(timeZone: string, at: number): number {
  const { offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  return Math.floor((at + offsetNanoseconds / 1e6) / dayMs);
}

/** Whether this is a place's zone as the time-zone data names them; bare offsets are none, they know no summer time. */
export function isZone(timeZone: unknown): timeZone is string {
  if (typeof timeZone !== 'string' || !/^[A-Za-z]/.test(timeZone)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone);
    return true;
  } catch {
    return false;
  }
}
