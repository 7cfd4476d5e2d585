import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  changeService,
  chatHistory,
  chatSeen,
  chatSend,
  chatService,
  serviceSettings,
} from '#contact/channels-chat/contract.ts';
import { getConversation, listMessages, reply } from '#contact/conversations/contract.ts';
import { addAddress, createCustomer } from '#contact/customers/contract.ts';
import { keepSessions } from '#foundation/measures/test/caught-up.ts';
import { promisesOn } from '#foundation/promises/contract.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { openSocket } from '#kernel/test/socket.ts';
import { newVisitor, openWidget } from '#kernel/test/stage.ts';
import { mailsOfConversation, onwardOfConversation } from '../contract.ts';
import { type Box, mail, openBox, post, sendBy } from '../test/post.ts';
import { type Relay, startRelay, type Taken } from '../test/relay.ts';

/** A chat whose visitor has gone goes on by mail and comes back: part of issue "every touchpoint", 8. */
let clock = new Date('2026-11-02T00:00:00Z');
let heed: TestHeed;
let owner: Client;
let box: Box;
let relay: Relay;
let key: string;

beforeAll(async () => {
  heed = await startTestHeed({ now: () => clock, environment: { HEED_EGRESS_ALLOW: '127.0.0.1' } });
  ({ owner } = await heed.setUp());
  await keepSessions(heed);
  relay = await startRelay();
  box = await openBox(owner, 'support@fennick.example');
  await sendBy(owner, box, 2, relay.port);
  key = await openWidget(owner);
  const { version } = await owner.call(serviceSettings, {});
  const email = { key: 'mail', ask: 'email' as const, label: 'E-mail for our answer', isRequired: false };
  await owner.call(changeService, { version, questions: [email], goesOnMinutes: 10 });
});
afterAll(async () => {
  await heed.stop();
  await relay.stop();
});

const pass = (minutes: number) => {
  clock = new Date(clock.getTime() + minutes * 60_000);
};
/** So many minutes pass, then those in which every process is asked after the visitor; what fell due has fired. */
async function goneFor(minutes: number, isThere = false): Promise<void> {
  for (const step of [minutes, 1]) {
    pass(step);
    for (let waited = 0; waited < 10_000; waited += 50) {
      const [row] = await asOwner<{ left: number }>(
        heed.ownerUrl,
        "SELECT count(*)::int AS left FROM deadline WHERE kind = 'mail.onward' AND fired_at IS NULL AND due_at <= $1",
        [clock],
      );
      if (row?.left === 0) break;
      await new Promise((later) => setTimeout(later, 50));
    }
    // A process hears of the question within a second.
    if (isThere) await new Promise((later) => setTimeout(later, 1_500));
  }
}
let count = 0;
/** A chat whose visitor typed an address, or none, and then left. */
async function chat(more: { types?: string } = {}) {
  const visitor = await newVisitor(heed, key);
  const opening = { isAway: false, answers: more.types ? { mail: more.types } : {} };
  const { conversationId } = await visitor.call(chatSend, { text: `My kettle leaks. ${++count}`, opening });
  const { customerId } = await owner.call(getConversation, { conversationId });
  return { visitor, conversationId, customerId };
}
/** The same of a customer whose record has an address. */
async function knownChat() {
  const made = await chat();
  const address = `ines${count}@kaldor.example`;
  await owner.call(addAddress, { customerId: made.customerId, kind: 'email', value: address });
  return { ...made, address };
}
/** Mails that left for an address or are about to. */
async function leaving(address: string): Promise<number> {
  const sql = 'SELECT count(*)::int AS count FROM mail_out WHERE recipient_key = $1';
  return (await asOwner<{ count: number }>(heed.ownerUrl, sql, [address]))[0]?.count ?? 0;
}
const to = (address: string) => relay.taken.filter((one) => one.to[0] === address);
async function mailTo(address: string, nth = 1): Promise<Taken> {
  for (let waited = 0; waited < 10_000 && to(address).length < nth; waited += 50) {
    await new Promise((later) => setTimeout(later, 50));
  }
  const got = to(address)[nth - 1];
  if (!got) throw new Error(`${address} has ${to(address).length} mails, not ${nth}`);
  return got;
}
const stateOf = async (conversationId: string) => (await owner.call(onwardOfConversation, { conversationId })).state;
/** What the visitor is told beforehand. */
const told = async (visitor: Client) => (await visitor.call(chatHistory, {})).goesOn;
const linkIn = (got: Taken, path: string) =>
  new RegExp(`/mail/${path}/[A-Za-z0-9_-]{64}`).exec(got.seen.text)?.[0] ?? '';
