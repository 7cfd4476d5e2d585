/** A bucket in this process's memory; what must hold over all processes uses heed_take in the database. */
interface Bucket {
  tokens: number;
  at: number;
}

export interface Limiter {
  /** Seconds to wait, 0 when this one may pass. */
  take(key: string, now?: number): number;
  giveBack(key: string): void;
}

/** What one caller may do in this process: `size` at once, refilled at `perSecond`. */
export function createLimiter(size: number, perSecond: number): Limiter {
  const buckets = new Map<string, Bucket>();
  let swept = 0;
  return {
    take: (key, now = performance.now()) => {
      if (now - swept > 60_000) {
        for (const [name, bucket] of buckets) if (now - bucket.at > (size / perSecond) * 1_000) buckets.delete(name);
        swept = now;
      }
      const bucket = buckets.get(key) ?? { tokens: size, at: now };
      const tokens = Math.min(size, bucket.tokens + ((now - bucket.at) / 1_000) * perSecond);
      const passes = tokens >= 1;
      buckets.set(key, { tokens: passes ? tokens - 1 : tokens, at: now });
      return passes ? 0 : Math.ceil((1 - tokens) / perSecond);
    },
    giveBack: (key) => {
      const bucket = buckets.get(key);
      if (bucket) bucket.tokens = Math.min(size, bucket.tokens + 1);
    },
  };
}
