import { type Instant, toMillis } from '#kernel/web/ui/now.ts';

/** A day and a time as clocks on the wall show them: `2026-11-23`, `09:05`. */
export type Wall = { day: string; time: string };

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(timeZone, made);
  return made;
}

/** What the wall clocks of a zone show at an instant. @throws RangeError for an unknown zone */
export function wallOf(at: Instant, timeZone: string): Wall {
  const [day = '', time = ''] = formatOf(timeZone).format(toMillis(at)).split(' ');
  return { day, time };
}

const minutesUtc = ({ day, time }: Wall) => Date.parse(`${day}T${time}:00Z`);

/**
 * When the wall clocks of a zone show this, in milliseconds; null for what is no day or time. Of an hour that comes
 * twice the first is meant; a time that is left out in spring counts as the one after the gap.
 */
export function instantOf(wall: Wall, timeZone: string): number | null {
  const asUtc = minutesUtc(wall);
  if (Number.isNaN(asUtc)) return null;
  const offsetAt = (at: number) => minutesUtc(wallOf(at, timeZone)) - Math.floor(at / 60_000) * 60_000;
  const offsets = [offsetAt(asUtc - 86_400_000), offsetAt(asUtc + 86_400_000)];
  const found = offsets.map((offset) => asUtc - offset).filter((at) => minutesUtc(wallOf(at, timeZone)) === asUtc);
  return found.length > 0 ? Math.min(...found) : asUtc - Math.min(...offsets);
}

/** The day some days after another one: `nextDay('2026-12-31', 1)` is `2027-01-01`. */
export function nextDay(day: string, by: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);
}
