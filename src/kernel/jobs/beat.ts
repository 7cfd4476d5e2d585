import type { Kernel } from '../server/kernel.ts';
import { statement } from '../server/sql.ts';

/** How often a process says that its job workers live, and after how long without a word their jobs are free again. */
export const beat = { everyMs: 10_000, deadAfterS: 60 };

const say = statement(
  'jobs_beat',
  `INSERT INTO job_worker (id, seen_at) SELECT w, clock_timestamp() FROM unnest($1::text[]) AS w
   ON CONFLICT (id) DO UPDATE SET seen_at = clock_timestamp()`,
);
// A worker whose process was killed keeps its jobs for hours otherwise. Whoever has never said a word may have begun
// just now, so its jobs count as well.
const free = statement<{ freed: string }>(
  'jobs_free',
  `WITH dead AS MATERIALIZED (
     SELECT DISTINCT j.locked_by FROM graphile_worker._private_jobs j LEFT JOIN job_worker w ON w.id = j.locked_by
     WHERE j.locked_by IS NOT NULL AND greatest(w.seen_at, j.locked_at) < clock_timestamp() - make_interval(secs => $1))
   SELECT d.locked_by AS freed, graphile_worker.force_unlock_workers(ARRAY[d.locked_by]) FROM dead d`,
);
const tidy = statement('jobs_beat_tidy', "DELETE FROM job_worker WHERE seen_at < clock_timestamp() - interval '1 day'");

/** Takes the jobs of workers that have not been heard of for a minute away from them, so that others run them. */
export async function freeJobsOfTheDead(kernel: Kernel): Promise<string[]> {
  const freed = await kernel.database.alone(free, [beat.deadAfterS]);
  if (freed.length > 0) kernel.log.warn({ workers: freed.length }, 'jobs of workers that are gone are free again');
  return freed.map((one) => one.freed);
}

/** Says every ten seconds that the workers in `pools` live, and looks after the jobs of those that do not. */
export function startBeating(kernel: Kernel): { pools: Set<string>; stop(): Promise<void> } {
  const pools = new Set<string>();
  let running = Promise.resolve();
  const once = async () => {
    await kernel.database.alone(say, [[...pools]]);
    await freeJobsOfTheDead(kernel);
    await kernel.database.alone(tidy, []);
  };
  // A database that is away is heard of elsewhere; the next beat tries again.
  const timer = setInterval(() => {
    running = once().catch(() => {});
  }, beat.everyMs);
  return {
    pools,
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
