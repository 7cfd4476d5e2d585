import { asOwner } from '#kernel/test/database.ts';
import type { TestHeed } from '#kernel/test/heed.ts';
import { followAll } from '../server/follow.ts';

/** Waits until everything that was committed is counted. The product's own job may be at it at the same time. */
export async function caughtUp(heed: TestHeed): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    await followAll(heed.running.kernel);
    const [row] = await asOwner<{ behind: number }>(
      heed.ownerUrl,
      `SELECT count(*)::int AS behind FROM measure_cursor c JOIN workspace_stream s USING (workspace_id)
       WHERE c.phase <> 'following' OR c.seq < s.head`,
    );
    if (row?.behind === 0) return;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error('The measures did not catch up.');
}

/** Sessions of this test do not end, however far its clock is moved. */
export async function keepSessions(heed: TestHeed): Promise<void> {
  await asOwner(heed.ownerUrl, `UPDATE session SET seen_at = '2100-01-01', expires_at = '2100-01-01'`);
}
