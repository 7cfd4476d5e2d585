import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chatHistory, chatSend } from '#contact/channels-chat/contract.ts';
import { getConversation, listConversations, reply, startConversation } from '#contact/conversations/contract.ts';
import { approve, ask } from '#foundation/authority/contract.ts';
import { defineField, getFieldValues } from '#foundation/fields/contract.ts';
import { addTask, promisesOn } from '#foundation/promises/contract.ts';
import { type CustomerRows, customerRows } from '#kernel/moving/customer-rows.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { greet } from '#kernel/test/socket.ts';
import { newVisitor, type Stage, setStage } from '#kernel/test/stage.ts';
import {
  addMembers,
  addNote,
  addTag,
  changeCustomer,
  createCustomer,
  createOrganisation,
  getCustomer,
  listCustomers,
  listMerges,
  mergeCustomers,
  setCustomerFields,
  setTags,
  timeline,
  undoMerge,
} from '../contract.ts';

let heed: TestHeed;
let stage: Stage;
let owner: Client;

beforeAll(async () => {
  heed = await startTestHeed();
  stage = await setStage(heed, ['adviser', 'lead']);
  owner = stage.cast.owner;
  const text = { subject: 'customer', kind: 'text', purpose: 'To keep what was promised.' } as const;
  await owner.call(defineField, { ...text, key: 'tier', label: 'Tier' });
  await owner.call(defineField, { ...text, key: 'size', label: 'Size' });
});
afterAll(() => heed.stop());

let count = 0;
/** A customer with one of everything. */
async function person(name: string, fields: Record<string, string> = {}) {
  const n = ++count;
  const { customerId, reference } = await owner.call(createCustomer, {
    name,
    addresses: [
      { kind: 'email', value: `person${n}@one.example` },
      { kind: 'phone', value: `+61 491 570 ${String(100 + n)}` },
    ],
  });
  await owner.call(addNote, { customerId, text: `A note on ${name}` });
  const { tagId } = await owner.call(addTag, { name: `Tag ${n}` });
  await owner.call(setTags, { customerId, tagIds: [tagId] });
  const { organisationId } = await owner.call(createOrganisation, { name: `Firm ${n}` });
  await owner.call(addMembers, { organisationId, customerIds: [customerId] });
  const { conversationId } = await owner.call(startConversation, { customerId, text: `${name} asks something.` });
  const dueAt = new Date(Date.now() + 86_400_000).toISOString();
  const subject = { kind: 'customer' as const, id: customerId };
  const { promiseId } = await owner.call(addTask, { words: `Call ${name}`, dueAt, subject });
  const { version } = await owner.call(getCustomer, { customerId });
  await owner.call(setCustomerFields, { customerId, version, values: fields });
  return { customerId, reference, conversationId, promiseId };
}
const get = (customerId: string) => owner.call(getCustomer, { customerId });
async function versions(customerId: string, otherId: string) {
  return { customerId, otherId, version: (await get(customerId)).version, otherVersion: (await get(otherId)).version };
}
const conversationsOf = async (customerId: string) =>
  (await owner.call(listConversations, { view: 'all', customerId })).conversations.map((one) => one.id).sort();

