import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  getConversation,
  listConversations,
  listMessages,
  listWrapUpReasons,
  resolve,
  startConversation,
} from '#contact/conversations/contract.ts';
import { createCustomer, getCustomer, timeline } from '#contact/customers/contract.ts';
import { promiseCallBack, promisesOn } from '#foundation/promises/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { smallPdf, uploaded } from '#kernel/test/upload.ts';
import { contactsOfConversation, findCallers, logContact } from '../contract.ts';

const clock = new Date('2026-11-02T03:00:00Z');
const at = (minutes: number) => new Date(clock.getTime() + minutes * 60_000).toISOString();
let heed: TestHeed;
let owner: Client;
let adviser: Client;

beforeAll(async () => {
  heed = await startTestHeed({ now: () => clock });
  ({ owner } = await heed.setUp());
  adviser = await heed.member('adviser');
});
afterAll(() => heed.stop());

let count = 100;
const freshNumber = () => `+61 491 570 ${++count}`;
const withPhone = async (name: string, value = freshNumber()) => {
  const { customerId } = await owner.call(createCustomer, { name, addresses: [{ kind: 'phone', value }] });
  return { customerId, phone: value };
};
const owedOn = async (subjectId: string) => (await adviser.call(promisesOn, { subjectId })).promises;
const callBackOn = async (subjectId: string) => (await owedOn(subjectId)).find((one) => one.measure === 'call_back');
const factsOf = async (conversationId: string) =>
  (await adviser.call(contactsOfConversation, { conversationId })).contacts;

