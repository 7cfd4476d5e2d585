import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chatHistory, chatSend } from '#contact/channels-chat/contract.ts';
import { createCustomer } from '#contact/customers/contract.ts';
import { addBrand } from '#contact/portal/contract.ts';
import { addTask, promisesOn } from '#foundation/promises/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import type { Client } from '#kernel/test/client.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { newVisitor, type Stage, setStage } from '#kernel/test/stage.ts';
import {
  getConversation,
  listConversations,
  listMessages,
  markRead,
  reply,
  resolve,
  startConversation,
  writeNote,
} from '../contract.ts';
import {
  findByReference,
  linkConversations,
  listLinks,
  mergeConversations,
  splitConversation,
  undoMerge,
  unlinkConversations,
} from '../contract-merge.ts';
import { setPriority } from '../contract-work.ts';
import { getDrafts, holdReply, saveDraft } from '../contract-writing.ts';

let heed: TestHeed;
let stage: Stage;
let owner: Client;
let adviser: Client;
let shiftMs = 0;

beforeAll(async () => {
  heed = await startTestHeed({ now: () => new Date(Date.now() + shiftMs) });
  stage = await setStage(heed, ['adviser']);
  ({ owner, adviser } = stage.cast);
});
afterAll(() => heed.stop());

const get = (conversationId: string) => owner.call(getConversation, { conversationId });
const linesOf = async (conversationId: string) =>
  (await owner.call(listMessages, { conversationId })).messages.map((one) => [one.number, one.kind, one.text]);
const owedOn = async (subjectId: string) =>
  (await owner.call(promisesOn, { subjectId })).promises
    .filter((one) => one.endedAt === null)
    .map((one) => one.measure)
    .sort();

/** Two conversations with one customer: the first answered, the second with a question that waits. */
async function pair() {
  const { customerId } = await owner.call(createCustomer, { name: 'Ines Kaldor' });
  const into = await owner.call(startConversation, { customerId, text: 'The kettle leaks.' });
  await adviser.call(reply, { conversationId: into.conversationId, text: 'Sorry!' });
  const from = await owner.call(startConversation, { customerId, text: 'It is still leaking.' });
  await adviser.call(writeNote, { conversationId: from.conversationId, text: 'Again?' });
  return { customerId, fromId: from.conversationId, intoId: into.conversationId };
}
const merge = async (by: Client, fromId: string, intoId: string, more: object = {}) => {
  const { version } = await by.call(getConversation, { conversationId: fromId });
  return by.call(mergeConversations, { conversationId: fromId, version, intoId, ...more });
};

