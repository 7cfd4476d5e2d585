/** What is shown of a series of measurements, all in the unit of the series. */
export interface Spread {
  count: number;
  median: number;
  p95: number;
  p99: number;
}

/** Reduces a series; an empty one gives NaN throughout, so that it cannot pass for a good figure. */
export function spread(values: Iterable<number>): Spread {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { count: sorted.length, median: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** Rounded so that the digits shown are worth reading: two decimals below 100, none above. */
export function rounded(value: number): number {
  return Math.abs(value) < 100 ? Math.round(value * 100) / 100 : Math.round(value);
}

/** `12,345` or `0.42`. */
export function shown(value: number): string {
  return Number.isNaN(value) ? '-' : rounded(value).toLocaleString('en');
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Runs `work` for every item, at most `lanes` at a time. Rejects with the first failure. */
export async function inLanes<Item>(
  items: readonly Item[],
  lanes: number,
  work: (item: Item, index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < items.length) {
      const index = next++;
      const item = items[index];
      if (item !== undefined) await work(item, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane));
}
