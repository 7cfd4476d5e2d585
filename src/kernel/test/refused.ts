import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { newId } from '#kernel/contract/ids.ts';
import type { ProblemBody } from '#kernel/contract/problem.ts';
import type { Client, RawOptions } from './client.ts';
import { asOwner } from './database.ts';
import type { TestHeed } from './heed.ts';

/** How long jobs of what was done before may go on. */
const mostWaits = 100;

/**
 * Everything that was ever written for somebody in any workspace, as one number; on nobody's behalf Heed goes on. What an
 * earlier test began must not be counted while somebody else is refused: its jobs are waited for, and what is due within
 * the hour, such as a reply that is held for a minute, is put off by a day.
 */
export async function writtenIn(heed: TestHeed): Promise<number> {
  await asOwner(
    heed.ownerUrl,
    `UPDATE deadline SET due_at = due_at + interval '1 day' WHERE fired_at IS NULL AND due_at < now() + interval '1 hour'`,
  );
  for (let waits = 0; ; waits++) {
    const [row] = await asOwner<{ jobs: number; sum: number }>(
      heed.ownerUrl,
      `SELECT (SELECT count(*) FROM graphile_worker._private_jobs WHERE run_at <= now() AND attempts < max_attempts)::int AS jobs,
         ((SELECT count(*) FROM event WHERE actor_kind <> 'system' OR on_behalf_of IS NOT NULL)
         + (SELECT count(*) FROM finished_write) + (SELECT count(*) FROM customer) + (SELECT count(*) FROM message))::int AS sum`,
    );
    if (!row || row.jobs === 0 || waits === mostWaits) return row?.sum ?? 0;
    await pause(50);
  }
}

/** Sends it, and makes sure that it is refused with this code, in words, and that nothing was written. */
export async function expectRefusal(
  heed: TestHeed,
  code: string,
  by: Client,
  method: string,
  path: string,
  sent: RawOptions,
): Promise<ProblemBody> {
  const before = await writtenIn(heed);
  const response = await by.raw(method, path, { ...sent, headers: { 'Idempotency-Key': newId(), ...sent.headers } });
  const body = (await response.json()) as ProblemBody;
  expect(body).toMatchObject({ code, status: response.status });
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(body.detail.length).toBeGreaterThan(10);
  expect(await writtenIn(heed)).toBe(before);
  return body;
}
