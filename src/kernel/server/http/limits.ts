import type { Actor } from '../actor.ts';

/** A bucket in this process's memory; what must hold over all processes uses heed_take in the database. */
interface Bucket {
  tokens: number;
  at: number;
}

/**
 * Requests of one caller in this process: `size` at once, refilled at `perSecond`.
 * Returns seconds to wait, 0 when the request may pass.
 */
export function createLimiter(size: number, perSecond: number): (key: string, now?: number) => number {
  const buckets = new Map<string, Bucket>();
  let swept = 0;
  return (key, now = performance.now()) => {
    if (now - swept > 60_000) {
      for (const [name, bucket] of buckets) if (now - bucket.at > (size / perSecond) * 1_000) buckets.delete(name);
      swept = now;
    }
    const bucket = buckets.get(key) ?? { tokens: size, at: now };
    const tokens = Math.min(size, bucket.tokens + ((now - bucket.at) / 1_000) * perSecond);
    const passes = tokens >= 1;
    buckets.set(key, { tokens: passes ? tokens - 1 : tokens, at: now });
    return passes ? 0 : Math.ceil((1 - tokens) / perSecond);
  };
}

/** Seconds that a caller has to wait before this request; 0 when it may pass. */
export type RequestLimit = (actor: Actor, address: string) => number;

/**
 * What one caller may ask of this process. Staff accounts carry integrations and imports too, so theirs is wide; a
 * customer types (twenty messages written offline go out at once); strangers share their address with others.
 */
export function createRequestLimit(): RequestLimit {
  const staff = createLimiter(3_000, 1_000);
  const customer = createLimiter(120, 20);
  const stranger = createLimiter(400, 100);
  return (actor, address) => {
    if (actor.kind === 'person') return staff(actor.id);
    return actor.kind === 'customer' ? customer(actor.id) : stranger(address);
  };
}
