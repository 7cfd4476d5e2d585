import { CalendarRefusal } from './refusal.ts';

/** From and to in milliseconds; `null` while it still lasts. */
export type Pause = readonly [from: number, to: number | null];

/** A pause with `Infinity` for one that still lasts. */
export type Rest = readonly [from: number, to: number];

/**
 * Sorts pauses and joins those that overlap or touch, so that no minute is left out twice.
 * Throws a `CalendarRefusal` for a pause that ends before it starts.
 */
export function joinPauses(pauses: readonly Pause[]): Rest[] {
  if (pauses.length === 0) return [];
  const rests = pauses.map(readPause).sort((a, b) => a[0] - b[0]);
  const joined: Rest[] = [];
  for (const [from, to] of rests) {
    const last = joined.at(-1);
    if (last && from <= last[1]) joined[joined.length - 1] = [last[0], Math.max(last[1], to)];
    else if (to > from) joined.push([from, to]);
  }
  return joined;
}

function readPause([from, to]: Pause): Rest {
  if (!Number.isFinite(from) || (to !== null && !Number.isFinite(to))) {
    throw new CalendarRefusal('pause', 'A pause has no readable time. Give the instants of its start and of its end.');
  }
  if (to !== null && to < from) {
    throw new CalendarRefusal(
      'pause',
      `A pause ends at ${iso(to)}, before it starts at ${iso(from)}. Give an end at or after the start, or none while it lasts.`,
    );
  }
  return [from, to ?? Number.POSITIVE_INFINITY];
}

function iso(at: number): string {
  return Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : String(at);
}
