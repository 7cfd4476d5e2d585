import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reply } from '#contact/conversations/contract.ts';
import { timeline } from '#contact/customers/contract.ts';
import type { Client } from '#kernel/test/client.ts';
import {
  addTask,
  getPromise,
  keepPromise,
  listPromises,
  movePromise,
  promiseCallBack,
  reassignPromise,
  waivePromise,
} from '../contract.ts';
import { day, hour, iso, minute, openPromiseShop, type PromiseShop, until, wednesday } from '../test/shop.ts';

/** Friday 27 November 2026, 17:00 in Melbourne. */
const friday = Date.parse('2026-11-27T06:00:00Z');
let shop: PromiseShop;
let adviser: Client;
let lead: Client;
beforeAll(async () => {
  shop = await openPromiseShop();
  shop.at(wednesday);
  adviser = await shop.heed.member('adviser');
  lead = await shop.heed.member('lead');
});
afterAll(() => shop.heed.stop());

const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => error.code,
  );
/** The clock went on, and sessions with it; the one who signs in now may call. */
async function at(instant: number): Promise<void> {
  shop.at(instant);
}

describe('a task', () => {
  it('MEM16003-3.2: “by Friday” is written down as a task due on Friday, and overdue it is raised to leads', async () => {
    await at(wednesday);
    const conversationId = await shop.ask();
    const { promiseId } = await adviser.call(addTask, {
      words: 'Send the missing lid by Friday',
      dueAt: iso(friday),
      subject: { kind: 'conversation', id: conversationId },
    });
    const mine = await adviser.call(listPromises, { view: 'mine' });
    expect(mine.promises).toEqual([
      expect.objectContaining({
        id: promiseId,
        words: 'Send the missing lid by Friday',
        dueAt: iso(friday),
        ownerId: adviser.personId,
        about: expect.objectContaining({ title: expect.stringContaining('Ines Kaldor') }),
      }),
    ]);
    expect((await lead.call(listPromises, { view: 'raised' })).promises).toEqual([]);
    await at(friday);
    await until(async () => (await lead.call(listPromises, { view: 'raised', measure: 'task' })).promises.length > 0);
    const [raised] = (await lead.call(listPromises, { view: 'raised', measure: 'task' })).promises;
    expect(raised).toMatchObject({ id: promiseId, state: 'broken', raisedTo: 'lead', brokenAt: iso(friday) });
    // It stays owed until it is done or let go.
    const done = await adviser.call(keepPromise, { promiseId });
    expect(done.state).toBe('kept_late');
    expect(await code(adviser.call(keepPromise, { promiseId }))).toBe('promise.over');
  });

  it('is let go by a lead, or by the one who gave it to themselves', async () => {
    await at(wednesday);
    const dueAt = iso(friday);
    const own = await adviser.call(addTask, { words: 'Look it up', dueAt });
    const given = await lead.call(addTask, { words: 'Look it up too', dueAt, ownerId: adviser.personId });
    const reason = 'The customer found it';
    expect(await code(adviser.call(waivePromise, { promiseId: given.promiseId, reason }))).toBe('access.forbidden');
    expect(await code(adviser.call(waivePromise, { promiseId: own.promiseId, reason }))).toBe('done');
    expect(await code(lead.call(waivePromise, { promiseId: given.promiseId, reason }))).toBe('done');
    const story = await lead.call(getPromise, { promiseId: given.promiseId });
    expect(story.promise.state).toBe('waived');
    expect(story.entries.at(-1)).toMatchObject({ kind: 'waived', reason, actorId: lead.personId });
  });

  it('moves to another time with the reason, and both times stay written down', async () => {
    await at(wednesday);
    const { promiseId } = await adviser.call(addTask, { words: 'Ask the carrier', dueAt: iso(wednesday + hour) });
    const later = iso(wednesday + 5 * hour);
    expect(await code(adviser.call(movePromise, { promiseId, dueAt: iso(wednesday - hour), reason: 'sooner' }))).toBe(
      'promise.impossible',
    );
    await adviser.call(movePromise, { promiseId, dueAt: later, reason: 'The carrier calls back after lunch' });
    await adviser.call(reassignPromise, { promiseId, ownerId: lead.personId });
    const { entries, promise } = await adviser.call(getPromise, { promiseId });
    expect(entries.map((one) => [one.kind, one.dueAt, one.reason])).toEqual([
      ['started', iso(wednesday + hour), null],
      ['moved', later, 'The carrier calls back after lunch'],
      ['reassigned', later, null],
    ]);
    expect(promise.ownerId).toBe(lead.personId);
    await at(wednesday + 2 * hour);
    expect((await adviser.call(getPromise, { promiseId })).promise.state).toBe('running');
  });

  it('is refused with a time that is over, to somebody who cannot owe it, or about nothing that is there', async () => {
    await at(wednesday);
    const viewer = await shop.heed.member('viewer');
    const task = { words: 'Later', dueAt: iso(friday) };
    const nothing = { kind: 'conversation' as const, id: shop.customerId };
    expect(await code(adviser.call(addTask, { ...task, dueAt: iso(wednesday) }))).toBe('promise.impossible');
    expect(await code(adviser.call(addTask, { ...task, dueAt: '2126-01-01T00:00:00Z' }))).toBe('promise.impossible');
    expect(await code(adviser.call(addTask, { ...task, ownerId: viewer.personId }))).toBe('promise.unknown_owner');
    expect(await code(adviser.call(addTask, { ...task, teamId: shop.customerId }))).toBe('promise.unknown_owner');
    expect(await code(adviser.call(addTask, { ...task, subject: nothing }))).toBe('record.not_found');
  });

  it('a clock of a conversation is not kept by hand, and only a lead lets go of it', async () => {
    await at(wednesday);
    const id = await shop.ask();
    const promiseId = (await shop.clock(id, 'first_response'))?.id ?? '';
    expect(await code(adviser.call(keepPromise, { promiseId }))).toBe('promise.by_itself');
    expect(await code(adviser.call(waivePromise, { promiseId, reason: 'Spam' }))).toBe('access.forbidden');
    expect(await code(lead.call(waivePromise, { promiseId, reason: 'Spam' }))).toBe('done');
  });
});

