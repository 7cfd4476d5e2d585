import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chatSend } from '#contact/channels-chat/contract.ts';
import {
  addTag,
  assign,
  getConversation,
  listMessages,
  reply,
  resolve,
  startConversation,
  tagConversation,
  writeNote,
} from '#contact/conversations/contract.ts';
import { changeCustomer, createCustomer } from '#contact/customers/contract.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { type Stage, setStage } from '#kernel/test/stage.ts';
import { smallPdf, uploaded } from '#kernel/test/upload.ts';
import * as contract from '../contract.ts';

let heed: TestHeed;
let stage: Stage;
let owner: Client;
let marisol: { customerId: string; reference: string; version: number };
let kettle: { conversationId: string; reference: string };

const texts: Record<string, string> = {
  'Jörg Müller': 'Die Tasse ist zerbrochen, ich möchte mein Geld zurück.',
  'José Álvarez': '¿Dónde está mi pedido? El número es W6390527.',
  '田中 美咲': '商品が届きません。返金をお願いします。',
  'نور الهدى': 'أين طلبي؟ لم يصل بعد',
  'Søren Østergård': 'Jeg vil gerne bytte den blå kop.',
};

beforeAll(async () => {
  heed = await startTestHeed();
  stage = await setStage(heed, ['adviser', 'learner', 'viewer']);
  owner = stage.cast.owner;
  marisol = await owner.call(createCustomer, {
    name: 'Marisol Adeyemi',
    addresses: [
      { kind: 'email', value: 'Marisol@Adeyemi.example' },
      { kind: 'phone', value: '+61 491 570 006' },
    ],
  });
  const { customerId } = marisol;
  kettle = await owner.call(startConversation, {
    ...{ customerId, channel: 'api', subject: 'Warranty of order 5512' },
    text: 'The lid of my stovetop kettle came cracked. It was not what I ordered.',
  });
  await owner.call(writeNote, {
    conversationId: kettle.conversationId,
    text: 'Three left in the warehouse, keep one.',
  });
  await owner.call(reply, { conversationId: kettle.conversationId, text: 'I am sorry! A new lid leaves today.' });
  for (const [name, text] of Object.entries(texts)) {
    const made = await owner.call(createCustomer, { name });
    await owner.call(startConversation, { customerId: made.customerId, channel: 'chat', text });
  }
});
afterAll(() => heed.stop());

const everywhere = (text: string, by = owner) => by.call(contract.searchEverywhere, { text, limit: 50 });
const line = (pieces: contract.Passage) => pieces.map(({ text, isHit }) => (isHit ? `[${text}]` : text)).join('');
const written = async (text: string) => (await everywhere(text)).messages.map((one) => line(one.passage));
const names = async (text: string) => (await everywhere(text)).people.map((one) => line(one.name));

describe('messages', () => {
  it('are found by all of the words, newest first, with what was found marked', async () => {
    const { messages } = await everywhere('lid');
    expect(messages.map((one) => [one.kind, line(one.passage), one.authorName])).toEqual([
      ['reply', 'I am sorry! A new [lid] leaves today.', 'Olive Owner'],
      ['customer', 'The [lid] of my stovetop kettle came cracked. It was not what I ordered.', 'Marisol Adeyemi'],
    ]);
    expect(messages[0]).toMatchObject({
      ...{ conversationId: kettle.conversationId, reference: kettle.reference },
      ...{ number: 3, customerName: 'Marisol Adeyemi' },
    });
    expect(await written('lid cracked kettle')).toHaveLength(1);
    expect(await written('lid teapot')).toEqual([]);
    expect(await written('warehouse')).toEqual(['Three left in the [warehouse], keep one.']);
  });

  it('are found while the last word is being typed, and not by the middle of a word', async () => {
    expect(await written('stovet')).toHaveLength(1);
    expect(await written('stovet ')).toEqual([]);
    expect(await written('ovetop')).toEqual([]);
  });

  it('are found by a sequence of words', async () => {
    expect(await written('"came cracked"')).toHaveLength(1);
    expect(await written('"cracked came"')).toEqual([]);
  });

  it.each([
    ['German, without its marks', 'mochte zuruck', 'Jörg Müller'],
    ['German, with them', 'möchte', 'Jörg Müller'],
    ['Spanish', 'pedido donde', 'José Álvarez'],
    ['an order number', 'w6390527', 'José Álvarez'],
    ['Japanese, in the middle of a sentence', '返金', '田中 美咲'],
    ['Arabic', 'طلبي', 'نور الهدى'],
    ['Danish', 'bla kop', 'Søren Østergård'],
  ])('are found in %s', async (_, text, name) => {
    expect((await everywhere(text)).messages.map((one) => one.authorName)).toEqual([name]);
  });

  it('follow a text that is changed or erased', async () => {
    const { customerId } = marisol;
    const started = await owner.call(startConversation, { customerId, channel: 'api', text: 'canary before erasing' });
    expect(await written('canary')).toHaveLength(1);
    await asOwner(heed.ownerUrl, 'UPDATE message SET text = $2 WHERE id = $1', [
      started.messageId,
      'erased by request',
    ]);
    expect(await written('canary')).toEqual([]);
    expect(await written('erased request')).toHaveLength(1);
  });

  it('are told apart page by page, without a gap or a repeat', async () => {
    const { conversationId } = await owner.call(startConversation, {
      ...{ customerId: marisol.customerId, channel: 'api', text: 'pagination 0' },
    });
    for (let n = 1; n < 12; n++) await owner.call(writeNote, { conversationId, text: `pagination ${n}` });
    const all: string[] = [];
    let after: string | undefined;
    do {
      const page = await owner.call(contract.searchMessages, { text: 'pagination', limit: 5, ...(after && { after }) });
      all.push(...page.messages.map((one) => line(one.passage)));
      after = page.next ?? undefined;
    } while (after);
    expect(all).toEqual(Array.from({ length: 12 }, (_, n) => `[pagination] ${11 - n}`));
  });
});

