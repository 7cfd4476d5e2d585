import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chatHistory, chatSend } from '#contact/channels-chat/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import type { Client } from '#kernel/test/client.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { greet } from '#kernel/test/socket.ts';
import { newVisitor, type Stage, setStage } from '#kernel/test/stage.ts';
import { getConversation, listMessages, reply } from '../contract.ts';
import { chooseWriting, getWriting, holdReply, takeBack } from '../contract-writing.ts';

let heed: TestHeed;
let stage: Stage;
let owner: Client;
let shiftMs = 0;

beforeAll(async () => {
  heed = await startTestHeed({ now: () => new Date(Date.now() + shiftMs) });
  stage = await setStage(heed, ['adviser']);
  owner = stage.cast.owner;
});
afterAll(() => heed.stop());

async function asked(): Promise<{ visitor: Client; conversationId: string }> {
  const visitor = await newVisitor(heed, stage.widgetKey);
  const { conversationId } = await visitor.call(chatSend, { text: 'Where is my parcel?' });
  return { visitor, conversationId };
}
const textsOf = async (visitor: Client) => (await visitor.call(chatHistory, {})).messages.map((one) => one.text);
const hold = (by: Client, conversationId: string, text: string, more: object = {}, key = newId()) =>
  by.call(holdReply, { conversationId, text, seconds: 10, ...more }, { key });
const passes = async (seconds: number) => {
  shiftMs += seconds * 1_000;
};

describe('a reply that can still be taken back', () => {
  it('is not there for the customer before its time, and leaves by itself with its writer gone', async () => {
    const { visitor, conversationId } = await asked();
    const socket = await greet(visitor);
    const { messageId } = await hold(owner, conversationId, 'On its way.');
    expect(await textsOf(visitor)).toEqual(['Where is my parcel?']);
    expect(JSON.stringify(socket.frames)).not.toContain('On its way.');
    expect(await owner.call(getConversation, { conversationId })).toMatchObject({ status: 'open', lastNumber: 1 });
    await passes(11);
    await socket.next('data', (frame) => JSON.stringify(frame).includes('On its way.'), 5_000);
    const { messages } = await owner.call(listMessages, { conversationId });
    expect(messages[1]).toMatchObject({ id: messageId, kind: 'reply', number: 2, authorId: owner.personId });
    const after = await owner.call(getConversation, { conversationId });
    expect(after).toMatchObject({ status: 'waiting', assigneeId: owner.personId });
    socket.close();
  });

  it('is taken back by its writer only, once, and never leaves then', async () => {
    const { visitor, conversationId } = await asked();
    const { messageId } = await hold(owner, conversationId, 'Dear Inès,');
    const other = stage.cast.adviser.call(takeBack, { messageId });
    await expect(other).rejects.toMatchObject({ code: 'record.not_found' });
    await owner.call(takeBack, { messageId });
    const again = owner.call(takeBack, { messageId });
    await expect(again).rejects.toMatchObject({ code: 'record.not_found' });
    await passes(11);
    const { messageId: next } = await hold(owner, conversationId, 'Dear Ines,', { seconds: 1 });
    await passes(2);
    await expect.poll(() => textsOf(visitor), { timeout: 5_000 }).toEqual(['Where is my parcel?', 'Dear Ines,']);
    const late = owner.call(takeBack, { messageId: next });
    await expect(late).rejects.toMatchObject({ code: 'conversation.already_sent' });
  });

  it('is one message however often the write is repeated, and several leave in their order', async () => {
    const { visitor, conversationId } = await asked();
    const key = newId();
    const first = await hold(owner, conversationId, 'One', {}, key);
    expect(await hold(owner, conversationId, 'One', {}, key)).toEqual(first);
    await hold(owner, conversationId, 'Two');
    await passes(12);
    await expect.poll(() => textsOf(visitor), { timeout: 5_000 }).toEqual(['Where is my parcel?', 'One', 'Two']);
    expect(await hold(owner, conversationId, 'One', {}, key)).toEqual(first);
    expect(await textsOf(visitor)).toHaveLength(3);
  });
});

describe('two people who answer the same customer', () => {
  it.each([
    'at once',
    'with a moment to undo',
  ])('the second is asked first, and nothing of theirs is sent: %s', async (how) => {
    const { visitor, conversationId } = await asked();
    await stage.cast.adviser.call(reply, { conversationId, text: 'It is in Hobart.' });
    const send = (text: string, seenNumber?: number) => {
      const input = { conversationId, text, ...(seenNumber !== undefined && { seenNumber }) };
      return how === 'at once' ? owner.call(reply, input) : hold(owner, conversationId, text, input);
    };
    const refused = await send('We are looking.', 1).catch((error) => error);
    expect(refused).toMatchObject({ code: 'conversation.answered_meanwhile' });
    expect(refused.body.detail).toContain('Adviser');
    expect(refused.body.facts ?? refused.body).toMatchObject({ number: 2 });
    expect(await textsOf(visitor)).toEqual(['Where is my parcel?', 'It is in Hobart.']);
    await send('And it comes today.', 2);
    await passes(12);
    await expect.poll(() => textsOf(visitor), { timeout: 5_000 }).toHaveLength(3);
  });

  it('nobody is asked about their own answer or about a further question of the customer', async () => {
    const { visitor, conversationId } = await asked();
    await owner.call(reply, { conversationId, text: 'One moment.' });
    await visitor.call(chatSend, { text: 'Hello?' });
    await owner.call(reply, { conversationId, text: 'It is in Hobart.', seenNumber: 1 });
    expect(await textsOf(visitor)).toHaveLength(4);
  });
});

it('for how long is each person’s own choice', async () => {
  expect(await owner.call(getWriting, {})).toEqual({ undoSeconds: 5 });
  await owner.call(chooseWriting, { undoSeconds: 20 });
  expect(await owner.call(getWriting, {})).toEqual({ undoSeconds: 20 });
  expect(await stage.cast.adviser.call(getWriting, {})).toEqual({ undoSeconds: 5 });
  const odd = owner.call(chooseWriting, { undoSeconds: 7 as 5 });
  await expect(odd).rejects.toMatchObject({ code: 'input.invalid' });
});