describe('merging', () => {
  it('moves the messages to the end with who wrote them and when, and leaves no gap in the numbers', async () => {
    const { fromId, intoId } = await pair();
    const { messages: before } = await owner.call(listMessages, { conversationId: fromId });
    const { reference } = await get(fromId);
    await merge(owner, fromId, intoId);
    expect(await linesOf(intoId)).toEqual([
      [1, 'customer', 'The kettle leaks.'],
      [2, 'reply', 'Sorry!'],
      [3, 'customer', 'It is still leaking.'],
      [4, 'note', 'Again?'],
    ]);
    const { messages } = await owner.call(listMessages, { conversationId: intoId });
    const same = ({ id, at, authorId }: (typeof messages)[number]) => [id, at, authorId];
    expect(messages.slice(2).map(same)).toEqual(before.map(same));
    expect(messages.map((one) => one.movedFrom)).toEqual([null, null, reference, reference]);
    await owner.call(reply, { conversationId: intoId, text: 'A new one comes.' });
    expect((await linesOf(intoId)).at(-1)).toEqual([5, 'reply', 'A new one comes.']);
    expect(await linesOf(fromId)).toEqual([]);
  });

  it('leads from the old reference to the one that goes on, and every write is told so in words', async () => {
    const { fromId, intoId, customerId } = await pair();
    const [from, into] = [await get(fromId), await get(intoId)];
    await merge(owner, fromId, intoId);
    expect(await get(fromId)).toMatchObject({ mergedIntoId: intoId });
    expect(await owner.call(findByReference, { reference: from.reference })).toMatchObject({
      ...{ id: intoId, reference: into.reference, wasMerged: true },
    });
    const write = await owner.call(reply, { conversationId: fromId, text: 'Hello?' }).catch((error) => error);
    expect(write).toMatchObject({ code: 'conversation.merged' });
    expect(write.message).toContain(`${from.reference} was merged into ${into.reference}`);
    const { conversations } = await owner.call(listConversations, { customerId });
    expect(conversations.map((one) => one.id)).toEqual([intoId]);
  });

  it('owes in the one that goes on what was owed in either, and nothing any more in the other', async () => {
    const { fromId, intoId } = await pair();
    const dueAt = new Date(Date.now() + shiftMs + 3_600_000).toISOString();
    await owner.call(addTask, { words: 'Send a lid', dueAt, subject: { kind: 'conversation', id: fromId } });
    expect(await get(intoId)).toMatchObject({ status: 'waiting' });
    await merge(owner, fromId, intoId);
    expect(await owedOn(fromId)).toEqual([]);
    const owed = await owedOn(intoId);
    expect(owed).toContain('task');
    expect(owed.filter((one) => one.endsWith('_response'))).toHaveLength(1);
    expect(new Set(owed).size).toBe(owed.length);
    expect(await get(intoId)).toMatchObject({ status: 'open', assigneeId: adviser.personId });
    await owner.call(undoMerge, { conversationId: fromId });
    expect(await owedOn(fromId)).toContain('task');
    expect(await owedOn(intoId)).not.toContain('task');
    expect(await get(intoId)).toMatchObject({ status: 'waiting' });
  });

  it('keeps who had read both as having read, and shows everybody else what came', async () => {
    const { fromId, intoId } = await pair();
    for (const conversationId of [fromId, intoId]) await owner.call(markRead, { conversationId, number: 2 });
    await merge(owner, fromId, intoId);
    const unread = async (by: Client) =>
      (await by.call(listConversations, { view: 'open' })).conversations.find((one) => one.id === intoId)?.isUnread;
    expect(await unread(owner)).toBe(false);
    expect(await unread(adviser)).toBe(true);
  });

  it('takes drafts along, and what was held leaves in the one that goes on', async () => {
    const { fromId, intoId } = await pair();
    const draft = { kind: 'reply' as const, seenNumber: 1, basis: null };
    await owner.call(saveDraft, { conversationId: fromId, text: 'Dear Ines,', ...draft });
    await owner.call(saveDraft, { conversationId: intoId, text: 'Hello', ...draft });
    await adviser.call(holdReply, { conversationId: fromId, text: 'We look into it.', seconds: 20 });
    await merge(owner, fromId, intoId);
    const { drafts } = await owner.call(getDrafts, { conversationId: intoId });
    expect(drafts.map((one) => one.text)).toEqual(['Hello\n\nDear Ines,']);
    shiftMs += 21_000;
    await expect
      .poll(async () => (await linesOf(intoId)).at(-1), { timeout: 5_000 })
      .toEqual([...[5, 'reply', 'We look into it.']]);
  });

  it('of different customers asks first, in words', async () => {
    const { fromId } = await pair();
    const { customerId } = await owner.call(createCustomer, { name: 'Ben Ortiz' });
    const { conversationId: intoId } = await owner.call(startConversation, { customerId, text: 'Hello' });
    const refused = await merge(owner, fromId, intoId).catch((error) => error);
    expect(refused).toMatchObject({ code: 'conversation.other_customer' });
    expect(refused.message).toContain('is of Ines Kaldor');
    await merge(owner, fromId, intoId, { otherCustomer: true });
    const { messages } = await owner.call(listMessages, { conversationId: intoId });
    expect(messages.map((one) => one.authorName)).toEqual(['Ben Ortiz', 'Ines Kaldor', expect.any(String)]);
  });
});

