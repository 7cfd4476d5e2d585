import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chatHistory, chatSend } from '#contact/channels-chat/contract.ts';
import {
  getConversation,
  listWrapUpReasons,
  reopen,
  reply,
  resolve,
  startConversation,
} from '#contact/conversations/contract.ts';
import { createCustomer } from '#contact/customers/contract.ts';
import { measureValues } from '#foundation/measures/contract.ts';
import { caughtUp, keepSessions } from '#foundation/measures/test/caught-up.ts';
import type { Client } from '#kernel/test/client.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { newVisitor, openWidget } from '#kernel/test/stage.ts';
import * as feedback from '../contract.ts';
import { wilson } from '../test/wilson.ts';

let clock = new Date('2026-11-02T00:00:00Z');
let heed: TestHeed;
let owner: Client;
let widgetKey: string;
let wrapUpReasonId: string;

beforeAll(async () => {
  heed = await startTestHeed({ now: () => clock });
  ({ owner } = await heed.setUp());
  await keepSessions(heed);
  widgetKey = await openWidget(owner);
  wrapUpReasonId = (await owner.call(listWrapUpReasons, {})).reasons[0]?.id ?? '';
});
afterAll(() => heed.stop());

const later = (hours: number) => {
  clock = new Date(clock.getTime() + hours * 3_600_000);
};

async function settle(conversationId: string): Promise<void> {
  const { version } = await owner.call(getConversation, { conversationId });
  await owner.call(resolve, { conversationId, version, wrapUpReasonId });
}

/** A visitor who asked, was answered, and whose chat was resolved. */
async function served(
  text = 'Does it come in red?',
  visitor?: Client,
): Promise<{ visitor: Client; conversationId: string }> {
  const asking = visitor ?? (await newVisitor(heed, widgetKey));
  const { conversationId } = await asking.call(chatSend, { text });
  await owner.call(reply, { conversationId, text: 'It does.' });
  await settle(conversationId);
  return { visitor: asking, conversationId };
}

const offered = async (visitor: Client) => (await visitor.call(chatHistory, {})).feedback;
const pathOf = (url: string) => new URL(url).pathname;

async function linkFor(visitor: Client): Promise<string> {
  const url = (await offered(visitor))?.url;
  if (!url) throw new Error('nothing is offered');
  return pathOf(url);
}

/** A form as a browser sends it, from a page without any script. */
function post(path: string, fields: Record<string, string>): Promise<Response> {
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  return heed.anonymous().raw('POST', path, { body: new URLSearchParams(fields).toString(), headers });
}

const get = (path: string) => heed.anonymous().raw('GET', path);
const said = async (conversationId: string) => (await owner.call(feedback.feedbackOn, { conversationId })).request;

describe('asking after a chat', () => {
  it('asks nobody until somebody decides so', async () => {
    const { visitor, conversationId } = await served();
    expect(await offered(visitor)).toBeNull();
    expect(await said(conversationId)).toBeNull();
    await owner.call(feedback.changeSettings, { version: 0, isOn: true, restDays: 0 });
  });

  it('offers the link once it is resolved, one for each conversation, and never before', async () => {
    const visitor = await newVisitor(heed, widgetKey);
    await visitor.call(chatSend, { text: 'Nobody answers this.' });
    expect(await offered(visitor)).toBeNull();
    const { conversationId } = await served('And this?', visitor);
    const first = await offered(visitor);
    expect(first).toMatchObject({ rating: null });
    const { version } = await owner.call(getConversation, { conversationId });
    await owner.call(reopen, { conversationId, version });
    expect(await offered(visitor)).toBeNull();
    await settle(conversationId);
    expect(await offered(visitor)).toEqual(first);
  });

  it('asks nobody whom no person answered', async () => {
    const visitor = await newVisitor(heed, widgetKey);
    const { conversationId } = await visitor.call(chatSend, { text: 'Never mind.' });
    await settle(conversationId);
    expect(await offered(visitor)).toBeNull();
  });
});

