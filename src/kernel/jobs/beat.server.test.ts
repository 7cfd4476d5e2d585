import { afterAll, beforeAll, expect, it } from 'vitest';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { beat, freeJobsOfTheDead } from './beat.ts';

let heed: TestHeed;
beforeAll(async () => {
  heed = await startTestHeed();
});
afterAll(() => heed.stop());

/** A job that a worker took so many seconds ago, and whether that worker spoke a moment ago. */
async function taken(worker: string, secondsAgo: number, speaks: boolean): Promise<void> {
  const locked = `clock_timestamp() - make_interval(secs => ${secondsAgo})`;
  await asOwner(heed.ownerUrl, "SELECT graphile_worker.add_job('nobody.does', run_at := now() + interval '1 day')");
  await asOwner(
    heed.ownerUrl,
    `UPDATE graphile_worker._private_jobs SET locked_by = $1, locked_at = ${locked}
     WHERE id = (SELECT max(id) FROM graphile_worker._private_jobs)`,
    [worker],
  );
  const seen = speaks ? 'clock_timestamp()' : locked;
  await asOwner(heed.ownerUrl, `INSERT INTO job_worker VALUES ($1, ${seen})`, [worker]);
}

it('jobs of a killed worker are free after a minute, those of a slow one stay its own', async () => {
  await taken('killed', beat.deadAfterS + 5, false);
  await taken('slow', 3_600, true);
  await taken('just-begun', 5, false);
  expect(await freeJobsOfTheDead(heed.running.kernel)).toEqual(['killed']);
  const held = await asOwner<{ locked_by: string }>(
    heed.ownerUrl,
    `SELECT locked_by FROM graphile_worker._private_jobs WHERE locked_by IN ('killed', 'slow', 'just-begun') ORDER BY 1`,
  );
  expect(held.map((one) => one.locked_by)).toEqual(['just-begun', 'slow']);
});
