import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeAccess, createTeam } from '#foundation/people/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { type SetUp, startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import * as contract from '../contract.ts';
import { type NoticeRequest, settleNotices } from '../index.ts';
import { tell, within } from '../test/deliver.ts';
import { sender } from '../test/sender.ts';

let heed: TestHeed;
let house: SetUp;
let owner: Client;
let lead: Client;
let adviser: Client;
let now = Date.parse('2027-03-29T02:00:00Z');
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

beforeAll(async () => {
  heed = await startTestHeed({ extra: [sender], now: () => new Date(now) });
  house = await heed.setUp();
  owner = house.owner;
  lead = await heed.member('lead');
  adviser = await heed.member('adviser');
  await owner.call(createTeam, { name: 'Returns', memberIds: [lead.personId, adviser.personId] });
});
afterAll(() => heed.stop());

/** Sets the clock; deadlines that come due fire as they do in life. */
async function at(instant: string): Promise<void> {
  now = Date.parse(instant);
  await pause(700);
}
const later = (minutes: number) => at(new Date(now + minutes * 60_000).toISOString());

const send = async (kind: string, to: Client, more: Partial<NoticeRequest> = {}) => {
  const about = { kind: 'parcel', id: newId() };
  await tell(heed, house.workspaceId, [{ kind: `test.${kind}`, to: { people: [to.personId] }, about, ...more }]);
  return about.id;
};
const listOf = async (by: Client, more: { show?: 'unread' | 'unanswered'; limit?: number; after?: string } = {}) =>
  by.call(contract.listNotices, { personId: by.personId, ...more });
const lineOf = async (by: Client, aboutId: string) =>
  (await listOf(by, { limit: 100 })).notices.find((one) => one.aboutId === aboutId);
const countOf = (by: Client) => by.call(contract.countNotices, { personId: by.personId });

describe('reading', () => {
  it('takes one, those up to an instant, or all, and counts only my own', async () => {
    await send('plain', lead);
    for (let i = 0; i < 4; i++) {
      await send('plain', adviser);
      now += 1_000;
    }
    const [first, second, third] = (await listOf(adviser)).notices;
    expect((await countOf(adviser)).unread).toBe(4);
    expect(await adviser.call(contract.readNotices, { noticeIds: [first?.id ?? ''] })).toEqual({ count: 1 });
    expect(await adviser.call(contract.readNotices, { upTo: third?.at ?? '' })).toEqual({ count: 2 });
    expect((await listOf(adviser, { show: 'unread' })).notices.map((one) => one.id)).toEqual([second?.id]);
    expect(await adviser.call(contract.readNotices, {})).toEqual({ count: 1 });
    expect(await adviser.call(contract.readNotices, {})).toEqual({ count: 0 });
    expect((await countOf(adviser)).unread).toBe(0);
    expect((await countOf(lead)).unread).toBe(1);
  });

  it('goes through older ones a page at a time, without a gap', async () => {
    for (let i = 0; i < 5; i++) await send('plain', adviser);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await listOf(adviser, { limit: 2, ...(after ? { after } : {}) });
      seen.push(...page.notices.map((one) => one.id));
      after = page.next ?? undefined;
    } while (after);
    expect(seen).toEqual((await listOf(adviser, { limit: 100 })).notices.map((one) => one.id));
    expect(new Set(seen).size).toBe(seen.length);
    const bent = listOf(adviser, { after: 'bm90IG91cnM' });
    await expect(bent).rejects.toMatchObject({ code: 'input.invalid' });
  });

  it('counts what is quiet as nothing that waits', async () => {
    const before = (await countOf(adviser)).unread;
    const aboutId = await send('hush', adviser);
    expect((await countOf(adviser)).unread).toBe(before);
    expect(await lineOf(adviser, aboutId)).toMatchObject({ importance: 'quiet' });
  });
});

describe('a notice is private', () => {
  it('nobody reads, counts or answers those of another, not even an owner', async () => {
    const aboutId = await send('note', adviser);
    const noticeId = (await lineOf(adviser, aboutId))?.id ?? '';
    const personId = adviser.personId;
    for (const by of [owner, lead]) {
      for (const query of [contract.listNotices, contract.countNotices, contract.noticeSettings]) {
        await expect(by.call(query, { personId })).rejects.toMatchObject({ code: 'record.not_found', status: 404 });
      }
      const answer = by.call(contract.acknowledgeNotice, { noticeId });
      await expect(answer).rejects.toMatchObject({ code: 'record.not_found' });
      expect(await by.call(contract.readNotices, { noticeIds: [noticeId] })).toEqual({ count: 0 });
    }
    expect(await lineOf(adviser, aboutId)).toMatchObject({ readAt: null, acknowledgedAt: null });
  });

  it('is what happened: the application cannot change it afterwards', async () => {
    const { pool } = heed.running.kernel.database;
    await expect(pool.query("UPDATE notice SET kind = 'other'")).rejects.toThrow(/permission denied/);
    await expect(pool.query('DELETE FROM notice')).rejects.toThrow(/permission denied/);
  });
});

