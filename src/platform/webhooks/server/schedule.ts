const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** From one attempt to the next, as Standard Webhooks 1.0.0 proposes: ten attempts within 76 hours. */
const pauses = [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour];

/** What becomes of a delivery and of its endpoint after an attempt. */
export type Outcome =
  | { kind: 'delivered' }
  | { kind: 'gone' }
  /** `pauseMs` until the next attempt, null after the last one; `throttleMs`: nothing else goes there either. */
  | { kind: 'failed'; pauseMs: number | null; throttleMs: number };

/**
 * Judges an answer. `tries` counts this attempt, by the schedule. Only 2xx is success: a redirection is none, because
 * who may be called was checked for the address that was given.
 */
export function judge(status: number | null, retryAfter: string | undefined, tries: number, now: Date): Outcome {
  if (status !== null && status >= 200 && status < 300) return { kind: 'delivered' };
  if (status === 410) return { kind: 'gone' };
  const isBusy = status === 429 || status === 502 || status === 504;
  return { kind: 'failed', pauseMs: pauses[tries - 1] ?? null, throttleMs: isBusy ? waitOf(retryAfter, now) : 0 };
}

/** `Retry-After` in seconds or as a date, within a second and an hour; a minute where it says nothing readable. */
function waitOf(retryAfter: string | undefined, now: Date): number {
  const seconds = /^\d{1,9}$/.test(retryAfter ?? '') ? Number(retryAfter) * second : Number.NaN;
  const until = Date.parse(retryAfter ?? '') - now.getTime();
  const wait = Number.isNaN(seconds) ? until : seconds;
  return Number.isNaN(wait) ? minute : Math.min(hour, Math.max(second, wait));
}
