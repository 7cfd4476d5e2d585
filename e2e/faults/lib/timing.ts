export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Asks until the answer is true. Resolves with the milliseconds waited; throws after `limitMs`. */
export async function until(what: string, limitMs: number, test: () => boolean | Promise<boolean>): Promise<number> {
  const startedAt = performance.now();
  while (!(await test())) {
    if (performance.now() - startedAt > limitMs) throw new Error(`${what}: not within ${limitMs / 1_000} s`);
    await pause(25);
  }
  return performance.now() - startedAt;
}

/** Median, p95, p99 and the longest of some durations, in whole milliseconds. */
export function spread(durations: readonly number[]): { p50: number; p95: number; p99: number; max: number } {
  const sorted = [...durations].sort((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: Math.round(sorted.at(-1) ?? 0) };
}

/** A fixed sequence of numbers from 0 to 1 for each seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The seed of this run: HEED_FAULT_SEED repeats an earlier one. */
export function chooseSeed(): number {
  const given = Number(process.env.HEED_FAULT_SEED);
  return Number.isInteger(given) && given > 0 ? given : 1 + Math.floor(Math.random() * 999_999);
}
