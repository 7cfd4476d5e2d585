const firstMs = 500;
const longestMs = 30_000;

/**
 * Milliseconds to wait before trying again after `tries` failures (0 for the first): 0.5 s · 2ⁿ, at most 30 s, of
 * which chance takes up to half, so that a thousand pages do not come back in the same instant.
 */
export function backoff(tries: number, chance: number = Math.random()): number {
  return Math.round(Math.min(longestMs, firstMs * 2 ** tries) * (1 - chance / 2));
}

/** Milliseconds that a Retry-After header asks for (seconds or an HTTP date), or null when it says nothing. */
export function retryAfter(header: string | null, now: number = Date.now()): number | null {
  if (!header) return null;
  const seconds = Number(header);
  const ms = Number.isNaN(seconds) ? Date.parse(header) - now : seconds * 1000;
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}

/** Whether a refusal passes by itself: no answer, a server's trouble, or "later, please". */
export function passes(status: number): boolean {
  return status < 400 || status >= 500 || status === 408 || status === 425 || status === 429;
}
