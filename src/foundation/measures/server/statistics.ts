/** 97.5 % of a normal distribution lie below this: for intervals of 95 %. */
const z = 1.959963984540054;

export interface Interval {
  low: number;
  high: number;
}

/**
 * The 95 % interval of a share of `hits` in `n` by Wilson's score method, without continuity correction.
 * 172 of 200 give 0.805 to 0.901. Null for n = 0: a share of nothing has no interval.
 */
export function wilson(hits: number, n: number): Interval | null {
  if (n <= 0) return null;
  const share = hits / n;
  const spread = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const middle = share + (z * z) / (2 * n);
  const scale = 1 + (z * z) / n;
  // At the ends rounding must not leave a trace of a per cent.
  return { low: hits === 0 ? 0 : (middle - spread) / scale, high: hits === n ? 1 : (middle + spread) / scale };
}

/**
 * The quantile `q` of ascending values, interpolated between neighbours as most spreadsheets do. The median of an even
 * number is the mean of the middle two. Null without values.
 */
export function quantile(sorted: readonly number[], q: number): number | null {
  const place = (sorted.length - 1) * q;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) return null;
  return below + (above - below) * (place - Math.floor(place));
}

/**
 * Ranks (from 1) between whose values the quantile `q` of whatever the `n` values were drawn from lies with at least
 * 95 % confidence, whatever its distribution. Null when there are too few values for that (below 6 for a median).
 */
export function orderRanks(n: number, q: number): { low: number; high: number } | null {
  if (n > 1_000) {
    const spread = z * Math.sqrt(n * q * (1 - q));
    return { low: Math.max(1, Math.floor(n * q - spread)), high: Math.min(n, Math.ceil(n * q + spread) + 1) };
  }
  let below = 0;
  let low = 0;
  let high = 0;
  // `below` is the probability that at most `k` of n lie under the quantile.
  for (let k = 0; k < n; k++) {
    below += binomial(n, k, q);
    if (below <= 0.025) low = k + 1;
    if (high === 0 && below >= 0.975) high = k + 1;
  }
  return low > 0 && high > 0 ? { low, high } : null;
}

function binomial(n: number, k: number, p: number): number {
  return Math.exp(logFactorial(n) - logFactorial(k) - logFactorial(n - k) + k * Math.log(p) + (n - k) * Math.log1p(-p));
}

const logFactorials = [0];
function logFactorial(n: number): number {
  for (let i = logFactorials.length; i <= n; i++) logFactorials.push((logFactorials[i - 1] ?? 0) + Math.log(i));
  return logFactorials[n] ?? 0;
}

/** Quantile with its interval from ascending values. */
export function measuredQuantile(sorted: readonly number[], q: number): { value: number | null } & Partial<Interval> {
  const ranks = orderRanks(sorted.length, q);
  const low = ranks ? sorted[ranks.low - 1] : undefined;
  const high = ranks ? sorted[ranks.high - 1] : undefined;
  const value = quantile(sorted, q);
  return low === undefined || high === undefined ? { value } : { value, low, high };
}

/** How much wider each bucket of the roll-ups is than the one before; heed_bucket in SQL uses the same. */
export const bucketRatio = 1.02;
/** Most by which a value read from a bucket differs from any value in it, as a share of that. */
export const bucketError = Math.sqrt(bucketRatio) - 1;

/** The middle of bucket `index` (from 0; bucket 0 holds everything up to 1). */
export function bucketMiddle(index: number): number {
  return bucketRatio ** (index + 0.5);
}

/** Quantile with its interval from counts in buckets; off by at most `bucketError`. */
export function bucketQuantile(counts: readonly number[], q: number): { value: number | null } & Partial<Interval> {
  const n = counts.reduce((sum, count) => sum + count, 0);
  if (n === 0) return { value: null };
  const ranks = orderRanks(n, q);
  const value = bucketMiddle(bucketOfRank(counts, Math.min(n, Math.floor((n - 1) * q) + 1)));
  if (!ranks) return { value };
  const at = (rank: number) => bucketMiddle(bucketOfRank(counts, rank));
  return { value, low: at(ranks.low), high: at(ranks.high) };
}

function bucketOfRank(counts: readonly number[], rank: number): number {
  let seen = 0;
  for (const [index, count] of counts.entries()) {
    seen += count;
    if (seen >= rank) return index;
  }
  return counts.length - 1;
}
