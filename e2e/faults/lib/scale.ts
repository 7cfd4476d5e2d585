/** Share of the full size at which the long suite runs: HEED_LONG_SCALE, 1 unless given. */
export const scale = Math.min(1, Math.max(0.01, Number(process.env.HEED_LONG_SCALE ?? 1) || 1));

/** A count of the full size, scaled. */
export function scaled(count: number): number {
  return Math.max(1, Math.round(count * scale));
}

/** A limit in milliseconds. A scaled run is a rehearsal, often on a busy machine: it has three times as long. */
export function allowed(ms: number): number {
  return scale < 1 ? ms * 3 : ms;
}
