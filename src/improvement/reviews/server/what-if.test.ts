import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chatSend } from '#contact/channels-chat/contract.ts';
import { getConversation, listWrapUpReasons, reply, resolve } from '#contact/conversations/contract.ts';
import { listTargets } from '#foundation/promises/contract.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed } from '#kernel/test/heed.ts';
import { newVisitor, openWidget } from '#kernel/test/stage.ts';
import * as contract from '../contract.ts';
import { dayMs, keepSessions, publishStarter, type Shop, serveWeeks, settled } from '../test/quarter.ts';
import { lookBackJob } from './look-back.ts';

/** Ten o'clock on a Monday in Melbourne. */
const monday = Date.parse('2026-11-01T23:00:00Z');
const minuteMs = 60_000;
let now = monday - dayMs;
let shop: Shop;

beforeAll(async () => {
  const heed = await startTestHeed({ now: () => new Date(now) });
  heed.running.kernel.holdsDeadlines = true;
  const { owner } = await heed.setUp();
  const [manager, adviser] = [await heed.member('manager'), await heed.member('adviser')];
  await keepSessions(heed);
  shop = { heed, owner, manager, adviser, at: (ms) => (now = ms) };
  await publishStarter(shop, '2026-11-09');
  await serveWeeks(shop, monday, 3);
  await talkLong(await openWidget(owner));
  now = monday + 24 * dayMs;
  await settled(shop);
});
afterAll(() => shop.heed.stop());

/** A chat with pauses, a late answer, an end, and a new beginning: everything that moves a clock. */
async function talkLong(widgetKey: string): Promise<void> {
  const { adviser, heed } = shop;
  const start = monday + 21 * dayMs;
  const minute = (after: number) => shop.at(start + after * minuteMs);
  minute(0);
  const visitor: Client = await newVisitor(heed, widgetKey);
  const { conversationId } = await visitor.call(chatSend, { text: 'The lid is missing.' });
  const answer = (status: 'open' | 'waiting') => adviser.call(reply, { conversationId, text: 'One moment.', status });
  const settle = async () => {
    const { version } = await adviser.call(getConversation, { conversationId });
    const [reason] = (await adviser.call(listWrapUpReasons, {})).reasons;
    await adviser.call(resolve, { conversationId, version, wrapUpReasonId: reason?.id ?? '' });
  };
  minute(10);
  await answer('waiting');
  minute(60);
  await visitor.call(chatSend, { text: 'It was the large pot.' });
  minute(200);
  await answer('open');
  minute(210);
  await visitor.call(chatSend, { text: 'And when?' });
  minute(215);
  await answer('waiting');
  minute(230);
  await settle();
  minute(300);
  await visitor.call(chatSend, { text: 'Nothing has come.' });
  minute(310);
  await answer('waiting');
  minute(400);
  await settle();
}

async function tryOut(input: Parameters<typeof shop.owner.call<typeof contract.tryTarget>>[1]) {
  const { whatIfId } = await shop.manager.call(contract.tryTarget, input);
  for (let tries = 0; tries < 200; tries++) {
    const found = await shop.manager.call(contract.getWhatIf, { whatIfId });
    if (found.state !== 'running') return found;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('the look back did not end');
}

const targetOf = async (measure: string, channel: string | null) => {
  const { targets } = await shop.owner.call(listTargets, {});
  const target = targets.find((one) => one.measure === measure && one.channel === channel);
  if (!target) throw new Error(`no target for ${measure}`);
  const { minutes, calendarId, warnPercent } = target;
  return { measure, channel, minutes, calendarId, warnPercent };
};

describe('what would have been', () => {
  it.each([
    ['first_response', 'chat'],
    ['next_response', 'chat'],
    ['full_resolution', null],
  ])('under the target in force is what the clocks themselves said: %s', async (measure, channel) => {
    const { result } = await tryOut(await targetOf(measure, channel));
    const [clocks] = await asOwner<{ kept: number; broken: number; warned: number }>(
      shop.heed.ownerUrl,
      `SELECT (count(*) FILTER (WHERE broken_at IS NULL AND state = 'kept'))::int AS kept,
         (count(*) FILTER (WHERE broken_at IS NOT NULL))::int AS broken FROM promise WHERE measure = $1`,
      [measure],
    );
    expect(clocks?.kept).toBeGreaterThan(0);
    expect(result?.proposed).toMatchObject({ ...clocks });
    expect(result?.now).toEqual(result?.proposed);
  });

  it('under a longer one is told by channel and week, with n: an hour would have kept what was answered after 40 minutes', async () => {
    const found = await tryOut({ ...(await targetOf('first_response', 'chat')), minutes: 60 });
    expect(found).toMatchObject({ state: 'done', lookedAt: 13, ofAll: 13 });
    expect(found.result).toMatchObject({
      conversations: 13,
      now: { kept: 10, broken: 3 },
      // 40 of 60 minutes are below the 80 % at which somebody is warned.
      proposed: { kept: 13, broken: 0, warned: 0 },
      channels: [{ key: 'chat', now: { kept: 10, broken: 3 }, proposed: { kept: 13, broken: 0 } }],
    });
    expect(found.result?.weeks.map((one) => [one.key, one.now.broken, one.proposed.kept])).toEqual([
      ['2026-11-02', 1, 4],
      ['2026-11-09', 1, 4],
      ['2026-11-16', 1, 4],
      ['2026-11-23', 0, 1],
    ]);
  });

  it('counts only those whom the proposed target would serve: a more specific one goes on to serve its own', async () => {
    const { result } = await tryOut({ ...(await targetOf('first_response', null)), minutes: 1 });
    expect(result?.conversations).toBe(0);
    const { result: ofMails } = await tryOut({ measure: 'first_response', channel: 'email', minutes: 1 });
    expect(ofMails).toMatchObject({ conversations: 0, weeks: [] });
  });

  it('can be stopped, and then keeps nothing; what cannot be played back is refused', async () => {
    const { id: whatIfId } = await tryOut({ measure: 'first_response', minutes: 5 });
    const over = shop.manager.call(contract.stopTrying, { whatIfId });
    await expect(over).rejects.toEqual(expect.objectContaining({ code: 'what_if.over' }));
    const again = `UPDATE what_if SET state = 'running', result = NULL, ended_at = NULL WHERE id = $1 RETURNING workspace_id`;
    const [row] = await asOwner<{ workspace_id: string }>(shop.heed.ownerUrl, again, [whatIfId]);
    await shop.manager.call(contract.stopTrying, { whatIfId });
    await lookBackJob.run(shop.heed.running.kernel, { workspaceId: row?.workspace_id, whatIfId });
    const found = await shop.manager.call(contract.getWhatIf, { whatIfId });
    expect([found.state, found.result]).toEqual(['cancelled', null]);
    const owned = shop.manager.call(contract.tryTarget, { measure: 'ownership', minutes: 5 });
    await expect(owned).rejects.toEqual(expect.objectContaining({ code: 'what_if.not_replayable' }));
  });

  it('is refused to whoever may not read reviews, and stands beside an approval only from a draft', async () => {
    const input = { measure: 'first_response', minutes: 5 };
    const asAdviser = shop.adviser.call(contract.tryTarget, input);
    await expect(asAdviser).rejects.toEqual(expect.objectContaining({ code: 'access.forbidden' }));
    const { id: whatIfId } = await tryOut(input);
    const place = shop.manager.call(contract.placeWhatIf, { whatIfId, besideApproval: true });
    await expect(place).rejects.toEqual(expect.objectContaining({ code: 'what_if.no_draft' }));
  });
});
