import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getConversation, reply } from '#contact/conversations/contract.ts';
import { getCustomer } from '#contact/customers/contract.ts';
import { defineField, getFieldValues } from '#foundation/fields/contract.ts';
import { caughtUp, keepSessions } from '#foundation/measures/test/caught-up.ts';
import { listCalendars } from '#foundation/promises/contract.ts';
import type { Client } from '#kernel/test/client.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { expectRefusal } from '#kernel/test/refused.ts';
import { newVisitor, openWidget, shop } from '#kernel/test/stage.ts';
import * as chat from '../contract.ts';
import { shopKey, tokenOf } from '../test/tokens.ts';
import { reckonReplyTimes } from './service/reply-time.ts';

/** Noon on a Monday in UTC, in which this workspace lives; its office hours are 9 to 17 from Monday to Friday. */
let clock = new Date('2026-11-02T12:00:00Z');
let heed: TestHeed;
let owner: Client;
let key: string;
let version = 0;

beforeAll(async () => {
  heed = await startTestHeed({ now: () => clock });
  ({ owner } = await heed.setUp());
  await keepSessions(heed);
  key = await openWidget(owner);
});
afterAll(() => heed.stop());

const page = () => Object.assign(heed.anonymous(), { headers: { Origin: shop } });
const service = () => page().call(chat.chatService, { key });
async function set(more: object): Promise<void> {
  ({ version } = await owner.call(chat.changeService, { version, ...more }));
}
const later = (minutes: number) => {
  clock = new Date(clock.getTime() + minutes * 60_000);
};

describe('opening hours', () => {
  it('are those of the calendar that was chosen; without one the chat is always open', async () => {
    expect(await service()).toMatchObject({ isOpen: true, opensAt: null });
    const { calendars } = await owner.call(listCalendars, {});
    const [office] = calendars;
    const zone = office?.rules.timeZone ?? 'UTC';
    await set({ calendarId: office?.id });
    clock = new Date('2026-11-07T12:00:00Z');
    const closed = await service();
    expect(closed.isOpen).toBe(false);
    const back = new Date(closed.opensAt ?? 0).toLocaleString('en-GB', {
      timeZone: zone,
      weekday: 'long',
      hour: '2-digit',
      minute: '2-digit',
    });
    expect(back).toMatch(/^Monday.*09:00$/);
    await expectRefusal(heed, 'chat.unknown_calendar', owner, 'PATCH', '/api/v1/chat/service/settings', {
      body: { version, calendarId: '01900000-0000-7000-8000-000000000001' },
    });
    await set({ calendarId: null });
  });
});

describe('the expected reply time', () => {
  it('is the median of at least ten real first replies in this hour of the week, and nothing before', async () => {
    clock = new Date('2026-11-09T14:00:00Z');
    const minutes = [1, 2, 2, 3, 3, 4, 5, 8, 20];
    const answered = async (wait: number) => {
      const start = clock;
      const visitor = await newVisitor(heed, key);
      const { conversationId } = await visitor.call(chat.chatSend, { text: 'Is it in stock?' });
      later(wait);
      await owner.call(reply, { conversationId, text: 'It is.' });
      clock = start;
    };
    for (const wait of minutes) await answered(wait);
    later(30);
    await caughtUp(heed);
    await reckonReplyTimes(heed.running.kernel);
    expect((await service()).replyMs).toBeNull();
    expect((await owner.call(chat.serviceSettings, {})).replies).toEqual({ n: 9, medianMs: 3 * 60_000, needed: 10 });
    clock = new Date('2026-11-09T14:00:00Z');
    await answered(30);
    // A week later in the same hour it is known; in the next hour it is not, and after four weeks no more.
    clock = new Date('2026-11-16T14:40:00Z');
    await caughtUp(heed);
    await reckonReplyTimes(heed.running.kernel);
    expect((await service()).replyMs).toBe(3 * 60_000);
    later(60);
    expect((await service()).replyMs).toBeNull();
    clock = new Date('2026-12-14T14:40:00Z');
    await reckonReplyTimes(heed.running.kernel);
    expect((await service()).replyMs).toBeNull();
  });
});

describe('the place in the queue', () => {
  it('counts who wait before, tells nobody who they are, and goes when somebody takes it', async () => {
    const [one, two] = [await newVisitor(heed, key), await newVisitor(heed, key)];
    expect(await one.call(chat.chatPlace, {})).toEqual({ before: null });
    const first = await one.call(chat.chatSend, { text: 'First.' });
    later(1);
    await two.call(chat.chatSend, { text: 'Second.' });
    const places = async () => [
      (await one.call(chat.chatPlace, {})).before,
      (await two.call(chat.chatPlace, {})).before,
    ];
    const [ahead = 0] = await places();
    expect(await places()).toEqual([ahead, (ahead ?? 0) + 1]);
    await owner.call(reply, { conversationId: first.conversationId, text: 'Here.' });
    expect(await places()).toEqual([null, ahead]);
  });
});