describe('a customer whose chat was merged', () => {
  const chats = async () => {
    const visitor = await newVisitor(heed, stage.widgetKey);
    const { conversationId } = await visitor.call(chatSend, { text: 'Hello from the shop' });
    const { customerId } = await get(conversationId);
    return { visitor, conversationId, customerId };
  };
  const textsOf = async (visitor: Client) => (await visitor.call(chatHistory, {})).messages.map((one) => one.text);

  it('goes on in the one that goes on, sees both, and is back in their own when it is undone', async () => {
    const { visitor, conversationId, customerId } = await chats();
    const into = await owner.call(startConversation, { customerId, text: 'By phone' });
    await merge(owner, conversationId, into.conversationId);
    expect(await textsOf(visitor)).toEqual(['By phone', 'Hello from the shop']);
    await owner.call(undoMerge, { conversationId });
    expect(await textsOf(visitor)).toEqual(['Hello from the shop']);
    await merge(owner, conversationId, into.conversationId);
    const sent = await visitor.call(chatSend, { text: 'Anybody?' });
    expect(sent).toMatchObject({ conversationId: into.conversationId, number: 3 });
  });

  it('of another customer never sees that one’s messages, and begins a conversation of their own', async () => {
    const { visitor, conversationId } = await chats();
    const other = await chats();
    await other.visitor.call(chatSend, { text: 'My address is a secret' });
    await merge(owner, conversationId, other.conversationId, { otherCustomer: true });
    expect(await textsOf(visitor)).toEqual([]);
    expect(await textsOf(other.visitor)).toEqual(['Hello from the shop', 'My address is a secret']);
    const sent = await visitor.call(chatSend, { text: 'Still there?' });
    expect([conversationId, other.conversationId]).not.toContain(sent.conversationId);
    expect(await textsOf(visitor)).toEqual(['Still there?']);
  });
});

describe('undoing a merge', () => {
  it('puts both back as they were, messages and numbers and state', async () => {
    const { fromId, intoId } = await pair();
    const lines = async () => [await linesOf(fromId), await linesOf(intoId)];
    const shape = async (id: string) => {
      const { version, ...rest } = await get(id);
      return rest;
    };
    const before = [await lines(), await shape(fromId), await shape(intoId)];
    await merge(owner, fromId, intoId);
    await owner.call(undoMerge, { conversationId: fromId });
    expect([await lines(), await shape(fromId), await shape(intoId)]).toEqual(before);
    const again = owner.call(undoMerge, { conversationId: fromId });
    await expect(again).rejects.toMatchObject({ code: 'conversation.not_possible' });
  });

  it('is refused with the reason once somebody wrote there, and nothing is lost', async () => {
    const { fromId, intoId } = await pair();
    await merge(owner, fromId, intoId);
    await adviser.call(reply, { conversationId: intoId, text: 'A new one comes.' });
    const refused = await owner.call(undoMerge, { conversationId: fromId }).catch((error) => error);
    expect(refused).toMatchObject({ code: 'conversation.not_possible' });
    expect(refused.message).toMatch(/one message came to H-\d+\. Split off what belongs to H-\d+ instead/);
    expect(await linesOf(intoId)).toHaveLength(5);
  });

  it('is undone from the last to the first where merged ones were merged on', async () => {
    const [one, two] = [await pair(), await pair()];
    await merge(owner, one.fromId, one.intoId);
    await merge(owner, one.intoId, two.intoId, { otherCustomer: true });
    expect(await get(one.fromId)).toMatchObject({ mergedIntoId: two.intoId });
    const first = await owner.call(undoMerge, { conversationId: one.fromId }).catch((error) => error);
    expect(first.message).toContain('Undo that merge first');
    await owner.call(undoMerge, { conversationId: one.intoId });
    expect(await get(one.fromId)).toMatchObject({ mergedIntoId: one.intoId });
    expect(await linesOf(one.intoId)).toHaveLength(4);
    await owner.call(undoMerge, { conversationId: one.fromId });
    expect(await linesOf(one.fromId)).toHaveLength(2);
  });
});

