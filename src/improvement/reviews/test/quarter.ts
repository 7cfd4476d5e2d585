import {
  getConversation,
  listWrapUpReasons,
  reply,
  resolve,
  startConversation,
} from '#contact/conversations/contract.ts';
import { createCustomer } from '#contact/customers/contract.ts';
import { answerRequest, changeSettings, getSettings } from '#contact/feedback/contract.ts';
import { offerFor } from '#contact/feedback/index.ts';
import { followAll } from '#foundation/measures/index.ts';
import * as standards from '#foundation/standards/contract.ts';
import { agreed } from '#foundation/standards/test/agreed.ts';
import { startDeadlines } from '#kernel/server/deadlines.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import type { TestHeed } from '#kernel/test/heed.ts';

export const dayMs = 86_400_000;
const minuteMs = 60_000;

/** A shop whose time the test moves. */
export interface Shop {
  heed: TestHeed;
  owner: Client;
  manager: Client;
  adviser: Client;
  /** Sets the time, in milliseconds. */
  at(ms: number): void;
}

/** Consults on, approves and publishes the open version of the standard with which the workspace began. */
export async function publishStarter(
  { owner, manager, adviser }: Shop,
  until: string,
): Promise<{ standardId: string; versionId: string }> {
  const [standard] = (await owner.call(standards.listStandards, {})).standards;
  const [standardId, versionId] = [standard?.id ?? '', standard?.open?.id ?? ''];
  await agreed(manager, versionId, [adviser.personId], until);
  await owner.call(standards.approve, { versionId });
  await manager.call(standards.schedule, { versionId });
  return { standardId, versionId };
}

interface Chat {
  /** Minutes after its start; what waits for the customer in between has no answer here. */
  answeredAfter: number;
  resolvedAfter: number;
  rating?: number;
  comment?: string;
}

/** One chat from hello to done, with what its customer said of it. */
export async function serve(shop: Shop, startsAt: number, chat: Chat): Promise<string> {
  const { heed, owner, adviser } = shop;
  const minute = (after: number) => shop.at(startsAt + after * minuteMs);
  minute(0);
  const { customerId } = await owner.call(createCustomer, { name: 'Ines Kaldor' });
  const asked = { customerId, text: 'Where is my parcel?', channel: 'chat' as const };
  const { conversationId } = await owner.call(startConversation, asked);
  minute(chat.answeredAfter);
  await adviser.call(reply, { conversationId, text: 'On its way.', status: 'waiting' });
  minute(chat.resolvedAfter);
  const { version } = await adviser.call(getConversation, { conversationId });
  const [reason] = (await owner.call(listWrapUpReasons, {})).reasons;
  await adviser.call(resolve, { conversationId, version, wrapUpReasonId: reason?.id ?? '' });
  if (chat.rating) await rate(heed, conversationId, chat.rating, chat.comment ?? '');
  return conversationId;
}

async function rate(
  { running, ownerUrl, anonymous }: TestHeed,
  conversationId: string,
  rating: number,
  comment: string,
) {
  const sql = 'SELECT workspace_id FROM conversation WHERE id = $1';
  const [row] = await asOwner<{ workspace_id: string }>(ownerUrl, sql, [conversationId]);
  const workspaceId = row?.workspace_id ?? '';
  const { kernel } = running;
  const offer = await kernel.database.read({ workspaceId, customerId: null }, (tx) =>
    offerFor(kernel, tx, workspaceId, conversationId),
  );
  const link = offer?.url.split('/').at(-1) ?? '';
  await anonymous().call(answerRequest, { link, rating, comment });
}

/**
 * Weeks of a small shop from a Monday morning on: each week four chats, the last of which is answered after 40 minutes
 * where a quarter of an hour was promised, and two opinions.
 */
export async function serveWeeks(shop: Shop, monday: number, weeks: number): Promise<void> {
  const { version, isOn } = await shop.owner.call(getSettings, {});
  if (!isOn) await shop.owner.call(changeSettings, { version, isOn: true, restDays: 0 });
  for (let week = 0; week < weeks; week++) {
    const at = (day: number) => monday + (week * 7 + day) * dayMs;
    await serve(shop, at(0), { answeredAfter: 2, resolvedAfter: 30, rating: 5, comment: 'Quick and kind.' });
    await serve(shop, at(1), { answeredAfter: 5, resolvedAfter: 50 });
    await serve(shop, at(2), { answeredAfter: 9, resolvedAfter: 20 });
    await serve(shop, at(3), { answeredAfter: 40, resolvedAfter: 60, rating: 2, comment: 'I waited for ever.' });
  }
}

/** Everything that was due has happened and is counted. */
export async function settled({ heed }: Shop): Promise<void> {
  const clock = startDeadlines(heed.running.kernel);
  await clock.tick();
  await clock.stop();
  await caughtUp(heed);
}

/** Waits until everything that was committed is counted; the product's own job may be at it at the same time. */
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
