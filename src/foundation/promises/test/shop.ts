import { getConversation, startConversation } from '#contact/conversations/contract.ts';
import { createCustomer } from '#contact/customers/contract.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { type PromiseRow, promisesOn } from '../contract.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
/** Wednesday 25 November 2026, 10:00 in Melbourne, an hour after opening. */
export const wednesday = Date.parse('2026-11-24T23:00:00Z');

/** A house with a clock that the test sets, a customer and what tests of promises ask again and again. */
export interface PromiseShop {
  heed: TestHeed;
  owner: Client;
  teamId: string;
  customerId: string;
  workspaceId: string;
  now(): number;
  at(instant: number): void;
  ask(options?: { channel?: 'chat' | 'api'; teamId?: string; text?: string }): Promise<string>;
  version(conversationId: string): Promise<number>;
  clocks(subjectId: string): Promise<PromiseRow[]>;
  clock(subjectId: string, measure: string): Promise<PromiseRow | undefined>;
  wrapUpReasonId(): Promise<string>;
}

export async function openPromiseShop(): Promise<PromiseShop> {
  let now = wednesday;
  const heed = await startTestHeed({ now: () => new Date(now) });
  const { owner, teamId, workspaceId } = await heed.setUp();
  const { customerId } = await owner.call(createCustomer, { name: 'Ines Kaldor' });
  const clocks = async (subjectId: string) => (await owner.call(promisesOn, { subjectId })).promises;
  return {
    heed,
    owner,
    teamId,
    customerId,
    workspaceId,
    now: () => now,
    at: (instant) => {
      now = instant;
    },
    ask: async ({ channel = 'chat', text = 'Where is it?', ...more } = {}) => {
      const input = { customerId, channel, text, teamId: more.teamId ?? teamId };
      return (await owner.call(startConversation, input)).conversationId;
    },
    version: async (conversationId) => (await owner.call(getConversation, { conversationId })).version,
    clocks,
    clock: async (subjectId, measure) => {
      const found = (await clocks(subjectId)).filter((one) => one.measure === measure);
      return found.find((one) => one.endedAt === null) ?? found[0];
    },
    wrapUpReasonId: async () => {
      const rows = await asOwner<{ id: string }>(
        heed.ownerUrl,
        'SELECT id FROM wrap_up_reason WHERE workspace_id = $1 LIMIT 1',
        [workspaceId],
      );
      return rows[0]?.id ?? '';
    },
  };
}

/** Asks again until it holds, for as long as deadlines may take. */
export async function until(what: () => Promise<boolean>, patienceMs = 8_000): Promise<void> {
  const end = performance.now() + patienceMs;
  while (performance.now() < end) {
    if (await what()) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('it never came');
}

export const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
export const iso = (at: number) => new Date(at).toISOString();