describe('the brand', () => {
  const brandOf = async (id: string) => (await get(id)).brandId;
  it('is kept by what is merged, or comes along where there was none, and by what is split; undone, each has its own', async () => {
    const { brandId: north } = await owner.call(addBrand, { key: 'north', name: 'North' });
    const { brandId: south } = await owner.call(addBrand, { key: 'south', name: 'South' });
    const { customerId } = await owner.call(createCustomer, { name: 'Ines Kaldor' });
    const begun = async (brandId: string | undefined, channel: 'api' | 'chat' | 'call') => {
      const said = { customerId, channel, text: 'The kettle leaks.', ...(brandId && { brandId }) };
      return (await owner.call(startConversation, said)).conversationId;
    };
    const from = await begun(north, 'api');
    // Into one of no brand, of another brand, and into what colleagues wrote down: that goes on as the customer knows it.
    for (const [into, merged] of [
      [await begun(undefined, 'api'), north],
      [await begun(south, 'api'), south],
      [await begun(south, 'call'), north],
    ] as const) {
      const before = await brandOf(into);
      await merge(owner, from, into);
      expect(await brandOf(into)).toBe(merged);
      const { version } = await get(into);
      await owner.call(setPriority, { conversationId: into, version, priority: 'high' });
      await owner.call(undoMerge, { conversationId: from });
      expect([await brandOf(from), await brandOf(into)]).toEqual([north, before]);
    }
    await adviser.call(reply, { conversationId: from, text: 'Sorry!' });
    const { version } = await get(from);
    const parted = await owner.call(splitConversation, { conversationId: from, version, fromNumber: 2 });
    expect(await brandOf(parted.newConversationId)).toBe(north);
  });
});