describe('the page behind the link', () => {
  it('records nothing when it is only looked at, however often and with whatever in its address', async () => {
    const { visitor, conversationId } = await served();
    const path = await linkFor(visitor);
    for (const address of [path, `${path}?rating=1`, path]) {
      const page = await get(address);
      expect(page.status).toBe(200);
      expect(page.headers.get('referrer-policy')).toBe('no-referrer');
      expect(page.headers.get('content-security-policy')).not.toMatch(/script-src|unsafe/);
      expect(await page.text()).not.toContain('<script');
    }
    expect((await heed.anonymous().raw('HEAD', path)).status).toBe(200);
    expect(await said(conversationId)).toMatchObject({ rating: null, answeredAt: null });
  });

  it('records a rating with a comment, once, and lets it be changed for a day', async () => {
    const { visitor, conversationId } = await served();
    const path = await linkFor(visitor);
    const unchosen = await post(path, { comment: 'Quick & kind <3' });
    expect(unchosen.status).toBe(422);
    expect(await unchosen.text()).toContain('Quick &amp; kind &lt;3');
    const sent = await post(path, { rating: '4', comment: 'Quick & kind' });
    expect([sent.status, sent.headers.get('location')]).toEqual([303, `${path}?done`]);
    expect(await (await get(`${path}?done`)).text()).toContain('4 of 5');
    expect(await said(conversationId)).toMatchObject({ rating: 4, comment: 'Quick & kind' });
    later(20);
    await post(path, { rating: '5', comment: '' });
    expect(await said(conversationId)).toMatchObject({ rating: 5, comment: '' });
    later(5);
    const late = await post(path, { rating: '1', comment: '' });
    expect(late.status).toBe(409);
    expect(await late.text()).toContain('cannot be changed any more');
    expect(await said(conversationId)).toMatchObject({ rating: 5 });
    expect(await offered(visitor)).toBeNull();
  });

  it('opens by the whole link only, and for two weeks', async () => {
    const { visitor, conversationId } = await served();
    const path = await linkFor(visitor);
    const turned = `${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}`;
    for (const wrong of [turned, path.slice(0, -2), '/feedback/nothing']) {
      expect((await get(wrong)).status).toBe(404);
      expect((await post(wrong, { rating: '5' })).status).toBe(404);
    }
    later(15 * 24);
    expect((await post(path, { rating: '5', comment: '' })).status).toBe(410);
    expect(await offered(visitor)).toBeNull();
    expect(await said(conversationId)).toMatchObject({ rating: null });
  });

  it('lets whoever does not want to be asked say so, and take it back', async () => {
    const { visitor, conversationId } = await served();
    const path = await linkFor(visitor);
    await post(`${path}/silence`, { silent: 'yes' });
    expect((await owner.call(feedback.feedbackOn, { conversationId })).isSilent).toBe(true);
    const { customerId } = await owner.call(getConversation, { conversationId });
    await owner.call(feedback.setSilence, { customerId, isSilent: false });
    expect((await owner.call(feedback.feedbackOn, { conversationId })).isSilent).toBe(false);
  });

  it('lets customers rest as long as the workspace says', async () => {
    const { version } = await owner.call(feedback.getSettings, {});
    await owner.call(feedback.changeSettings, { version, restDays: 30 });
    const { customerId } = await owner.call(createCustomer, { name: 'Ines Kaldor' });
    const asked = async () => {
      const input = { customerId, channel: 'chat' as const, from: 'customer' as const, text: 'Is it in stock?' };
      const { conversationId } = await owner.call(startConversation, input);
      await owner.call(reply, { conversationId, text: 'It is.' });
      await settle(conversationId);
      return (await said(conversationId)) !== null;
    };
    expect([await asked(), await asked()]).toEqual([true, false]);
    later(31 * 24);
    expect(await asked()).toBe(true);
    await owner.call(feedback.changeSettings, { version: version + 1, restDays: 0 });
  });
});

describe('what was said', () => {
  it('is listed page by page, narrowed, exported, and counted with n and interval', async () => {
    const ratings = [5, 4, 4, 2, 1];
    for (const rating of ratings) {
      const { visitor } = await served();
      await post(await linkFor(visitor), { rating: String(rating), comment: rating < 3 ? '=cmd()' : '' });
      later(1);
    }
    const seen: number[] = [];
    let after: string | undefined;
    do {
      const page = await owner.call(feedback.listFeedback, { limit: 2, ...(after && { after }) });
      seen.push(...page.feedback.map((one) => one.rating));
      after = page.next ?? undefined;
    } while (after);
    expect(seen.slice(0, 5)).toEqual([...ratings].reverse());
    const poor = await owner.call(feedback.listFeedback, { rating: 'poor' });
    expect(poor.feedback.map((one) => one.rating)).toEqual([1, 2]);
    expect((await owner.call(feedback.listFeedback, { rating: 'commented' })).feedback).toHaveLength(2);
    const file = await owner.call(feedback.exportFeedback, { rating: 'poor' });
    expect([file.rows, file.csv.includes("'=cmd()")]).toEqual([2, true]);

    await caughtUp(heed);
    const day = (shift: number) => new Date(clock.getTime() + shift * 86_400_000).toISOString().slice(0, 10);
    const values = await owner.call(measureValues, { measures: 'csat', from: day(-2), to: day(1) });
    const [low, high] = wilson(3, 5);
    const [csat] = values.results;
    expect([csat?.n, csat?.value]).toEqual([5, 0.6]);
    expect(csat?.low).toBeCloseTo(low, 4);
    expect(csat?.high).toBeCloseTo(high, 4);
  });

  it('is reckoned as the field does: 172 of 200 are 86 %, 80.5 to 90.1 %', () => {
    const [low, high] = wilson(172, 200);
    expect([low, high].map((share) => Math.round(share * 1000) / 10)).toEqual([80.5, 90.1]);
  });
});