describe('people', () => {
  it.each([
    'marisol',
    'Adeyemi',
    'ade mar',
    'MARISOL ADEYEMI',
    'marisol@adeyemi.example',
    'marisol@ad',
    '+61 491 570',
  ])('are found by %s', async (text) => {
    expect((await everywhere(text)).people.map((one) => [one.id, one.isGuess])).toContainEqual([
      marisol.customerId,
      false,
    ]);
  });

  it.each([
    ['Marisl Adeyemi', 'Marisol Adeyemi'],
    ['marisol adeyimi', 'Marisol Adeyemi'],
    ['Mairsol', 'Marisol Adeyemi'],
    ['Ostergrad', 'Søren Østergård'],
  ])('of a name like %s are offered as a guess', async (text, name) => {
    const { people } = await everywhere(text);
    expect(people.map((one) => [one.name.map((piece) => piece.text).join(''), one.isGuess])).toContainEqual([
      name,
      true,
    ]);
  });

  it.each([
    ['muller', 'Jörg [Müller]'],
    ['ostergard', 'Søren [Østergård]'],
    ['美咲', '田中 [美咲]'],
    ['نور', '[نور] الهدى'],
  ])('are found by %s in their own script, with or without marks', async (text, name) => {
    expect(await names(text)).toEqual([name]);
  });

  it('are found by their new name at once, and no longer by the old', async () => {
    const { customerId, version } = await owner.call(createCustomer, { name: 'Quentin Oldname' });
    await owner.call(changeCustomer, { customerId, version, name: 'Quentin Newname' });
    expect(await names('Newname')).toEqual(['Quentin [Newname]']);
    expect((await everywhere('Oldname')).people.filter((one) => !one.isGuess)).toEqual([]);
  });
});

describe('conversations', () => {
  it('are found by their reference alone, by their subject and by the name of their customer', async () => {
    const byReference = await everywhere(kettle.reference.toLowerCase());
    expect(byReference).toMatchObject({ people: [], messages: [], conversations: [{ id: kettle.conversationId }] });
    const ids = async (text: string) => (await everywhere(text)).conversations.map((one) => one.id);
    expect(await ids('warranty 5512')).toEqual([kettle.conversationId]);
    expect(await ids('marisol')).toContain(kettle.conversationId);
    const ofCustomer = await everywhere(marisol.reference);
    expect(ofCustomer.people.map((one) => one.id)).toEqual([marisol.customerId]);
    expect(ofCustomer.conversations.map((one) => one.id)).toContain(kettle.conversationId);
  });

  it('of one page follow those of the page before', async () => {
    const first = await owner.call(contract.searchConversations, { text: 'marisol', limit: 1 });
    expect(first.next).not.toBeNull();
    const second = await owner.call(contract.searchConversations, {
      text: 'marisol',
      limit: 1,
      after: first.next ?? '',
    });
    expect(second.conversations[0]?.id).not.toBe(first.conversations[0]?.id);
  });
});

describe('filters', () => {
  it('narrow by who wrote, state, colleague, channel and day', async () => {
    const { conversationId } = kettle;
    const { version } = await owner.call(getConversation, { conversationId });
    await owner.call(assign, { conversationId, version, assigneeId: stage.cast.adviser.personId });
    const found = async (text: string, by = owner) => (await everywhere(text, by)).messages.length;
    expect(await found('lid from:marisol')).toBe(1);
    expect(await found('lid from:"Olive Owner"')).toBe(1);
    expect(await found('from:muller')).toBe(1);
    expect(await found('lid from:nobodyofthisname')).toBe(0);
    expect(await found('lid status:waiting')).toBe(2);
    expect(await found('lid status:resolved')).toBe(0);
    expect(await found('lid assignee:me')).toBe(0);
    expect(await found('lid assignee:me', stage.cast.adviser)).toBe(2);
    expect(await found('lid assignee:adviser')).toBe(2);
    expect(await found('lid assignee:nobody')).toBe(0);
    expect(await found('lid channel:chat')).toBe(0);
    expect(await found('lid channel:api after:2020-01-01')).toBe(2);
    expect(await found('lid before:2020-01-01')).toBe(0);
  });

  it('alone list the conversations that fit', async () => {
    const { conversationId } = await stage.freshConversation();
    const { version } = await owner.call(getConversation, { conversationId });
    await owner.call(resolve, { conversationId, version, wrapUpReasonId: stage.wrapUpReasonId });
    const { conversations, people, messages } = await everywhere('status:resolved');
    expect(conversations.map((one) => one.id)).toEqual([conversationId]);
    expect([people, messages]).toEqual([[], []]);
  });
});