const form = (body: string) => ({
  body,
  headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': String(body.length) },
});
/** An answer from a mail program. */
const answer = (got: Taken, from: string, text: string) =>
  mail(
    {
      ...{ From: from, To: got.seen.replyTo[0]?.address ?? '', Subject: `Re: ${got.seen.subject}` },
      ...{ 'Message-ID': `<a${++count}@answers.example>`, 'In-Reply-To': got.seen.messageId ?? '' },
    },
    text,
  );

describe('a chat whose visitor has gone', () => {
  it('gets what they did not see by mail, together and once', async () => {
    const { visitor, conversationId, address } = await knownChat();
    await owner.call(reply, { conversationId, text: 'Which kettle?' });
    await visitor.call(chatSeen, { conversationId, number: 2 });
    await owner.call(reply, { conversationId, text: 'The **red** one?' });
    await owner.call(reply, { conversationId, text: 'A new lid is on its way.' });
    expect([await stateOf(conversationId), await told(visitor)]).toEqual(['ready', 'mailed']);
    await goneFor(8);
    expect(await leaving(address)).toBe(0);
    await goneFor(2);
    const got = await mailTo(address);
    expect(got.seen.text).toMatch(/The \*\*red\*\* one\?[\s\S]*A new lid is on its way\./);
    expect(got.seen.text).not.toContain('Which kettle?');
    expect(got.seen.replyTo[0]?.address).toMatch(/^support\+[a-z2-7]{26}@fennick\.example$/);
    await goneFor(30);
    expect(await leaving(address)).toBe(1);
    expect(await owner.call(onwardOfConversation, { conversationId })).toMatchObject({ state: 'on', address });
    const states = async () =>
      (await owner.call(mailsOfConversation, { conversationId })).mails.map((one) => one.delivery?.state);
    await expect.poll(states, { timeout: 10_000 }).toEqual(['accepted', 'accepted']);
  });

  it('comes back: their mail goes into the same conversation, shows in the chat, and its clock runs on', async () => {
    const { visitor, conversationId, address } = await knownChat();
    await owner.call(reply, { conversationId, text: 'Since when?' });
    await goneFor(11);
    const got = await mailTo(address);
    const settled = await post(heed, box, answer(got, address, 'Since Monday.'));
    expect(settled).toMatchObject({ state: 'message', conversation_id: conversationId });
    const { messages } = await visitor.call(chatHistory, {});
    expect(messages.map((one) => [one.by, one.text]).slice(1)).toEqual([
      ['staff', 'Since when?'],
      ['me', 'Since Monday.'],
    ]);
    const { promises } = await owner.call(promisesOn, { subjectId: conversationId });
    expect(promises.filter((one) => one.measure === 'first_response').map((one) => one.state)).toEqual(['kept']);
    expect(promises.filter((one) => one.measure === 'next_response' && one.endedAt === null)).toHaveLength(1);
    await owner.call(reply, { conversationId, text: 'Then it is covered.' });
    // Whoever writes by mail is answered by mail, and not only after the pause of the chat.
    await goneFor(1);
    const next = await mailTo(address, 2);
    expect(next.seen.references).toContain(got.seen.messageId);
    expect(next.seen.subject).toBe(`Re: ${got.seen.subject}`);
  });

  it('is left alone while the visitor has it on a screen, seen or not', async () => {
    const { visitor, conversationId, address } = await knownChat();
    const socket = await openSocket(visitor);
    const { Authorization = '', 'X-Heed-Key': widget } = visitor.headers;
    socket.send({ t: 'hello', as: 'customer', key: widget, token: Authorization.replace('Bearer ', '') });
    await socket.next('welcome');
    await owner.call(reply, { conversationId, text: 'One moment.' });
    await goneFor(11, true);
    expect(await leaving(address)).toBe(0);
    socket.close();
    await goneFor(11);
    expect((await mailTo(address)).seen.text).toContain('One moment.');
  });

  it('says nothing by mail where the widget is not to', async () => {
    const { version } = await owner.call(serviceSettings, {});
    const off = await owner.call(changeService, { version, goesOnByMail: false });
    const { visitor, conversationId, address } = await knownChat();
    await owner.call(reply, { conversationId, text: 'It does.' });
    await goneFor(11);
    expect([await leaving(address), await stateOf(conversationId), await told(visitor)]).toEqual([0, 'none', null]);
    expect((await visitor.call(chatService, { key })).goesOnByMail).toBe(false);
    await owner.call(changeService, { version: off.version, goesOnByMail: true });
  });
});