describe('an answer', () => {
  it('is taken once, and as what was asked for only', async () => {
    const [plain, note, deed] = [
      await lineOf(adviser, await send('plain', adviser)),
      await lineOf(adviser, await send('note', adviser)),
      await lineOf(adviser, await send('deed', adviser)),
    ];
    const acknowledge = (noticeId = '') => adviser.call(contract.acknowledgeNotice, { noticeId });
    const act = (noticeId = '') => adviser.call(contract.markNoticeActed, { noticeId });
    await expect(acknowledge(plain?.id)).rejects.toMatchObject({ code: 'notice.asks_nothing', status: 409 });
    await expect(act(note?.id)).rejects.toMatchObject({ code: 'notice.asks_nothing' });
    expect(note?.awaits).toBe('acknowledge');
    await acknowledge(note?.id);
    await acknowledge(note?.id);
    expect(await lineOf(adviser, note?.aboutId ?? '')).toMatchObject({ awaits: 'nothing', count: 1 });
    await acknowledge(deed?.id);
    expect(await lineOf(adviser, deed?.aboutId ?? '')).toMatchObject({ awaits: 'act' });
    await act(deed?.id);
    expect(await lineOf(adviser, deed?.aboutId ?? '')).toMatchObject({ awaits: 'nothing' });
    const rows = await asOwner<{ how: string }>(
      heed.ownerUrl,
      `SELECT data->>'how' AS how FROM event WHERE type = 'notice.answered' AND data->>'recipientId' = $1 ORDER BY seq`,
      [adviser.personId],
    );
    expect(rows.map((row) => row.how)).toEqual(['acknowledged', 'acknowledged', 'acted']);
  });

  it('is not asked for any more once it is settled elsewhere', async () => {
    const aboutId = await send('deed', adviser);
    await within(heed, house.workspaceId, (ctx) => settleNotices(ctx, ['test.deed'], [aboutId]));
    const line = await lineOf(adviser, aboutId);
    expect(line).toMatchObject({ awaits: 'nothing', settledAt: expect.any(String), readAt: expect.any(String) });
    await later(200);
    expect(await lineOf(adviser, aboutId)).toMatchObject({ chased: 0 });
  });
});

describe('who does not answer', () => {
  const unanswered = async (by: Client) =>
    (await listOf(by, { limit: 100 })).notices.filter((one) => one.kind === 'notice.unanswered');

  it('is reminded after its time; then whoever leads the team gets to know', async () => {
    const aboutId = await send('note', adviser);
    await adviser.call(contract.readNotices, {});
    await later(29);
    expect(await lineOf(adviser, aboutId)).toMatchObject({ chased: 0 });
    await later(2);
    expect(await lineOf(adviser, aboutId)).toMatchObject({ chased: 1, readAt: null, awaits: 'acknowledge' });
    expect((await unanswered(lead)).filter((one) => one.aboutId === aboutId)).toEqual([]);
    await later(31);
    const [told] = (await unanswered(lead)).filter((one) => one.aboutId === aboutId);
    expect(told).toMatchObject({ words: 'Adviser 2 has not answered a notice about Q-7', importance: 'important' });
    expect(await lineOf(adviser, aboutId)).toMatchObject({ chased: 2 });
    await later(120);
    expect((await unanswered(lead)).filter((one) => one.aboutId === aboutId).map((one) => one.count)).toEqual([1]);
  });

  it('but answers in time, is left alone', async () => {
    const aboutId = await send('note', adviser);
    await adviser.call(contract.acknowledgeNotice, { noticeId: (await lineOf(adviser, aboutId))?.id ?? '' });
    await later(120);
    expect(await lineOf(adviser, aboutId)).toMatchObject({ chased: 0, count: 1 });
  });

  it('and leads the team alone, makes the owners know', async () => {
    const aboutId = await send('note', lead);
    await later(31);
    await later(31);
    expect((await unanswered(owner)).some((one) => one.aboutId === aboutId)).toBe(true);
  });

  it('and is gone by then, is not reminded: others get to know at once', async () => {
    const gone = await heed.member('adviser');
    const aboutId = await send('deed', gone);
    await owner.call(changeAccess, { personId: gone.personId, active: false, version: 1 });
    await later(46);
    expect((await unanswered(owner)).some((one) => one.aboutId === aboutId)).toBe(true);
  });
});