describe('a call that was written down', () => {
  it('MEM16003-R-liaison-telephone: is in the timeline with its length and its clocks', async () => {
    const { customerId, phone } = await withPhone('Ines Kaldor');
    const when = { beganAt: at(-7), endedAt: at(-3) };
    const logged = await adviser.call(logContact, {
      ...{ kind: 'call', customerId, phone, text: 'Her kettle drips. A new lid goes out today.', ...when },
    });
    const { conversationId, messageId } = logged;
    const conversation = await adviser.call(getConversation, { conversationId });
    expect(conversation).toMatchObject({ channel: 'call', status: 'open', assigneeId: adviser.personId });
    expect(await factsOf(conversationId)).toEqual([
      {
        ...{ messageId, kind: 'call', way: 'in', outcome: 'reached', phone, ...when, seconds: 240 },
        ...{ loggedById: adviser.personId, loggedByName: expect.any(String), recordingUrl: null },
      },
    ]);
    const { entries } = await adviser.call(timeline, { customerId, limit: 20 });
    expect(entries.map((one) => one.sentence)).toContain('wrote down a call (in, 4 min)');
    const clocks = Object.fromEntries((await owedOn(conversationId)).map((one) => [one.measure, one.state]));
    expect(clocks).toEqual({ first_response: 'kept', full_resolution: 'running', periodic_update: 'running' });
  });

  it('is the same call when it is sent again', async () => {
    const { customerId } = await withPhone('Ada Brandt');
    const key = newId();
    const send = () => adviser.call(logContact, { kind: 'call', customerId, text: 'Opening hours.' }, { key });
    expect(await send()).toEqual(await send());
    const { conversations } = await adviser.call(listConversations, { view: 'all', customerId });
    expect(conversations).toHaveLength(1);
  });

  it('is done with its reason in one go, and makes a new customer of a name and a number', async () => {
    const { reasons } = await owner.call(listWrapUpReasons, {});
    const wrapUpReasonId = reasons[0]?.id ?? '';
    const phone = freshNumber();
    const { conversationId, customerId } = await adviser.call(logContact, {
      ...{
        kind: 'call',
        newCustomer: { name: 'Cy Dorn' },
        phone,
        text: 'Asked for the opening hours.',
        wrapUpReasonId,
      },
    });
    expect(await adviser.call(getConversation, { conversationId })).toMatchObject({
      ...{ status: 'resolved', wrapUpReasonId, customerName: 'Cy Dorn' },
    });
    expect((await adviser.call(findCallers, { number: phone })).customerId).toBe(customerId);
  });

  it('stays among colleagues in a conversation where the customer reads along', async () => {
    const { customerId } = await withPhone('Dana Ek');
    const asking = { customerId, channel: 'email' as const, text: 'Where is my parcel?' };
    const { conversationId } = await owner.call(startConversation, asking);
    await adviser.call(logContact, {
      ...{ kind: 'call', way: 'out', conversationId, text: 'Told her that it is in Geelong.', status: 'waiting' },
    });
    const { messages } = await adviser.call(listMessages, { conversationId });
    expect(messages.map((one) => [one.kind, one.channel])).toEqual([
      ['customer', 'email'],
      ['note', 'call'],
    ]);
    const sent = await asOwner(heed.ownerUrl, 'SELECT 1 FROM mail_out WHERE conversation_id = $1', [conversationId]);
    expect(sent).toEqual([]);
    expect(await adviser.call(getConversation, { conversationId })).toMatchObject({ status: 'waiting' });
    const first = (await owedOn(conversationId)).find((one) => one.measure === 'first_response');
    expect(first?.state).toBe('kept');
  });

  it('is refused whole when its times or its customer cannot be right', async () => {
    const { customerId } = await withPhone('Emil Faber');
    const { conversationId } = await owner.call(startConversation, { customerId, text: 'Hello?' });
    const { customerId: other } = await withPhone('Frida Gall');
    const wrong = async (code: string, more: Partial<Parameters<typeof adviser.call<typeof logContact>>[1]>) => {
      const call = adviser.call(logContact, { kind: 'call', text: 'Hello.', customerId, ...more });
      await expect(call).rejects.toMatchObject({ code });
    };
    await wrong('calls.impossible_time', { beganAt: at(60) });
    await wrong('calls.impossible_time', { beganAt: at(-10), endedAt: at(-20) });
    await wrong('calls.impossible_time', { beganAt: at(-3_000) });
    await wrong('calls.unknown_person', { customerId: undefined });
    await wrong('calls.unknown_person', { customerId: other, conversationId });
    await wrong('input.invalid', { text: ' ' });
    await wrong('conversation.wrap_up_needed', { wrapUpReasonId: newId() });
    await wrong('promise.impossible', { callBack: { dueAt: at(-5) } });
    const { conversations } = await adviser.call(listConversations, { view: 'all', customerId });
    expect(conversations.map((one) => one.id)).toEqual([conversationId]);
  });
});

describe('a call-back', () => {
  it('is promised in a call, and kept by the call that we make', async () => {
    const { customerId, phone } = await withPhone('Gus Hall');
    const { conversationId, promiseId } = await adviser.call(logContact, {
      ...{ kind: 'call', customerId, phone, text: 'Wants to know the price.', callBack: { dueAt: at(45) } },
    });
    expect(await callBackOn(conversationId)).toMatchObject({
      ...{ id: promiseId, state: 'running', dueAt: at(45), phone, ownerId: adviser.personId },
    });
    const again = { kind: 'call' as const, way: 'out' as const, conversationId, phone };
    const missed = await adviser.call(logContact, { ...again, outcome: 'not_reached', text: 'Nobody there.' });
    expect([missed.kept, (await callBackOn(conversationId))?.state]).toEqual([0, 'running']);
    const reached = await adviser.call(logContact, { ...again, text: 'It is 49 dollars.' });
    expect([reached.kept, (await callBackOn(conversationId))?.state]).toEqual([1, 'kept']);
  });

  it('on another matter stays owed', async () => {
    const { customerId } = await withPhone('Hana Ito');
    const { conversationId } = await owner.call(startConversation, { customerId, text: 'Another matter' });
    await owner.call(promiseCallBack, { customerId, conversationId, dueAt: at(60) });
    await adviser.call(logContact, { kind: 'call', way: 'out', customerId, text: 'About the lid.' });
    expect((await callBackOn(conversationId))?.state).toBe('running');
  });
});

