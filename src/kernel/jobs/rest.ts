import { setTimeout as pause } from 'node:timers/promises';

const longestRestMs = 2_000;

/** After one piece of a long work: rests `times` as long as it took, so that those who wait are served between two. */
export async function restSince(startedAt: number, times: number): Promise<void> {
  await pause(Math.min(longestRestMs, (performance.now() - startedAt) * times));
}