describe('an address that was only typed', () => {
  it('gets words of ours alone, once a day, until whoever has it says that it is theirs', async () => {
    const address = 'typed@berger.example';
    const { visitor, conversationId } = await chat({ types: address });
    expect((await visitor.call(chatService, { key })).goesOnByMail).toBe(true);
    expect([await told(visitor), await told((await chat()).visitor)]).toEqual(['asked', null]);
    await owner.call(reply, { conversationId, text: 'The secret is 42.' });
    expect(await owner.call(onwardOfConversation, { conversationId })).toMatchObject({ state: 'ready', isClaim: true });
    await goneFor(11);
    const asked = await mailTo(address);
    expect(asked.raw).not.toMatch(/secret|kettle/i);
    expect(asked.header('Auto-Submitted')).toBe('auto-replied');
    expect(asked.header('List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
    expect(await stateOf(conversationId)).toBe('asked');
    const other = await chat({ types: address });
    await owner.call(reply, { conversationId: other.conversationId, text: 'Hello?' });
    await goneFor(11);
    expect(await stateOf(other.conversationId)).toBe('ready');
    // Nothing comes in by it either: an answer to the question is a conversation of its own.
    const before = await owner.call(listMessages, { conversationId });
    const settled = await post(heed, box, answer(asked, address, 'What is this?'));
    expect(settled.conversation_id).not.toBe(conversationId);
    expect(await owner.call(listMessages, { conversationId })).toEqual(before);

    const link = linkIn(asked, 'onward');
    const page = await heed.anonymous().raw('GET', link);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining(address)]);
    expect(await stateOf(conversationId)).toBe('asked');
    const confirmed = await heed.anonymous().raw('POST', link, form('mine=yes'));
    expect(confirmed.status).toBe(303);
    await goneFor(0);
    expect((await mailTo(address, 2)).seen.text).toContain('The secret is 42.');
    expect(await told(visitor)).toBe('mailed');
    const back = await post(heed, box, answer(await mailTo(address, 2), address, 'Thank you!'));
    expect(back.conversation_id).toBe(conversationId);
  });

  it('opens nothing of whoever really has it', async () => {
    const address = 'victim@berger.example';
    const addresses = [{ kind: 'email' as const, value: address }];
    const { customerId } = await owner.call(createCustomer, { name: 'Vera Victim', addresses });
    const { conversationId, visitor, customerId: asVisitor } = await chat({ types: address });
    await owner.call(reply, { conversationId, text: 'Hello.' });
    await goneFor(11);
    await heed.anonymous().raw('POST', linkIn(await mailTo(address), 'onward'), form('mine=yes'));
    expect(asVisitor).not.toBe(customerId);
    expect((await owner.call(getConversation, { conversationId })).customerId).toBe(asVisitor);
    expect((await visitor.call(chatHistory, {})).messages).toHaveLength(2);
  });

  it('is asked by a link that nobody makes, and that is over after three days', async () => {
    const address = 'late@berger.example';
    const { conversationId } = await chat({ types: address });
    await owner.call(reply, { conversationId, text: 'Hello.' });
    await goneFor(11);
    const link = linkIn(await mailTo(address), 'onward');
    const turned = link.slice(0, -1) + (link.endsWith('A') ? 'B' : 'A');
    expect((await heed.anonymous().raw('POST', turned, form('mine=yes'))).status).toBe(404);
    pass(3 * 1_440 + 1);
    expect((await heed.anonymous().raw('POST', link, form('mine=yes'))).status).toBe(404);
    expect(await stateOf(conversationId)).toBe('asked');
  });
});

describe('whoever wants no such mails', () => {
  it('says so by one click of their mail program, which is kept with its time and honoured', async () => {
    const { visitor, conversationId, address } = await knownChat();
    await owner.call(reply, { conversationId, text: 'Since when?' });
    await goneFor(11);
    const got = await mailTo(address);
    const url = /^List-Unsubscribe:\s*<([^>]+)>/im.exec(got.raw)?.[1] ?? '';
    expect(got.header('List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
    const path = new URL(url).pathname;
    expect((await heed.anonymous().raw('GET', path)).status).toBe(200);
    expect(await stateOf(conversationId)).toBe('on');
    expect((await heed.anonymous().raw('POST', path, form('List-Unsubscribe=One-Click'))).status).toBe(204);
    expect([await stateOf(conversationId), await told(visitor)]).toEqual(['off', null]);
    const [kept] = await asOwner<{ how: string; at: Date }>(
      heed.ownerUrl,
      'SELECT how, at FROM mail_preference WHERE address_key = $1 AND NOT is_wanted',
      [address],
    );
    expect(kept).toEqual({ how: 'one_click', at: clock });
    await owner.call(reply, { conversationId, text: 'Hello?' });
    await goneFor(11);
    expect(await leaving(address)).toBe(1);

    expect((await heed.anonymous().raw('POST', path, form('wanted=yes'))).status).toBe(303);
    await goneFor(0);
    expect((await mailTo(address, 2)).seen.text).toContain('Hello?');
  });
});
