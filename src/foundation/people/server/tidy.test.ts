import { afterAll, beforeAll, expect, it } from 'vitest';
import { noScope } from '#kernel/server/database.ts';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { me, signOut } from '../contract.ts';
import { tidy } from './tidy.ts';

let heed: TestHeed;
beforeAll(async () => {
  heed = await startTestHeed();
});
afterAll(() => heed.stop());

it('removes sessions that ended a quarter ago and keeps those that count', async () => {
  const { owner } = await heed.setUp();
  const other = await heed.signIn('olive@heed.example');
  await other.call(signOut, {});
  const count = async () =>
    (await asOwner<{ n: number }>(heed.ownerUrl, 'SELECT count(*)::int AS n FROM session'))[0]?.n;
  expect(await count()).toBe(2);
  const { database, now } = heed.running.kernel;
  await database.write(noScope, (tx) => tidy(tx, now()));
  expect(await count()).toBe(2);
  const laterMs = now().getTime() + 91 * 86_400_000;
  await database.write(noScope, (tx) => tidy(tx, new Date(laterMs)));
  expect(await count()).toBe(1);
  await expect(owner.call(me, {})).resolves.toMatchObject({ person: { name: 'Olive Owner' } });
});
