import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, askInChat, getConversation, listMessages } from '#contact/conversations/contract.ts';
import type { Client } from '#kernel/test/client.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { newVisitor, openWidget } from '#kernel/test/stage.ts';
import { addNudge, changeNudge, chatAnswer, chatHistory, chatSend, listNudges, nudgeShown } from '../contract.ts';

let heed: TestHeed;
let owner: Client;
let key: string;

beforeAll(async () => {
  heed = await startTestHeed();
  ({ owner } = await heed.setUp());
  key = await openWidget(owner);
});
afterAll(() => heed.stop());

async function asked(ask: Ask) {
  const visitor = await newVisitor(heed, key);
  const { conversationId } = await visitor.call(chatSend, { text: 'My kettle leaks.' });
  const { messageId } = await owner.call(askInChat, { conversationId, text: 'Which one is it?', ask });
  return { visitor, conversationId, messageId };
}

const colours: Ask = { kind: 'choices', choices: ['Sage', 'Ink'] };
const order: Ask = {
  kind: 'form',
  fields: [
    { key: 'order', label: 'Order number', kind: 'number', isRequired: true },
    { key: 'mail', label: 'E-mail', kind: 'email', isRequired: false },
    { key: 'bought', label: 'Bought on', kind: 'date', isRequired: false },
    { key: 'where', label: 'Where', kind: 'choice', isRequired: false, choices: ['Shop', 'Online'] },
  ],
};

describe('a message that asks', () => {
  it('reaches the customer with its choices, and the answer is a message that says what it answers, for both', async () => {
    const { visitor, conversationId, messageId } = await asked(colours);
    expect((await visitor.call(chatHistory, {})).messages.at(-1)).toMatchObject({ id: messageId, ask: colours });
    const done = await visitor.call(chatAnswer, { messageId, values: { choice: 'Ink' } });
    expect(done.number).toBe(3);
    const { messages } = await owner.call(listMessages, { conversationId });
    expect(messages[1]).toMatchObject({ text: 'Which one is it?', ask: colours, kind: 'reply' });
    expect(messages[2]).toMatchObject({
      ...{ kind: 'customer', text: 'Ink', ask: null },
      ...{ answersId: messageId, answer: { choice: 'Ink' } },
    });
    expect((await visitor.call(chatHistory, {})).messages.at(-1)).toMatchObject({ text: 'Ink', answers: messageId });
    expect((await owner.call(getConversation, { conversationId })).status).toBe('open');
  });

  it('is answered once, also by two at the same time, and never by anybody else', async () => {
    const { visitor, conversationId, messageId } = await asked(colours);
    const stranger = await newVisitor(heed, key);
    await stranger.call(chatSend, { text: 'Hello.' });
    const foreign = stranger.call(chatAnswer, { messageId, values: { choice: 'Ink' } });
    await expect(foreign).rejects.toMatchObject({ code: 'record.not_found' });
    const outcomes = await Promise.allSettled(
      ['Ink', 'Sage', 'Ink'].map((choice) => visitor.call(chatAnswer, { messageId, values: { choice } })),
    );
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    for (const one of outcomes) {
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'conversation.ask_answered' });
    }
    expect((await owner.call(listMessages, { conversationId })).messages).toHaveLength(3);
  });

  it('takes a form by its fields, says what does not fit, and keeps what was filled in', async () => {
    const { visitor, conversationId, messageId } = await asked(order);
    const answer = (values: Record<string, string>) => visitor.call(chatAnswer, { messageId, values });
    const unfit = [{}, { mail: 'a@b.example' }, { order: 'x' }, { order: '7', mail: 'nobody' }];
    const more = [
      { order: '7', bought: '24.12.2026' },
      { order: '7', where: 'Moon' },
      { order: '7', size: 'L' },
    ];
    for (const values of [...unfit, ...more] as Record<string, string>[]) {
      await expect(answer(values)).rejects.toMatchObject({ code: 'conversation.answer_unfit' });
    }
    await answer({ order: ' 1042 ', mail: '', bought: '2026-11-20', where: 'Shop' });
    const { messages } = await owner.call(listMessages, { conversationId });
    expect(messages.at(-1)).toMatchObject({
      text: 'Order number: 1042\nBought on: 2026-11-20\nWhere: Shop',
      answer: { order: '1042', bought: '2026-11-20', where: 'Shop' },
    });
  });

  it('refuses what could not be answered', async () => {
    const { conversationId } = await asked(colours);
    const wrong = [
      { kind: 'choices', choices: ['Only one'] },
      { kind: 'choices', choices: ['Twice', 'Twice'] },
      { kind: 'form', fields: [] },
      { kind: 'form', fields: [{ key: 'a', label: 'A', kind: 'choice' }] },
      { kind: 'form', fields: [1, 2].map(() => ({ key: 'a', label: 'A', kind: 'text' })) },
    ];
    for (const ask of wrong) {
      const sent = owner.call(askInChat, { conversationId, text: 'Which?', ask: ask as Ask });
      await expect(sent).rejects.toMatchObject({ code: 'input.invalid' });
    }
  });
});

describe('a message that the widget shows by itself', () => {
  it('is told to pages while it is on, counted, and begins the conversation of whoever answers it', async () => {
    const words = {
      text: 'Shall we help you choose?',
      pages: ' /kettles/* \n/basket ',
      afterS: 20,
      cap: 'once' as const,
    };
    const { nudgeId } = await owner.call(addNudge, words);
    const page = heed.anonymous();
    page.headers = { Origin: 'https://shop.example' };
    const config = async () =>
      (await (await page.raw('GET', `/api/v1/chat/config?key=${key}`)).json()) as { nudges: [] };
    expect((await config()).nudges).toEqual([]);
    await owner.call(changeNudge, { nudgeId, version: 1, isOn: true });
    expect((await config()).nudges).toEqual([
      { id: nudgeId, text: words.text, pages: '/kettles/*\n/basket', afterS: 20, cap: 'once' },
    ]);
    await page.call(nudgeShown, { nudgeId, key });
    const visitor = await newVisitor(heed, key);
    const { conversationId } = await visitor.call(chatSend, { text: 'Yes, please.', nudgeId });
    const { messages } = await owner.call(listMessages, { conversationId });
    expect(messages.map(({ kind, authorId, text }) => [kind, authorId === null, text])).toEqual([
      ['reply', true, words.text],
      ['customer', false, 'Yes, please.'],
    ]);
    // Nobody has answered yet, whatever the widget said by itself.
    expect(await owner.call(getConversation, { conversationId })).toMatchObject({ status: 'open', assigneeId: null });
    expect((await owner.call(listNudges, {})).nudges[0]).toMatchObject({ shown: 1, answered: 1, isOn: true });
  });

  it('is not counted for pages that are not on the list, and its pages are paths', async () => {
    const page = heed.anonymous();
    page.headers = { Origin: 'https://elsewhere.example' };
    const { nudges } = await owner.call(listNudges, {});
    const nudgeId = nudges[0]?.id ?? '';
    await expect(page.call(nudgeShown, { nudgeId, key })).rejects.toMatchObject({ code: 'access.origin' });
    const bad = { text: 'Hello', pages: 'https://shop.example/', afterS: 1, cap: 'daily' as const };
    await expect(owner.call(addNudge, bad)).rejects.toMatchObject({ code: 'chat.bad_pages' });
  });
});