describe('questions before the first message', () => {
  const questions = [
    { key: 'name', ask: 'name', label: 'Your name', isRequired: true },
    { key: 'mail', ask: 'email', label: 'Your e-mail', isRequired: false },
    { key: 'topic', ask: 'one_of', label: 'What is it about?', isRequired: true, choices: ['Delivery', 'Returns'] },
  ] as const;

  it('go with the first message, are kept in their own words, and name the visitor', async () => {
    const { fieldId } = await owner.call(defineField, {
      ...{ subject: 'conversation', key: 'order_no', label: 'Order number', purpose: 'To find it.', kind: 'text' },
    });
    const order = { key: 'order', ask: 'field', label: 'Order number', isRequired: false, fieldId };
    await set({ questions: [...questions, order], consent: 'We keep this for a year.' });
    expect((await service()).questions.map((one) => one.key)).toEqual(['name', 'mail', 'topic', 'order']);
    const visitor = await newVisitor(heed, key);
    const answers = { name: 'Ines', mail: 'ines@kaldor.example', topic: 'Delivery', order: 'A-77', consent: 'yes' };
    const { conversationId } = await visitor.call(chat.chatSend, { text: 'Where is it?', opening: { answers } });
    const { opening } = await owner.call(chat.chatOpening, { conversationId });
    expect(opening?.externalId).toBeNull();
    expect(opening?.answers.map((one) => [one.label, one.value])).toEqual([
      ['Your name', 'Ines'],
      ['Your e-mail', 'ines@kaldor.example'],
      ['What is it about?', 'Delivery'],
      ['Order number', 'A-77'],
      ['We keep this for a year.', 'Agreed'],
    ]);
    const { customerId } = await owner.call(getConversation, { conversationId });
    // A name is what they call themselves; an address that nobody vouched for is none of the customer's.
    expect(await owner.call(getCustomer, { customerId })).toMatchObject({
      name: 'Ines',
      isVisitor: true,
      addresses: [],
    });
    const filed = async () =>
      (await owner.call(getFieldValues, { subject: 'conversation', subjectId: conversationId })).fields[0]?.value;
    await expect.poll(filed, { timeout: 10_000 }).toBe('A-77');
  });

  it('are checked where a form was filled in; what came without one is taken as it is', async () => {
    const visitor = await newVisitor(heed, key);
    const opening = { answers: { mail: 'ines@kaldor', topic: 'Weather', name: '' } };
    const problem = await expectRefusal(heed, 'chat.answers_needed', visitor, 'POST', '/api/v1/chat/messages', {
      body: { text: 'Hello', opening },
    });
    expect(problem.errors?.map((one) => one.path)).toEqual(
      ['name', 'mail', 'topic', 'consent'].map((one) => `opening.answers.${one}`),
    );
    await visitor.call(chat.chatSend, { text: 'Hello' });
    const identity = await tokenOf(await shopKey(owner, key), { sub: 'cust_1' }, 'HS256', clock.getTime());
    const { token } = await page().call(chat.identify, { key, identity });
    const known = Object.assign(page(), {
      headers: { Origin: shop, 'X-Heed-Key': key, Authorization: `Bearer ${token}` },
    });
    const { conversationId } = await known.call(chat.chatSend, { text: 'You know me.' });
    expect((await owner.call(chat.chatOpening, { conversationId })).opening).toMatchObject({
      externalId: 'cust_1',
      answers: [],
    });
  });

  it('keep the message and the address that were left while we were closed', async () => {
    await set({ questions: [], consent: '' });
    const visitor = await newVisitor(heed, key);
    const opening = { isAway: true, answers: { away_email: 'ines@kaldor.example' } };
    const page = 'https://shop.example/kettles';
    const { conversationId } = await visitor.call(chat.chatSend, { text: 'Call me on Monday.', page, opening });
    expect((await owner.call(chat.chatOpening, { conversationId })).opening).toMatchObject({
      ...{ isAway: true, page, answers: [{ label: 'E-mail for our answer', value: 'ines@kaldor.example' }] },
    });
    expect(await owner.call(getConversation, { conversationId })).toMatchObject({ status: 'open' });
  });

  it('are refused where they cannot be asked', async () => {
    const wrong = [
      [{ ...questions[2], choices: ['Only one'] }],
      [questions[0], questions[0]],
      [{ key: 'f', ask: 'field', label: 'Gone', isRequired: false, fieldId: '01900000-0000-7000-8000-000000000001' }],
    ];
    for (const one of wrong) {
      await expectRefusal(heed, 'chat.wrong_question', owner, 'PATCH', '/api/v1/chat/service/settings', {
        body: { version, questions: one },
      });
    }
  });
});
