import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chatConversations, chatHistory, chatSend } from '#contact/channels-chat/contract.ts';
import { getConversation, listMessages, reply } from '#contact/conversations/contract.ts';
import { mergeConversations, splitConversation, undoMerge } from '#contact/conversations/contract-merge.ts';
import type { Client } from '#kernel/test/client.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { openSocket } from '#kernel/test/socket.ts';
import { newVisitor, type Stage, setStage } from '#kernel/test/stage.ts';
import { logContact } from '../contract.ts';

let heed: TestHeed;
let stage: Stage;
let owner: Client;
let adviser: Client;

beforeAll(async () => {
  heed = await startTestHeed();
  stage = await setStage(heed, ['adviser']);
  ({ owner, adviser } = stage.cast);
});
afterAll(() => heed.stop());

const words = 'Sounds angry. Offer a refund only if pressed.';

/** A chat of a visitor, and a call of the same customer that a colleague wrote down. */
async function chatAndCall() {
  const visitor = await newVisitor(heed, stage.widgetKey);
  const { conversationId } = await visitor.call(chatSend, { text: 'My kettle leaks.' });
  await adviser.call(reply, { conversationId, text: 'Since when?' });
  const { customerId } = await owner.call(getConversation, { conversationId });
  const { conversationId: callId } = await adviser.call(logContact, { kind: 'call', customerId, text: words });
  const merge = async () => {
    const { version } = await owner.call(getConversation, { conversationId });
    await owner.call(mergeConversations, { conversationId, version, intoId: callId });
  };
  const reads = async () => (await visitor.call(chatHistory, {})).messages.map((one) => one.text);
  return { visitor, conversationId, callId, merge, reads };
}

describe('a chat that is merged into a call', () => {
  it('stays with its customer, who reads what both wrote, and nothing that was written down of the call', async () => {
    const { visitor, callId, merge, reads } = await chatAndCall();
    await merge();
    expect(await reads()).toEqual(['My kettle leaks.', 'Since when?']);
    const { conversations } = await visitor.call(chatConversations, {});
    expect(JSON.stringify(conversations)).not.toContain('refund');
    const { messages } = await owner.call(listMessages, { conversationId: callId });
    expect(messages.map((one) => one.text)).toEqual([words, 'My kettle leaks.', 'Since when?']);
    expect(await owner.call(getConversation, { conversationId: callId })).toMatchObject({
      channel: 'chat',
      subject: 'My kettle leaks.',
    });
  });

  it('goes on: an answer reaches the open chat at once, and what the customer writes arrives', async () => {
    const { visitor, callId, merge, reads } = await chatAndCall();
    await merge();
    const socket = await openSocket(visitor);
    const { Authorization = '', 'X-Heed-Key': key } = visitor.headers;
    socket.send({ t: 'hello', as: 'customer', key, token: Authorization.replace('Bearer ', '') });
    await socket.next('welcome');
    await adviser.call(reply, { conversationId: callId, text: 'A new lid is on its way.' });
    const heard = await socket.next('data', (frame) => frame.kind === 'message', 5_000);
    expect(heard.data).toMatchObject({ text: 'A new lid is on its way.', by: 'staff' });
    socket.close();
    const { conversationId } = await visitor.call(chatSend, { text: 'Thank you! When?' });
    expect(conversationId).toBe(callId);
    expect((await reads()).slice(-2)).toEqual(['A new lid is on its way.', 'Thank you! When?']);
  });

  it('is apart again when that is undone, and the call is for colleagues alone', async () => {
    const { conversationId, callId, merge, reads } = await chatAndCall();
    const before = await owner.call(getConversation, { conversationId: callId });
    await merge();
    await owner.call(undoMerge, { conversationId });
    const { channel, subject } = await owner.call(getConversation, { conversationId: callId });
    expect([channel, subject]).toEqual([before.channel, before.subject]);
    expect(await reads()).toEqual(['My kettle leaks.', 'Since when?']);
  });

  it('shows nothing of the call either when that is split off', async () => {
    const { visitor, callId, merge } = await chatAndCall();
    await merge();
    const { conversationId } = await visitor.call(chatSend, { text: 'Hello?' });
    const { messageId } = await adviser.call(logContact, { kind: 'call', conversationId, text: words });
    const { messages } = await owner.call(listMessages, { conversationId: callId });
    expect(messages.find((one) => one.id === messageId)?.kind).toBe('note');
    const { version } = await owner.call(getConversation, { conversationId: callId });
    const { newConversationId } = await owner.call(splitConversation, {
      ...{ conversationId: callId, version, fromNumber: messages.length },
    });
    const apart = await owner.call(getConversation, { conversationId: newConversationId });
    expect(apart.channel).toBe('call');
  });
});