describe('quiet hours', () => {
  // 19:00 to 07:00 on weekdays in Melbourne, which is eleven hours ahead in March.
  const nights = { from: 1_140, to: 420, days: [1, 2, 3, 4, 5], timeZone: 'Australia/Melbourne' };
  const setHours = (quietHours: typeof nights | null) => adviser.call(contract.setQuietHours, { quietHours });
  const deliveries = () =>
    asOwner<{ count: number }>(
      heed.ownerUrl,
      `SELECT (data->>'count')::int AS count FROM event WHERE type = 'notice.delivered'
         AND data->>'recipientId' = $1 ORDER BY seq`,
      [adviser.personId],
    );

  it('hold what is not important until they end, and it comes as one group', async () => {
    await setHours(nights);
    await at('2027-03-30T08:30:00Z');
    const before = (await countOf(adviser)).unread;
    const held = [await send('plain', adviser), await send('plain', adviser), await send('note', adviser)];
    const loud = await send('loud', adviser);
    expect((await countOf(adviser)).unread).toBe(before + 1);
    expect(await lineOf(adviser, loud)).toMatchObject({ wasHeld: false });
    expect(await lineOf(adviser, held[0] ?? '')).toBeUndefined();
    await at('2027-03-30T19:59:00Z');
    expect((await countOf(adviser)).unread).toBe(before + 1);
    const events = await deliveries();
    await at('2027-03-30T20:00:01Z');
    expect((await countOf(adviser)).unread).toBe(before + 4);
    const lines = await Promise.all(held.map((id) => lineOf(adviser, id)));
    expect(lines.map((one) => [one?.wasHeld, one?.at])).toEqual(
      Array.from({ length: 3 }, () => [true, '2027-03-30T20:00:00.000Z']),
    );
    expect((await deliveries()).slice(events.length)).toEqual([{ count: 3 }]);
  });

  it('chase only from when it came', async () => {
    await at('2027-03-31T08:30:00Z');
    const aboutId = await send('note', adviser);
    await at('2027-03-31T20:29:00Z');
    expect(await lineOf(adviser, aboutId)).toMatchObject({ chased: 0 });
    await at('2027-03-31T20:31:00Z');
    expect(await lineOf(adviser, aboutId)).toMatchObject({ chased: 1 });
  });

  it.each([
    ['belong to the evening on which they begin: Friday night is quiet', '2027-04-02T18:00:00Z', true],
    ['and Sunday night is not', '2027-04-04T18:00:00Z', false],
    ['nor is midday', '2027-04-05T01:00:00Z', false],
    ['and follow the clock on the wall when it changes', '2027-04-05T20:30:00Z', true],
    ['in winter as in summer', '2027-04-05T21:30:00Z', false],
  ])('%s', async (_, instant, isHeld) => {
    await setHours(nights);
    await at(instant);
    const aboutId = await send('plain', adviser);
    expect((await lineOf(adviser, aboutId)) === undefined).toBe(isHeld);
    await setHours(null);
    expect(await lineOf(adviser, aboutId)).toBeDefined();
  });

  it('that are changed let come what is held', async () => {
    await setHours(nights);
    await at('2027-04-06T12:00:00Z');
    const aboutId = await send('plain', adviser);
    expect(await setHours({ ...nights, from: 1_200 })).toEqual({ held: 1 });
    expect(await lineOf(adviser, aboutId)).toBeUndefined();
    expect(await setHours(null)).toEqual({ held: 0 });
    expect(await lineOf(adviser, aboutId)).toMatchObject({ at: '2027-04-06T12:00:00.000Z' });
    const { quietHours } = await adviser.call(contract.noticeSettings, { personId: adviser.personId });
    expect(quietHours).toBeNull();
  });

  it.each([
    ['an end at the time they begin', { from: 600, to: 600 }],
    ['no day', { days: [] }],
    ['a time zone that is none', { timeZone: 'Moon/Tranquility' }],
    ['an offset in place of a time zone', { timeZone: '+10:00' }],
  ])('with %s are refused, and what would do is said', async (_, change) => {
    const attempt = setHours({ ...nights, ...change });
    await expect(attempt).rejects.toMatchObject({ code: 'notice.quiet_hours', status: 422 });
  });
});
