import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  assign,
  getConversation,
  listWrapUpReasons,
  reopen,
  reply,
  resolve,
  setWaiting,
  startConversation,
} from '#contact/conversations/contract.ts';
import { createCustomer } from '#contact/customers/contract.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { ProblemError } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { seeded } from '#kernel/test/fuzz.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { type Stage, setStage } from '#kernel/test/stage.ts';
import { caughtUp, keepSessions } from '../test/caught-up.ts';
import { followAll } from './follow.ts';

let clock = new Date('2026-11-02T01:00:00Z');
let heed: TestHeed;
let stage: Stage;
let reasons: string[];

beforeAll(async () => {
  heed = await startTestHeed({ now: () => clock });
  stage = await setStage(heed, ['adviser', 'lead']);
  await keepSessions(heed);
  reasons = (await stage.cast.owner.call(listWrapUpReasons, {})).reasons.map((one) => one.id);
});
afterAll(() => heed.stop());

/** Everything that was counted, without sums that came back to nothing. */
async function counted(): Promise<unknown[]> {
  const facts = await asOwner(heed.ownerUrl, 'SELECT * FROM fact ORDER BY subject_id, kind, ordinal');
  const days = await asOwner<{ buckets: number[] | null }>(
    heed.ownerUrl,
    `SELECT kind, dim, key, day::text, n, sum::float8, left_out, buckets FROM measure_day
     WHERE n <> 0 OR left_out <> 0 ORDER BY kind, dim, key, day`,
  );
  return [facts, days.map((day) => ({ ...day, buckets: trimmed(day.buckets) }))];
}

function trimmed(buckets: number[] | null): number[] | null {
  const last = buckets?.findLastIndex((count) => count !== 0);
  return buckets && last !== undefined ? buckets.slice(0, last + 1) : null;
}

/** A follower whose process dies at the end of every third step or so, before it is kept. */
function dying(kernel: Kernel, random: () => number): Kernel {
  const { database } = kernel;
  return {
    ...kernel,
    database: {
      ...database,
      write: (scope, work) =>
        database.write(scope, async (tx) => {
          const result = await work(tx);
          if (random() < 0.35) throw new Error('the power went');
          return result;
        }),
    },
  };
}

async function someCommand(random: () => number, customers: string[], conversations: string[]): Promise<void> {
  const { owner, adviser, lead } = stage.cast;
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  clock = new Date(clock.getTime() + Math.floor(random() ** 4 * 3 * 86_400_000) + 1_000);
  const by = pick([owner, adviser, lead]);
  if (random() < 0.2 || conversations.length === 0) {
    const from = random() < 0.8 ? ('customer' as const) : ('staff' as const);
    const teamId = random() < 0.5 ? { teamId: stage.house.teamId } : {};
    const { conversationId } = await by.call(startConversation, {
      customerId: pick(customers),
      from,
      text: 'Hi',
      ...teamId,
    });
    conversations.push(conversationId);
    return;
  }
  const conversationId = pick(conversations);
  const { version } = await by.call(getConversation, { conversationId });
  const about = { conversationId, version };
  const doings = [
    () => by.call(reply, { conversationId, text: 'Yes.', status: pick(['waiting', 'open'] as const) }),
    () => by.call(resolve, { ...about, wrapUpReasonId: pick(reasons) }),
    () => by.call(reopen, about),
    () => by.call(setWaiting, { ...about, waiting: random() < 0.5 }),
    () => by.call(assign, { ...about, assigneeId: pick([owner, adviser, lead]).personId, teamId: null }),
    () => stage.cast.concerned.call(chatSendOf(), { text: 'And?' }),
  ];
  await pick(doings)().catch((error: unknown) => {
    if (!(error instanceof ProblemError)) throw error;
  });
}

let chatSendContract: typeof import('#contact/channels-chat/contract.ts').chatSend;
const chatSendOf = () => chatSendContract;

describe('daily sums', () => {
  it('kept up event by event equal a count of everything, also when the process dies in between', async () => {
    ({ chatSend: chatSendContract } = await import('#contact/channels-chat/contract.ts'));
    const random = seeded(20_261_122);
    const customers = [];
    for (const name of ['Ann', 'Bo', 'Cy', 'Di']) {
      customers.push((await stage.cast.owner.call(createCustomer, { name })).customerId);
    }
    const conversations: string[] = [stage.visit.conversationId];
    const mortal = dying(heed.running.kernel, random);
    for (let i = 0; i < 240; i++) {
      await someCommand(random, customers, conversations);
      if (random() < 0.15) await followAll(mortal).catch(() => {});
    }
    // Promises that come due while this test looks would be facts of one count and not of the other.
    await asOwner(heed.ownerUrl, 'UPDATE deadline SET fired_at = due_at WHERE fired_at IS NULL');
    await new Promise((done) => setTimeout(done, 1_500));
    await caughtUp(heed);
    const kept = await counted();
    await asOwner(heed.ownerUrl, 'UPDATE measure_cursor SET version = 0');
    // Dies several times on the way; each new start goes on where the last one had come.
    for (let i = 0; i < 6; i++) await followAll(mortal).catch(() => {});
    await caughtUp(heed);
    const [facts, days] = await counted();
    expect(facts).toEqual(kept[0]);
    expect(days).toEqual(kept[1]);
    expect((facts as unknown[]).length).toBeGreaterThan(200);
  }, 120_000);
});