describe('two people at once', () => {
  it('who merge the same pair either way make one merge, and the other is told in words', async () => {
    const { fromId, intoId } = await pair();
    const results = await Promise.allSettled([merge(owner, fromId, intoId), merge(adviser, intoId, fromId)]);
    expect(results.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    const { reason } = results.find((one) => one.status === 'rejected') as PromiseRejectedResult;
    expect(reason.code).toMatch(/conversation\.merged|record\.stale/);
    const root = (await get(fromId)).mergedIntoId ? intoId : fromId;
    expect(await linesOf(root)).toHaveLength(4);
  });

  it('of whom one merges and a customer writes lose no message', async () => {
    const visitor = await newVisitor(heed, stage.widgetKey);
    const { conversationId } = await visitor.call(chatSend, { text: 'One' });
    const { customerId } = await get(conversationId);
    const into = await owner.call(startConversation, { customerId, text: 'By phone' });
    const { version } = await get(conversationId);
    const wanted = { conversationId, version, intoId: into.conversationId };
    const writes = ['Two', 'Three', 'Four'].map((text) => visitor.call(chatSend, { text }));
    await Promise.allSettled([owner.call(mergeConversations, wanted), ...writes]);
    const { messages } = await visitor.call(chatHistory, {});
    expect(
      messages
        .map((one) => one.text)
        .filter((text) => text !== 'By phone')
        .sort(),
    ).toEqual(['One', 'Two', 'Three', 'Four'].sort());
  });
});

describe('splitting', () => {
  it('makes a conversation of its own, linked as a follow-up, and merging it back undoes it', async () => {
    const { intoId: conversationId } = await pair();
    await owner.call(writeNote, { conversationId, text: 'Another matter' });
    const { version } = await get(conversationId);
    const before = await linesOf(conversationId);
    const done = await owner.call(splitConversation, { conversationId, version, fromNumber: 2, subject: 'The lid' });
    expect(await linesOf(conversationId)).toEqual(before.slice(0, 1));
    expect(await linesOf(done.newConversationId)).toEqual([
      [1, 'reply', 'Sorry!'],
      [2, 'note', 'Another matter'],
    ]);
    expect(await get(done.newConversationId)).toMatchObject({ subject: 'The lid', reference: done.reference });
    const { links } = await owner.call(listLinks, { conversationId });
    expect(links).toMatchObject([{ id: done.newConversationId, relation: 'followed_by' }]);
    await merge(owner, done.newConversationId, conversationId);
    expect(await linesOf(conversationId)).toEqual(before);
  });

  it('lets the question go along with what is owed for it', async () => {
    const { intoId: conversationId, customerId } = await pair();
    const visitor = await owner.call(startConversation, { customerId, text: 'And the toaster burns.' });
    await merge(owner, visitor.conversationId, conversationId);
    const { version } = await get(conversationId);
    const done = await owner.call(splitConversation, { conversationId, version, fromNumber: 3 });
    expect(await get(done.newConversationId)).toMatchObject({ status: 'open', subject: 'And the toaster burns.' });
    expect(await get(conversationId)).toMatchObject({ status: 'waiting', lastNumber: 2 });
    expect(await owedOn(done.newConversationId)).toContain('first_response');
  });

  it('is refused where nothing would stay, where nothing would go, and upon an old version', async () => {
    const { fromId: conversationId } = await pair();
    const { version } = await get(conversationId);
    const split = (more: { fromNumber: number; version?: number }) =>
      owner.call(splitConversation, { conversationId, version, ...more }).catch((error) => error.code);
    expect(await split({ fromNumber: 1 })).toBe('input.invalid');
    expect(await split({ fromNumber: 3 })).toBe('conversation.not_possible');
    expect(await split({ fromNumber: 2, version: 99 })).toBe('record.stale');
    expect(await linesOf(conversationId)).toHaveLength(2);
  });
});

it('linked conversations show on both sides, once, and can be taken apart', async () => {
  const { fromId, intoId } = await pair();
  const link = (kind: 'related' | 'follow_up') =>
    owner.call(linkConversations, { conversationId: intoId, otherId: fromId, kind });
  await link('related');
  await link('related');
  await owner.call(linkConversations, { conversationId: fromId, otherId: intoId, kind: 'related' });
  const relationsOf = async (conversationId: string) =>
    (await owner.call(listLinks, { conversationId })).links.map((one) => one.relation);
  expect(await relationsOf(fromId)).toEqual(['related']);
  await link('follow_up');
  expect([await relationsOf(intoId), await relationsOf(fromId)]).toEqual([['followed_by'], ['follow_up_of']]);
  await owner.call(unlinkConversations, { conversationId: fromId, otherId: intoId });
  expect(await relationsOf(intoId)).toEqual([]);
  const self = owner.call(linkConversations, { conversationId: fromId, otherId: fromId });
  await expect(self).rejects.toMatchObject({ code: 'conversation.not_possible' });
  const nowhere = owner.call(linkConversations, { conversationId: fromId, otherId: newId() });
  await expect(nowhere).rejects.toMatchObject({ code: 'record.not_found' });
});

it('a resolved conversation that takes over an open one is open again', async () => {
  const { fromId, intoId } = await pair();
  const { version } = await get(intoId);
  await owner.call(resolve, { conversationId: intoId, version, wrapUpReasonId: stage.wrapUpReasonId });
  await merge(owner, fromId, intoId);
  expect(await get(intoId)).toMatchObject({ status: 'open' });
  expect(await owedOn(intoId)).toContain('full_resolution');
  await owner.call(undoMerge, { conversationId: fromId });
  expect(await get(intoId)).toMatchObject({ status: 'resolved', wrapUpReasonId: stage.wrapUpReasonId });
  expect(await get(fromId)).toMatchObject({ status: 'open' });
});
