/** A day of a date field, counted from today in the reader's own calendar: `2026-11-23`. */
export function todayIn(days: number, now: Date = new Date()): string {
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** The instant at which a day of a date field begins for the reader; null for an empty field. */
export function dayStart(day: string): string | null {
  const at = new Date(`${day}T00:00`);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** The instant at which such a day is over. */
export function dayEnd(day: string): string | null {
  const at = new Date(`${day}T00:00`);
  at.setDate(at.getDate() + 1);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
