import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getConversation, listMessages } from '#contact/conversations/contract.ts';
import { createCustomer } from '#contact/customers/contract.ts';
import { getPromise } from '#foundation/promises/contract.ts';
import type { Client } from '#kernel/test/client.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import {
  contactsOfConversation,
  getPhoneCall,
  listLines,
  listPhoneCalls,
  logContact,
  makeLineToken,
  retireLine,
  telephonyPath,
} from '../contract.ts';
import { type Exchange, openExchange } from '../test/exchange.ts';

const clock = new Date('2026-11-02T03:00:00Z');
const at = (minutes: number) => new Date(clock.getTime() + minutes * 60_000).toISOString();
let heed: TestHeed;
let owner: Client;
let exchange: Exchange;

beforeAll(async () => {
  heed = await startTestHeed({ now: () => clock });
  ({ owner } = await heed.setUp());
  exchange = await openExchange(heed, owner, { callBackMinutes: 30 });
});
afterAll(() => heed.stop());

const known = async (name: string, value: string) =>
  (await owner.call(createCustomer, { name, addresses: [{ kind: 'phone', value }] })).customerId;
const callOf = async (ref: string) => (await owner.call(getPhoneCall, { ref })).call;
const promiseOf = async (ref: string) => {
  const call = await callOf(ref);
  return (await owner.call(getPromise, { promiseId: call?.promise?.id ?? '' })).promise;
};

describe('a telephone system', () => {
  it('tells of a call from ringing to its recording, in any order, and somebody writes it down', async () => {
    const customerId = await known('Ines Kaldor', '+61 491 570 006');
    const about = { call: 'a-1', number: '0491570006', extension: '12' };
    const url = 'https://exchange.example/recordings/a-1';
    const told = [
      { ...about, event: 'ringing', at: at(-6) },
      { ...about, event: 'ended', at: at(-1) },
      { ...about, event: 'answered', at: at(-5) },
      { ...about, event: 'recorded', url },
    ];
    for (const event of told) expect((await exchange.tell(event)).status).toBe(202);
    const call = await callOf('a-1');
    expect(call).toMatchObject({
      ...{ state: 'ended', way: 'in', number: '0491570006', extension: '12', recordingUrl: url },
      ...{ beganAt: at(-6), answeredAt: at(-5), endedAt: at(-1), conversationId: null },
      customer: { id: customerId, name: 'Ines Kaldor' },
    });
    const phoneCallId = call?.id ?? '';
    const { conversationId } = await owner.call(logContact, { kind: 'call', phoneCallId, text: 'The lid again.' });
    const { contacts } = await owner.call(contactsOfConversation, { conversationId });
    expect(contacts).toMatchObject([{ phone: '0491570006', beganAt: at(-5), endedAt: at(-1), recordingUrl: url }]);
    const again = owner.call(logContact, { kind: 'call', phoneCallId, text: 'The lid again.' });
    await expect(again).rejects.toMatchObject({ code: 'calls.logged', body: { facts: { conversationId } } });
    const { calls } = await owner.call(listPhoneCalls, { show: 'unlogged' });
    expect(calls.map((one) => one.id)).not.toContain(phoneCallId);
  });

  it('may tell an event twice: it counts once', async () => {
    const event = { event: 'missed', call: 'b-1', id: 'event-7', number: '+61 3 9000 0001' };
    const first = await exchange.tell(event);
    const second = await exchange.tell(event);
    expect([first.status, second.status]).toEqual([202, 200]);
    expect(second.body).toEqual(first.body);
    const both = await Promise.all([1, 2, 3, 4].map(() => exchange.tell({ ...event, call: 'b-2', id: 'event-8' })));
    expect(both.map((one) => one.status).sort()).toEqual([200, 200, 200, 202]);
  });

  it('needs a token of its own, and is told what it may send', async () => {
    const body = { event: 'ringing', call: 'c-1' };
    const send = (token: string) =>
      heed.anonymous().raw('POST', telephonyPath, { body, headers: { Authorization: `Bearer ${token}` } });
    expect((await send('ht_wrong')).status).toBe(401);
    expect((await exchange.tell({ event: 'dancing', call: 'c-1' })).body).toMatchObject({ code: 'input.invalid' });
    expect((await exchange.tell({ event: 'recorded', call: 'c-1' })).body.detail).toContain('Say where the recording');
    expect((await exchange.tell({ event: 'recorded', call: 'c-1', url: 'file:///etc/passwd' })).status).toBe(422);
    expect(await callOf('c-1')).toBeNull();
    const other = await openExchange(heed, owner);
    await owner.call(makeLineToken, { lineId: other.lineId });
    expect((await other.tell(body)).body).toMatchObject({ code: 'calls.unknown_token' });
    await owner.call(retireLine, { lineId: other.lineId });
    expect((await owner.call(listLines, {})).lines.map((one) => one.id)).toEqual([exchange.lineId]);
  });
});

