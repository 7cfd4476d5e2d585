import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listWrapUpReasons, resolve, startConversation } from '#contact/conversations/contract.ts';
import { contribute } from '#kernel/server/capability.ts';
import type { Client } from '#kernel/test/client.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { createCustomer, getStanding, listCustomers } from '../contract.ts';
import { standingReasons } from './standing.ts';

describe('the reason', () => {
  let heed: TestHeed;
  let owner: Client;
  const loyal = new Set<string>();
  beforeAll(async () => {
    const reasons = async (_: unknown, customerId: string) =>
      loyal.has(customerId) ? [{ source: 'orders', says: 'returning' as const, words: '2 orders since March' }] : [];
    const orders = { name: 'orders', contributes: [contribute(standingReasons, { name: 'orders', reasons })] };
    heed = await startTestHeed({ extra: [orders] });
    ({ owner } = await heed.setUp());
  });
  afterAll(() => heed.stop());

  const write = (customerId: string, text: string) => owner.call(startConversation, { customerId, text });

  it('MEM16003-R-rel-new: a first contact shows New, and a second one Returning', async () => {
    const { customerId } = await owner.call(createCustomer, { name: 'Ines Kaldor' });
    expect(await owner.call(getStanding, { customerId })).toMatchObject({ standing: 'new', contacts: 0, recent: [] });
    await write(customerId, 'Does the pan work on induction?');
    expect(await owner.call(getStanding, { customerId })).toMatchObject({ standing: 'new', contacts: 1 });
    await write(customerId, 'The lid is cracked.');
    expect(await owner.call(getStanding, { customerId })).toMatchObject({ standing: 'returning', contacts: 2 });
  });

  it('names the last contacts with what they were about, and those that are open', async () => {
    const { customerId } = await owner.call(createCustomer, { name: 'Ben Ortiz' });
    const { conversationId } = await write(customerId, 'Where is my parcel?');
    const [reason] = (await owner.call(listWrapUpReasons, {})).reasons;
    await owner.call(resolve, { conversationId, version: 1, wrapUpReasonId: reason?.id ?? '' }).catch(async () => {
      await owner.call(resolve, { conversationId, version: 2, wrapUpReasonId: reason?.id ?? '' });
    });
    const open = await write(customerId, 'And the other one?');
    const found = await owner.call(getStanding, { customerId });
    expect(found.recent.map((one) => [one.id, one.isOpen, one.about])).toEqual([
      [open.conversationId, true, null],
      [conversationId, false, reason?.name],
    ]);
    expect(found.open.map((one) => one.reference)).toEqual([open.reference]);
  });

  it('part of MEM16003-R-rel-repeat: other capabilities add reasons of their own, such as two orders', async () => {
    const { customerId } = await owner.call(createCustomer, { name: 'Loyal Lou' });
    loyal.add(customerId);
    expect(await owner.call(getStanding, { customerId })).toMatchObject({
      standing: 'returning',
      contacts: 0,
      reasons: [{ source: 'orders', words: '2 orders since March' }],
    });
  });

  it('stands in the list, which is narrowed to one or the other', async () => {
    const list = async (standing: 'new' | 'returning') =>
      (await owner.call(listCustomers, { standing })).customers.map((one) => one.name);
    expect(await list('returning')).toEqual(['Ben Ortiz', 'Ines Kaldor']);
    expect(await list('new')).toEqual(['Loyal Lou']);
    expect((await owner.call(listCustomers, { standing: 'returning', find: 'ines' })).customers).toHaveLength(1);
  });
});
