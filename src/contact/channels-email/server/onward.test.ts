import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  changeService,
  chatHistory,
  chatSeen,
  chatSend,
  chatService,
  serviceSettings,
} from '#contact/channels-chat/contract.ts';
import {
  assign,
  getConversation,
  listMessages,
  listWrapUpReasons,
  mergeConversations,
  reply,
  resolve,
} from '#contact/conversations/contract.ts';
import { addAddress, createCustomer } from '#contact/customers/contract.ts';
import { keepSessions } from '#foundation/measures/test/caught-up.ts';
import { createTeam } from '#foundation/people/contract.ts';
import { promisesOn } from '#foundation/promises/contract.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { openSocket } from '#kernel/test/socket.ts';
import { newVisitor, openWidget } from '#kernel/test/stage.ts';
import { mailsOfConversation, onwardOfConversation } from '../contract.ts';
import { type Box, openBox, post, sendBy } from '../test/post.ts';
import { type Relay, startRelay, type Taken } from '../test/relay.ts';
import { answerTo, endPath, form, linkIn } from '../test/taken.ts';

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
/** The visitor has the chat on a screen. */
async function watched(visitor: Client) {
  const socket = await openSocket(visitor);
  const { Authorization = '', 'X-Heed-Key': widget } = visitor.headers;
  socket.send({ t: 'hello', as: 'customer', key: widget, token: Authorization.replace('Bearer ', '') });
  await socket.next('welcome');
  return socket;
}

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
    const settled = await post(heed, box, answerTo(got, address, 'Since Monday.'));
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
    const socket = await watched(visitor);
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
    expect([await stateOf(other.conversationId), await told(other.visitor)]).toEqual(['ready', 'asked']);
    // Nothing comes in by it either: an answer to the question is a conversation of its own.
    const before = await owner.call(listMessages, { conversationId });
    const settled = await post(heed, box, answerTo(asked, address, 'What is this?'));
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
    const back = await post(heed, box, answerTo(await mailTo(address, 2), address, 'Thank you!'));
    expect(back.conversation_id).toBe(conversationId);

    // The other chat is no less theirs or somebody else's than before: it is asked for when the day is over.
    await goneFor(1_440);
    const again = await mailTo(address, 3);
    expect([await stateOf(other.conversationId), await told(other.visitor)]).toEqual(['asked', 'asked']);
    await heed.anonymous().raw('POST', linkIn(again, 'onward'), form('mine=yes'));
    await goneFor(0);
    expect((await mailTo(address, 4)).seen.text).toContain('Hello?');
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

  it('is asked by a link that nobody makes, that is over after three days, and then anew', async () => {
    const address = 'late@berger.example';
    const { visitor, conversationId } = await chat({ types: address });
    await owner.call(reply, { conversationId, text: 'Hello.' });
    await goneFor(11);
    const link = linkIn(await mailTo(address), 'onward');
    const turned = link.slice(0, -1) + (link.endsWith('A') ? 'B' : 'A');
    expect((await heed.anonymous().raw('POST', turned, form('mine=yes'))).status).toBe(404);
    pass(3 * 1_440 + 1);
    expect((await heed.anonymous().raw('POST', link, form('mine=yes'))).status).toBe(404);
    expect([await stateOf(conversationId), await told(visitor)]).toEqual(['ready', 'asked']);
    await owner.call(reply, { conversationId, text: 'Are you still there?' });
    await goneFor(11);
    const next = linkIn(await mailTo(address, 2), 'onward');
    expect([next === link, await stateOf(conversationId)]).toEqual([false, 'asked']);
    await heed.anonymous().raw('POST', next, form('mine=yes'));
    await goneFor(0);
    const got = await mailTo(address, 3);
    expect(got.seen.text).toContain('Are you still there?');
    expect(got.seen.text).not.toContain('Hello.');
  });

  it('is not told to whoever typed it that somebody wants no mails there', async () => {
    const address = 'silent@berger.example';
    const first = await chat({ types: address });
    await owner.call(reply, { conversationId: first.conversationId, text: 'Hello.' });
    await goneFor(11);
    const socket = await watched(first.visitor);
    const path = endPath(await mailTo(address));
    expect((await heed.anonymous().raw('POST', path, form('List-Unsubscribe=One-Click'))).status).toBe(204);
    const later = await chat({ types: address });
    for (const { conversationId } of [first, later]) await owner.call(reply, { conversationId, text: 'Still there?' });
    await socket.next('data', (frame) => frame.kind === 'message');
    expect(socket.frames.filter((frame) => frame.t === 'data' && frame.kind === 'look')).toEqual([]);
    socket.close();
    for (const wait of [11, 1_440]) await goneFor(wait);
    expect(await leaving(address)).toBe(1);
    for (const { visitor, conversationId } of [first, later]) {
      expect([await stateOf(conversationId), await told(visitor)]).toEqual(['off', 'asked']);
    }
  });
});