describe('a missed call', () => {
  it('of one customer becomes a conversation with a call-back, once however often they try', async () => {
    const customerId = await known('Gus Hall', '+61 491 570 007');
    await exchange.tell({ event: 'missed', call: 'm-1', number: '0491 570 007' });
    await exchange.tell({ event: 'missed', call: 'm-2', number: '0491 570 007' });
    const [first, second] = [await callOf('m-1'), await callOf('m-2')];
    const conversationId = first?.conversationId ?? '';
    expect([second?.conversationId, second?.promise?.id]).toEqual([conversationId, first?.promise?.id]);
    expect(await promiseOf('m-1')).toMatchObject({
      ...{ measure: 'call_back', state: 'running', dueAt: at(30), phone: '0491570007' },
      ...{ subjectKind: 'conversation', subjectId: conversationId, customerId },
    });
    const { messages } = await owner.call(listMessages, { conversationId });
    expect(messages.map((one) => one.text)).toEqual(Array(2).fill('Missed call from 0491570007.'));
    const { contacts } = await owner.call(contactsOfConversation, { conversationId });
    expect(contacts.map((one) => one.outcome)).toEqual(['missed', 'missed']);
    await owner.call(logContact, { kind: 'call', way: 'out', conversationId, text: 'Called back.' });
    expect((await promiseOf('m-1')).state).toBe('kept');
    expect(await owner.call(getConversation, { conversationId })).toMatchObject({ channel: 'call', status: 'waiting' });
  });

  it('of nobody we know is owed by itself, until a call to that number keeps it', async () => {
    await exchange.tell({ event: 'missed', call: 'm-3', number: '+49 30 901820' });
    expect(await callOf('m-3')).toMatchObject({ customer: null, conversationId: null, state: 'missed' });
    expect(await promiseOf('m-3')).toMatchObject({ subjectKind: 'none', phone: '+4930901820', state: 'running' });
    const { conversationId, kept } = await owner.call(logContact, {
      ...{ kind: 'call', way: 'out', phone: '+49 30 901820', newCustomer: { name: 'Jo Kern' }, text: 'Wants a lid.' },
    });
    expect([kept, (await promiseOf('m-3')).state]).toEqual([1, 'kept']);
    expect(await callOf('m-3')).toMatchObject({ conversationId, customer: { name: 'Jo Kern' } });
  });

  it('is nothing to call back when another phone took it, or when the number was withheld', async () => {
    const about = { call: 'm-4', number: '+49 30 901821' };
    await exchange.tell({ ...about, event: 'missed', id: 'phone-1 gave up' });
    await exchange.tell({ ...about, event: 'answered', id: 'phone-2' });
    expect((await promiseOf('m-4')).state).toBe('waived');
    await exchange.tell({ event: 'missed', call: 'm-5', number: 'anonymous' });
    expect(await callOf('m-5')).toMatchObject({ number: '', state: 'missed', promise: null });
    const { calls, next } = await owner.call(listPhoneCalls, { show: 'missed', limit: 2 });
    const rest = await owner.call(listPhoneCalls, { show: 'missed', limit: 100, after: next ?? '' });
    const ids = [...calls, ...rest.calls].map((one) => one.id);
    expect([calls.length, new Set(ids).size === ids.length]).toEqual([2, true]);
    expect(ids).not.toContain((await callOf('m-4'))?.id);
  });
});