describe('tags, files and days', () => {
  it('narrow what is found, and a file is found by its name', async () => {
    const { customerId } = marisol;
    const opening = { customerId, channel: 'api' as const, text: 'Here is what the shop sent me.' };
    const { conversationId } = await owner.call(startConversation, opening);
    const { tagId } = await owner.call(addTag, { name: 'To refund' });
    await owner.call(tagConversation, { conversationId, add: [tagId] });
    const pdf = await uploaded(owner, smallPdf, 'invoice_5512.pdf');
    await owner.call(writeNote, { conversationId, text: 'The shop sent this.', fileIds: [pdf.id] });
    const found = async (text: string) =>
      (await everywhere(text)).messages.map((one) => [one.kind, one.attachment && line(one.attachment)]);
    expect(await found('invoice')).toEqual([['note', '[invoice]_5512.pdf']]);
    expect(await found('invoice_5512.pdf')).toEqual([['note', '[invoice_5512.pdf]']]);
    expect(await found('shop tag:"to refund"')).toEqual([
      ['note', null],
      ['customer', null],
    ]);
    expect(await found('shop sent has:attachment')).toEqual([['note', 'invoice_5512.pdf']]);
    expect(await found('has:attachment')).toEqual([['note', 'invoice_5512.pdf']]);
    expect(await found('has:attachment from:marisol')).toEqual([]);
    const [{ day = '' } = {}] = await asOwner<{ day: string }>(
      heed.ownerUrl,
      `SELECT to_char(now() AT TIME ZONE time_zone, 'YYYY-MM-DD') AS day FROM workspace WHERE id = $1`,
      [stage.house.workspaceId],
    );
    expect(await found(`invoice on:${day}`)).toHaveLength(1);
    expect(await found('invoice on:2020-02-29')).toEqual([]);
    const { conversations } = await everywhere('tag:refund');
    expect(conversations.map((one) => one.id)).toEqual([conversationId]);
    expect((await everywhere('tag:refund status:resolved')).conversations).toEqual([]);
  });

  it('say what they take when they say nothing or name nobody', async () => {
    const wrong = async (text: string) => (await everywhere(text)).wrong;
    expect(await wrong('lid status:later has:legs')).toEqual([
      { filter: 'status', value: 'later', accepted: ['open', 'waiting', 'resolved'] },
      { filter: 'has', value: 'legs', accepted: ['attachment'] },
    ]);
    expect(await wrong('lid tag:unheard')).toEqual([{ filter: 'tag', value: 'unheard', accepted: ['To refund'] }]);
    expect(await wrong('lid on:2026-02-30')).toMatchObject([{ filter: 'on', accepted: ['2026-05-01'] }]);
    const [lost] = await wrong('lid assignee:zebedee');
    expect(lost?.accepted).toEqual(expect.arrayContaining(['me', 'nobody', 'Olive Owner']));
    expect((await everywhere('lid tag:unheard')).messages).toEqual([]);
    expect((await everywhere('lid status:later')).messages).toHaveLength(2);
  });
});

describe('who may not read conversations', () => {
  it('finds nothing of them: neither a role without that right, nor a customer', async () => {
    await stage.cast.concerned.call(chatSend, { text: 'My kettle is here as well.' });
    await expect(everywhere('kettle', stage.cast.learner)).rejects.toMatchObject({ code: 'access.forbidden' });
    await expect(everywhere('kettle', stage.cast.concerned)).rejects.toMatchObject({ code: 'access.forbidden' });
    await expect(everywhere('kettle', stage.cast.anonymous)).rejects.toMatchObject({ code: 'access.signed_out' });
    expect((await everywhere('kettle', stage.cast.viewer)).messages.length).toBeGreaterThan(1);
  });

  it('refuses a cursor that it did not give out', async () => {
    const { messages } = await owner.call(listMessages, { conversationId: kettle.conversationId });
    const forged = Buffer.from(JSON.stringify(['all', '2026-01-01 00:00:00+00', messages[0]?.id])).toString(
      'base64url',
    );
    for (const query of [contract.searchMessages, contract.searchPeople, contract.searchConversations]) {
      const asked = owner.call(query, { text: 'kettle', after: forged });
      await expect(asked).rejects.toMatchObject({ code: 'input.invalid' });
    }
  });
});