describe('whoever wants no such mails', () => {
  it('says so by one click of their mail program, which is kept with its time and honoured', async () => {
    const { visitor, conversationId, address } = await knownChat();
    await owner.call(reply, { conversationId, text: 'Since when?' });
    await goneFor(11);
    const got = await mailTo(address);
    expect(got.header('List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
    const path = endPath(got);
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

describe('what the visitor is told in the chat', () => {
  it('follows it at once: when it begins, is resolved, goes on, and when an address turns out to be theirs', async () => {
    const address = 'turns@berger.example';
    const visitor = await newVisitor(heed, key);
    const socket = await watched(visitor);
    let looks = 0;
    /** The widget is told to look again, and finds this. */
    const finds = async (goesOn: string | null) => {
      looks += 1;
      const heard = () => socket.frames.filter((frame) => frame.t === 'data' && frame.kind === 'look').length;
      await expect.poll(heard, { timeout: 5_000 }).toBe(looks);
      expect(await told(visitor)).toBe(goesOn);
    };
    const opening = { isAway: false, answers: { mail: address } };
    const { conversationId } = await visitor.call(chatSend, { text: 'My kettle hums.', opening });
    await finds('asked');
    const { reasons } = await owner.call(listWrapUpReasons, {});
    const { version } = await owner.call(getConversation, { conversationId });
    await owner.call(resolve, { conversationId, version, wrapUpReasonId: reasons[0]?.id ?? '' });
    await finds(null);
    await visitor.call(chatSend, { text: 'Louder now.' });
    await finds('asked');
    socket.close();
    await owner.call(reply, { conversationId, text: 'Which one?' });
    await goneFor(11);
    const again = await watched(visitor);
    await heed.anonymous().raw('POST', linkIn(await mailTo(address), 'onward'), form('mine=yes'));
    await again.next('data', (frame) => frame.kind === 'look', 5_000);
    expect(await told(visitor)).toBe('mailed');
    again.close();
  });
});

describe('the address from which a chat goes on', () => {
  it('is one that can send, also where its team has one that cannot', async () => {
    const { teamId } = await owner.call(createTeam, { name: 'Kettles' });
    await openBox(owner, 'kettles@fennick.example', { teamId });
    const { visitor, conversationId, address } = await knownChat();
    const { version } = await owner.call(getConversation, { conversationId });
    await owner.call(assign, { conversationId, version, teamId });
    await owner.call(reply, { conversationId, text: 'Which one?' });
    expect(await told(visitor)).toBe('mailed');
    await goneFor(11);
    expect((await mailTo(address)).seen.from.address).toBe('support@fennick.example');
  });
});

describe('a chat that was merged into another one', () => {
  // Two browsers of one customer, of which one wrote in another widget: no API makes that in a moment.
  const inAnotherWidget = `WITH w AS (INSERT INTO widget (workspace_id, id, public_key, name)
      SELECT d.workspace_id, gen_random_uuid(), d.public_key, 'Other' FROM widget d JOIN visit v ON v.widget_id = d.id
      WHERE v.conversation_id = $1 RETURNING workspace_id, id),
    s AS (INSERT INTO widget_service (workspace_id, widget_id, only_verified, says_reply_time, says_place, questions, consent,
      goes_on_by_mail, version) SELECT workspace_id, id, false, true, true, '[]', '', false, 1 FROM w),
    u AS (UPDATE visit SET conversation_id = NULL WHERE conversation_id = $1)
    INSERT INTO visit (workspace_id, id, token_hash, widget_id, customer_id, conversation_id, expires_at)
    SELECT v.workspace_id, gen_random_uuid(), sha256('other'), w.id, v.customer_id, v.conversation_id, v.expires_at
    FROM visit v, w WHERE v.conversation_id = $1`;

  it('goes on only where each of the widgets says so', async () => {
    const { visitor, conversationId: first, address } = await knownChat();
    await asOwner(heed.ownerUrl, inAnotherWidget, [first]);
    const { conversationId } = await visitor.call(chatSend, { text: 'And my pan sticks.' });
    expect(await told(visitor)).toBe('mailed');
    const { version } = await owner.call(getConversation, { conversationId: first });
    await owner.call(mergeConversations, { conversationId: first, version, intoId: conversationId });
    await owner.call(reply, { conversationId, text: 'Both are covered.' });
    expect([await told(visitor), await stateOf(conversationId)]).toEqual([null, 'none']);
    await goneFor(11);
    expect(await leaving(address)).toBe(0);
  });
});