describe('a call-back', () => {
  it('part of MEM16003-R-liaison-telephone: its clock warns, breaks and stands in the customer’s timeline', async () => {
    await at(wednesday);
    const { promiseId } = await adviser.call(promiseCallBack, {
      customerId: shop.customerId,
      dueAt: iso(wednesday + 100 * minute),
      phone: '+61 491 570 006',
    });
    const state = async () => (await adviser.call(getPromise, { promiseId })).promise;
    expect(await state()).toMatchObject({ measure: 'call_back', phone: '+61 491 570 006', state: 'running' });
    await at(wednesday + 80 * minute);
    await until(async () => (await state()).warnedAt !== null);
    await at(wednesday + 100 * minute);
    await until(async () => (await state()).state === 'broken');
    await adviser.call(keepPromise, { promiseId });
    const { entries } = await adviser.call(timeline, { customerId: shop.customerId });
    const told = entries.filter((one) => one.data.promiseId === promiseId).map((one) => one.type);
    expect(told).toEqual(['promise.kept', 'promise.broken', 'promise.warned', 'promise.started']);
    // The clocks behind every message are no part of the story.
    expect(entries.some((one) => one.data.measure === 'first_response' && one.type === 'promise.started')).toBe(false);
  });
});

describe('the longest silence', () => {
  it('MEM16003-3.3: after the set five working days without a word an update to the customer falls due', async () => {
    await at(wednesday);
    const id = await shop.ask();
    await shop.owner.call(reply, { conversationId: id, text: 'Which colour?' });
    const update = () => shop.clock(id, 'update');
    // A word on the third day: the five days count from there.
    await at(wednesday + 2 * day);
    await shop.owner.call(reply, { conversationId: id, text: 'Still there?' });
    await at(wednesday + 7 * day);
    await until(async () => {
      await new Promise((done) => setTimeout(done, 600));
      return true;
    });
    expect(await update()).toBeUndefined();
    await at(wednesday + 9 * day);
    await until(async () => (await update()) !== undefined);
    expect(await update()).toMatchObject({
      state: 'running',
      words: 'No answer from the customer yet: ask again, or resolve it.',
      ownerId: shop.owner.personId,
      dueAt: iso(wednesday + 12 * day),
    });
    await shop.owner.call(reply, { conversationId: id, text: 'We keep it for you' });
    expect((await update())?.state).toBe('kept');
  });
});
