import { createHash } from 'node:crypto';
import type { Id } from '#kernel/contract/ids.ts';
import { noScope } from '#kernel/server/database.ts';
import { type HttpRequest, networkOf } from '#kernel/server/http/request.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { Problem, refuse } from '#kernel/server/problem.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import { createGate } from '#kernel/turnstile/turnstile.ts';
import { sessionToken } from './cookie.ts';
import { hashToken } from './tokens.ts';

/** Tries at one account in the window, and from one network. */
const perAccount = 5;
const perNetwork = 30;
const challengesPerNetwork = 300;
const windowS = 15 * 60;

interface Bucket {
  key: string;
  most: number;
}

/** Tries that were counted; a right passphrase gives exactly these back, never the wrong ones before it. */
export interface Tries {
  keys: string[];
  at: Date;
}

/** Where nothing had to be counted. */
export const noTries: Tries = { keys: [], at: new Date(0) };

const gate = createGate(
  () => new Problem('limit.too_many', 'Very many are signing in from your network. Try again.', { retryAfterS: 2 }),
);

/**
 * Runs what a stranger's try asks of the database. Tries of one network wait for each other's row, so only a few of
 * them may hold a connection meanwhile.
 * @throws Problem limit.too_many
 */
export function atTheDoor<T>(request: HttpRequest, work: () => Promise<T>): Promise<T> {
  return gate(networkOf(request.address), work);
}

const attempt = statement<{ allowed: boolean; wait_s: number }>('people_try', 'SELECT * FROM heed_try($1, $2, $3, $4)');

/**
 * Counts a try at the passphrase of an address before it is checked, in a transaction of its own, so that it counts
 * although the command is refused. Strangers share five tries per address; a device on which this account was signed
 * in before has five of its own, so they cannot lock its owner out. Unknown addresses are counted like known ones.
 * @throws Problem limit.too_many with the seconds to wait
 */
export async function countTry(
  kernel: Kernel,
  request: HttpRequest,
  email: string,
  accountId: Id | null,
): Promise<Tries> {
  const device = await knownDevice(kernel, request, accountId);
  if (device) return count(kernel, [{ key: `device:${device}`, most: perAccount }]);
  return count(kernel, [
    { key: `account:${digest(email)}`, most: perAccount },
    { key: `network:${digest(networkOf(request.address))}`, most: perNetwork },
  ]);
}

/** Counts a try of a signed-in person at their own passphrase. @throws Problem limit.too_many */
export function countOwnTry(kernel: Kernel, accountId: Id): Promise<Tries> {
  return count(kernel, [{ key: `own:${accountId}`, most: perAccount }]);
}

/**
 * Counts a try at the code of a second step, like one at a passphrase and apart from those: who knows the passphrase
 * cannot use up the tries of the device on which the account was signed in before. @throws Problem limit.too_many
 */
export async function countCode(kernel: Kernel, request: HttpRequest, accountId: Id): Promise<Tries> {
  const device = await knownDevice(kernel, request, accountId);
  return count(kernel, [{ key: device ? `code-device:${device}` : `code:${accountId}`, most: perAccount }]);
}

/** The same for somebody who is signed in. @throws Problem limit.too_many */
export function countOwnCode(kernel: Kernel, accountId: Id): Promise<Tries> {
  return count(kernel, [{ key: `own-code:${accountId}`, most: perAccount }]);
}

/** Counts a challenge that a stranger asks for, so that no network fills the table. @throws Problem limit.too_many */
export function countChallenge(kernel: Kernel, request: HttpRequest): Promise<Tries> {
  return count(kernel, [{ key: `challenge:${digest(networkOf(request.address))}`, most: challengesPerNetwork }]);
}

/** Counts that somebody makes Heed ask their provider. @throws Problem limit.too_many */
export function countOwnCheck(kernel: Kernel, accountId: Id): Promise<Tries> {
  return count(kernel, [{ key: `check:${accountId}`, most: perNetwork }]);
}

async function count(kernel: Kernel, buckets: Bucket[]): Promise<Tries> {
  const at = kernel.now();
  await kernel.database.write(noScope, async (tx) => {
    for (const { key, most } of buckets) {
      const answer = await tx.first(attempt, [key, most, windowS, at]);
      // Rolls back what the other bucket counted: a refused try costs nothing, so a wait does not grow by asking.
      if (!answer?.allowed) tooMany(answer?.wait_s ?? windowS);
    }
  });
  return { keys: buckets.map((bucket) => bucket.key), at };
}

function tooMany(waitS: number): never {
  const minutes = Math.ceil(waitS / 60);
  const detail = `Too many tries. Try again in ${minutes} min, or sign in on a device you used before.`;
  return refuse('limit.too_many', detail, { retryAfterS: waitS });
}

const giveBackOne = statement(
  'people_try_back',
  `UPDATE recent_try SET at = at[:array_position(at, $2) - 1] || at[array_position(at, $2) + 1:]
   WHERE key = $1 AND array_position(at, $2) IS NOT NULL`,
);

/** After the right passphrase. An office behind one address may so sign in all at once. */
export async function giveBack(ctx: { tx: Tx }, tries: Tries): Promise<void> {
  for (const key of tries.keys) await ctx.tx.rows(giveBackOne, [key, tries.at]);
}

const device = statement<{ id: Id }>(
  'people_device',
  `SELECT id FROM session WHERE token_hash = $1 AND account_id = $2 AND created_at > $3::timestamptz - interval '180 days'`,
);

/**
 * A browser keeps its session token after the session ended. It opens nothing any more, but proves that this account
 * was signed in there, which is all that is asked here.
 */
async function knownDevice(kernel: Kernel, request: HttpRequest, accountId: Id | null): Promise<Id | null> {
  const token = sessionToken(kernel, request);
  // Asked for unknown addresses too, so that the answer takes as long.
  const values = [hashToken(token ?? ''), accountId, kernel.now()];
  const row = await kernel.database.read(noScope, (tx) => tx.first(device, values));
  return row?.id ?? null;
}

/** Keys in the table of tries are no list of addresses. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

const forget = statement(
  'people_try_forget',
  `DELETE FROM recent_try WHERE coalesce(at[cardinality(at)], '-infinity') < $1::timestamptz - interval '1 day'`,
);

/** Removes what no longer counts. */
export async function forgetTries(tx: Tx, now: Date): Promise<void> {
  await tx.rows(forget, [now]);
}