/** Everything that the tables say of these two customers, but for what only counts changes. */
async function pictureOf(ids: string[]) {
  const tables = await asOwner<{ name: string }>(
    heed.ownerUrl,
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'customer_id' AND table_name NOT IN ('event', 'customer_merge')
     ORDER BY 1`,
  );
  const rows = (table: string, column: string) =>
    `SELECT '${table}' AS name, to_jsonb(t) - 'version' AS row FROM ${table} t WHERE ${column} = ANY ($1)`;
  const all = [rows('customer', 'id'), ...tables.map(({ name }) => rows(name, 'customer_id'))];
  return asOwner(heed.ownerUrl, `${all.join(' UNION ALL ')} ORDER BY 1, 2`, [ids]);
}

describe('every table with a customer in it', () => {
  it('is named by one source of rows, or has a reason to stay as it is', async () => {
    const stays: Record<string, string> = {
      event: 'the log keeps the customer of its time; readers look along',
      customer_merge: 'who was merged with whom then',
    };
    const all = await asOwner<{ name: string }>(
      heed.ownerUrl,
      `SELECT table_name AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND column_name = 'customer_id' ORDER BY 1`,
    );
    const named = heed.running.kernel.contributed<CustomerRows>(customerRows).flatMap((source) => source.tables);
    expect([...named, ...Object.keys(stays)].sort()).toEqual(all.map((one) => one.name));
  });
});

describe('a merge', () => {
  it('keeps everything of both, with the values that were chosen, and leads from the one to the other', async () => {
    const [one, other] = [
      await person('Ines', { tier: 'Gold' }),
      await person('Ines Kaldor', { tier: 'Silver', size: 'L' }),
    ];
    const { mergeId } = await owner.call(mergeCustomers, {
      ...(await versions(one.customerId, other.customerId)),
      take: { name: 'other', email: 'other' },
    });
    const merged = await get(one.customerId);
    expect(merged).toMatchObject({ name: 'Ines Kaldor', reference: one.reference });
    expect(await get(other.customerId)).toEqual(merged);
    expect(merged.addresses.filter((address) => address.isPrimary).map((address) => address.value)).toEqual([
      `person${count}@one.example`,
      `+61 491 570 ${99 + count}`,
    ]);
    expect([merged.addresses.length, merged.notes.length, merged.tags.length]).toEqual([4, 2, 2]);
    expect(merged.organisations.map((each) => each.isPrimary)).toEqual([true, false]);
    expect(await conversationsOf(one.customerId)).toEqual([one.conversationId, other.conversationId].sort());
    const { promises } = await owner.call(promisesOn, { subjectId: one.customerId });
    expect(promises.map((promise) => promise.id).sort()).toEqual([one.promiseId, other.promiseId].sort());
    const { fields } = await owner.call(getFieldValues, { subject: 'customer', subjectId: one.customerId });
    expect(Object.fromEntries(fields.map((field) => [field.key, field.value]))).toEqual({ tier: 'Gold', size: 'L' });
    const list = await owner.call(listCustomers, { find: other.reference });
    expect(list.customers).toMatchObject([{ reference: one.reference, conversations: 2, standing: 'returning' }]);
    const told = (await owner.call(timeline, { customerId: one.customerId, limit: 100 })).entries;
    expect(told.filter((entry) => entry.type === 'customer.created')).toHaveLength(2);
    const { merges } = await owner.call(listMerges, { customerId: one.customerId });
    expect(merges).toMatchObject([
      { id: mergeId, otherReference: other.reference, byName: 'Olive Owner', mayUndo: true },
    ]);
  });

  it('is undone without a trace: every row is where it was', async () => {
    const [one, other] = [
      await person('Ben', { tier: 'Gold' }),
      await person('Ben Ortiz', { tier: 'Silver', size: 'L' }),
    ];
    const ids = [one.customerId, other.customerId];
    const before = await pictureOf(ids);
    const input = {
      ...(await versions(one.customerId, other.customerId)),
      take: { name: 'other', phone: 'other' } as const,
    };
    const { mergeId } = await owner.call(mergeCustomers, input);
    expect(await pictureOf(ids)).not.toEqual(before);
    expect(await owner.call(undoMerge, { mergeId })).toMatchObject({ kept: [] });
    expect(await pictureOf(ids)).toEqual(before);
    await expect(owner.call(undoMerge, { mergeId })).rejects.toMatchObject({
      code: 'customer.undo_not_possible',
      body: { detail: 'Somebody undid this merge already.' },
    });
    // What happened meanwhile is told of whom it happened to, and both can be merged again.
    await owner.call(mergeCustomers, await versions(one.customerId, other.customerId));
  });

  it('is undone as far as it can: what was changed or went elsewhere stays, is named, and nothing is lost', async () => {
    const [one, other] = [await person('Cleo'), await person('Cleo Marsh')];
    const { mergeId } = await owner.call(mergeCustomers, {
      ...(await versions(one.customerId, other.customerId)),
      take: { name: 'other' },
    });
    const { version } = await get(one.customerId);
    await owner.call(changeCustomer, { customerId: one.customerId, version, name: 'Cleo M.' });
    const later = await owner.call(startConversation, { customerId: other.customerId, text: 'After the merge' });
    await owner.call(reply, { conversationId: other.conversationId, text: 'An answer after the merge' });
    await asOwner(heed.ownerUrl, 'UPDATE conversation SET customer_id = $2 WHERE id = $1', [
      other.conversationId,
      stage.visit.customerId,
    ]);
    const { kept } = await owner.call(undoMerge, { mergeId });
    expect(kept).toEqual([
      { what: 'name', why: 'changed_since', count: 1 },
      { what: 'conversation', why: 'gone_since', count: 1 },
    ]);
    expect((await get(one.customerId)).name).toBe('Cleo M.');
    expect((await get(other.customerId)).name).toBe('Cleo Marsh');
    expect(await conversationsOf(one.customerId)).toEqual([one.conversationId, later.conversationId].sort());
  });

  it('can be undone for 30 days, the last one first', async () => {
    const [one, other, third] = [await person('Dee'), await person('Dee Dee'), await person('D')];
    const first = await owner.call(mergeCustomers, await versions(one.customerId, other.customerId));
    const second = await owner.call(mergeCustomers, await versions(third.customerId, one.customerId));
    expect((await get(other.customerId)).id).toBe(third.customerId);
    expect(await conversationsOf(third.customerId)).toHaveLength(3);
    await expect(owner.call(undoMerge, { mergeId: first.mergeId })).rejects.toMatchObject({
      body: { detail: 'This customer was merged into another one since. Undo that merge first.' },
    });
    await owner.call(undoMerge, { mergeId: second.mergeId });
    expect((await get(other.customerId)).id).toBe(one.customerId);
    const over = "UPDATE customer_merge SET undo_until = merged_at + interval '0 days' WHERE id = $1";
    await asOwner(heed.ownerUrl, over, [first.mergeId]);
    await expect(owner.call(undoMerge, { mergeId: first.mergeId })).rejects.toMatchObject({
      code: 'customer.undo_not_possible',
      body: { detail: 'A merge can be undone for 30 days, and these are over.' },
    });
  });
});

describe('two people', () => {
  it('who merge the same pair at once merge it once, and one is told in plain words', async () => {
    for (const isCrossed of [false, true]) {
      const [one, other] = [await person('Eve'), await person('Eve Adams')];
      const input = await versions(one.customerId, other.customerId);
      const crossed = { ...input, customerId: input.otherId, otherId: input.customerId };
      const second = isCrossed ? { ...crossed, version: input.otherVersion, otherVersion: input.version } : input;
      const both = await Promise.allSettled([
        owner.call(mergeCustomers, input),
        stage.cast.lead.call(mergeCustomers, second),
      ]);
      const refused = both.find((each) => each.status === 'rejected');
      expect(both.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
      expect(refused?.reason).toMatchObject({ code: 'customer.already_merged', status: 409 });
      const rows = await asOwner(heed.ownerUrl, 'SELECT 1 FROM customer_merge WHERE other_id = ANY ($1)', [
        [one.customerId, other.customerId],
      ]);
      expect(rows).toHaveLength(1);
    }
  });

  it('of whom one changed the record meanwhile do not overwrite each other', async () => {
    const [one, other] = [await person('Fay'), await person('Fay Wray')];
    const input = await versions(one.customerId, other.customerId);
    await owner.call(addNote, { customerId: other.customerId, text: 'Wait' });
    await expect(owner.call(mergeCustomers, input)).rejects.toMatchObject({ code: 'record.stale' });
  });

  it('decide by authority: an adviser asks, and a lead approves', async () => {
    const { adviser, lead } = stage.cast;
    const [one, other] = [await person('Gus'), await person('Gus Grant')];
    const input = { ...(await versions(one.customerId, other.customerId)), take: {} };
    await expect(adviser.call(mergeCustomers, input)).rejects.toMatchObject({ code: 'authority.approval_needed' });
    const asked = await adviser.call(ask, { command: 'customers.merge', input, reason: 'The same phone' });
    await lead.call(approve, { approvalId: asked.approvalId, version: 1 });
    expect((await get(other.customerId)).id).toBe(one.customerId);
    const { merges } = await adviser.call(listMerges, { customerId: one.customerId });
    expect(merges[0]?.mayUndo).toBe(true);
  });
});

describe('a customer in the widget', () => {
  it.each(['of the one that goes', 'of the one that stays'])('%s goes on, and hears only their own', async (which) => {
    const visitor = await newVisitor(heed, stage.widgetKey);
    const { conversationId } = await visitor.call(chatSend, { text: 'My parcel is late.' });
    const { customerId } = await owner.call(getConversation, { conversationId });
    const other = await person('Hal Incandenza');
    const stays = which === 'of the one that stays';
    const ids: [string, string] = stays ? [customerId, other.customerId] : [other.customerId, customerId];
    const socket = await greet(visitor);
    const { mergeId } = await owner.call(mergeCustomers, await versions(...ids));
    if (!stays) expect(await socket.closed).toBe(1012);
    const again = stays ? socket : await greet(visitor);
    await owner.call(reply, { conversationId: other.conversationId, text: 'Not for this window' });
    await owner.call(reply, { conversationId, text: 'It comes tomorrow' });
    await again.next('data', (frame) => JSON.stringify(frame).includes('It comes tomorrow'));
    expect(JSON.stringify(again.frames)).not.toContain('Not for this window');
    await visitor.call(chatSend, { text: 'Thank you!' });
    const texts = async () => (await visitor.call(chatHistory, {})).messages.map((message) => message.text);
    expect(await texts()).toEqual(['My parcel is late.', 'It comes tomorrow', 'Thank you!']);
    expect((await owner.call(getConversation, { conversationId })).customerId).toBe(ids[0]);
    await owner.call(undoMerge, { mergeId });
    await visitor.call(chatSend, { text: 'Still here' });
    expect(await texts()).toHaveLength(4);
    expect((await owner.call(getConversation, { conversationId })).customerId).toBe(customerId);
    again.close();
  });
});