describe('a visit and a letter', () => {
  it('MEM16003-R-liaison-face-to-face: a visit at the counter is in the timeline', async () => {
    const { customerId } = await withPhone('Ivo Jansen');
    const { conversationId } = await adviser.call(logContact, {
      ...{ kind: 'visit', customerId, text: 'Brought the toaster back.', beganAt: at(-12) },
    });
    const { entries } = await adviser.call(timeline, { customerId, limit: 20 });
    expect(entries.map((one) => one.sentence)).toContain('wrote down a visit (in, 12 min)');
    expect(await factsOf(conversationId)).toMatchObject([{ kind: 'visit', outcome: null, seconds: 720 }]);
  });

  it('part of MEM16003-R-liaison-written-forms: a scanned letter is a conversation, and its clock runs', async () => {
    const { customerId } = await withPhone('Jo Kern');
    const scan = await uploaded(adviser, smallPdf, 'letter.pdf');
    const { conversationId } = await adviser.call(logContact, {
      ...{ kind: 'letter', customerId, fileIds: [scan.id], beganAt: at(-2 * 24 * 60) },
    });
    const { messages } = await adviser.call(listMessages, { conversationId });
    expect(messages).toMatchObject([{ kind: 'customer', channel: 'letter', attachments: [{ name: 'letter.pdf' }] }]);
    expect(await adviser.call(getConversation, { conversationId })).toMatchObject({ subject: 'letter.pdf' });
    const first = (await owedOn(conversationId)).find((one) => one.measure === 'first_response');
    expect(first?.state).toBe('running');
  });

  it('opens a resolved conversation again when it goes on in it', async () => {
    const { reasons } = await owner.call(listWrapUpReasons, {});
    const { customerId } = await withPhone('Kim Lund');
    const { conversationId } = await adviser.call(logContact, { kind: 'visit', customerId, text: 'Bought a kettle.' });
    const { version } = await adviser.call(getConversation, { conversationId });
    await adviser.call(resolve, { conversationId, version, wrapUpReasonId: reasons[0]?.id });
    await adviser.call(logContact, { kind: 'visit', conversationId, text: 'It drips after all.' });
    expect((await adviser.call(getConversation, { conversationId })).status).toBe('open');
    expect(await factsOf(conversationId)).toHaveLength(2);
  });
});

describe('a phone number', () => {
  it('finds its customer however it is written, and while it is typed', async () => {
    const { customerId } = await withPhone('Lea Moss', '+61 491 570 006');
    const whose = async (number: string) => (await adviser.call(findCallers, { number })).customerId;
    for (const number of ['+61491570006', '0061 (491) 570-006', '0491 570 006', 'sip:+61491570006@exchange.example']) {
      expect([number, await whose(number)]).toEqual([number, customerId]);
    }
    const { customerId: sure, callers } = await adviser.call(findCallers, { number: '0491 5700' });
    expect([sure, callers.map((one) => one.name)]).toEqual([null, ['Lea Moss']]);
    expect(await adviser.call(findCallers, { number: 'Lea' })).toEqual({ customerId: null, callers: [] });
  });

  it('that several have is for people to choose', async () => {
    await withPhone('Max Noll', '+61 3 9000 0417');
    await withPhone('Nia Oak', '+49 3 9000 0417');
    const { customerId, callers } = await adviser.call(findCallers, { number: '03 9000 0417' });
    expect([customerId, callers.map((one) => one.name).sort()]).toEqual([null, ['Max Noll', 'Nia Oak']]);
    const whole = await adviser.call(findCallers, { number: '+49 3 9000 0417' });
    const found = await adviser.call(getCustomer, { customerId: whole.customerId ?? '' });
    expect(found.name).toBe('Nia Oak');
  });
});
